using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Demo;

/// <summary>Whether there is a demo at all: in Development, on the program's own database, where nobody named an admin.</summary>
public static class DemoHosting
{
    public static void AddDemo(this WebApplicationBuilder builder, PostgresHosting postgres)
    {
        if (IsWanted(builder.Environment, builder.Configuration, postgres))
            builder.Services.AddHostedService<DemoLesson>();
    }

    public static async Task MakeDemoSchool(this WebApplication app)
    {
        if (app.HasDemo())
            await DemoSchool.MakeIfEmpty(app.Services.GetRequiredService<SiloDatabase>(), TimeProvider.System.GetUtcNow());
    }

    public static bool HasDemo(this WebApplication app) =>
        IsWanted(app.Environment, app.Configuration, app.Services.GetRequiredService<PostgresHosting>());

    static bool IsWanted(IHostEnvironment environment, IConfiguration configuration, PostgresHosting postgres) =>
        environment.IsDevelopment() && postgres.IsEmbedded && !configuration.GetSection("Bootstrap:Admin").Exists();
}
