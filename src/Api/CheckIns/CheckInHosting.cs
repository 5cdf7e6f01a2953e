using Microsoft.Extensions.Options;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>How check-ins come into the program, and where the keys for addresses lie.</summary>
public static class CheckInHosting
{
    public static void AddCheckIns(this WebApplicationBuilder builder, PostgresHosting postgres)
    {
        builder.Services.AddOptions<CheckInOptions>().Bind(builder.Configuration.GetSection("CheckIns"))
            .ValidateDataAnnotations().ValidateOnStart();
        var directory = DirectoryOfKeys(builder, postgres);
        builder.Services.AddSingleton(services => new AddressKeys(
            directory, TimeSpan.FromDays(services.GetRequiredService<IOptions<CheckInOptions>>().Value.KeyDays),
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<CheckingIn>();
        builder.Services.AddHostedService<OldAddressKeys>();
    }

    public static void MapCheckIns(this IEndpointRouteBuilder routes)
    {
        CheckInRoutes.Map(routes);
        QrCheckInRoutes.Map(routes);
    }

    /// <summary>Hashes by different keys cannot be compared: processes that answer together need the same directory.</summary>
    static string DirectoryOfKeys(WebApplicationBuilder builder, PostgresHosting postgres)
    {
        var settings = builder.Configuration;
        if (settings["CheckIns:KeyDirectory"] is { Length: > 0 } given)
            return KeyDirectory.Make(given, "CheckIns__KeyDirectory").FullName;
        if (settings["DataProtection:KeysDirectory"] is { Length: > 0 } shared)
            return Path.Combine(shared, "addresses");
        var own = Path.Combine(postgres.OwnDirectory, "address-keys");
        if (settings["Cluster:Mode"] == "Client")
            Console.WriteLine(
                "With Cluster__Mode=Client all processes need the same keys for hashes of addresses. These are kept in "
                + $"{own}, where only processes on this machine find them: set CheckIns__KeyDirectory to a directory that all "
                + "share, and that nobody else reads.");
        return own;
    }
}
