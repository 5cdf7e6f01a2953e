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
        var postgres = app.Services.GetRequiredService<PostgresHosting>();
        if (IsWanted(app.Environment, app.Configuration, postgres))
            await DemoSchool.MakeIfEmpty(postgres.Silo, TimeProvider.System.GetUtcNow());
    }

    static bool IsWanted(IHostEnvironment environment, IConfiguration configuration, PostgresHosting postgres) =>
        environment.IsDevelopment() && postgres.IsEmbedded && !configuration.GetSection("Bootstrap:Admin").Exists();
}
