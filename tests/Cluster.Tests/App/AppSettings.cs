using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>How the program is started in a test: as in production, with keys of the test's own.</summary>
/// <param name="connectionString">Null: the program starts a PostgreSQL of its own.</param>
/// <param name="port">Where it is to listen.</param>
/// <param name="others">Environment variables beside those that every test needs.</param>
sealed class AppSettings(string? connectionString, int port, (string Name, string Value)[] others)
{
    public const string Api = "ZoomOrleans.Api.dll";
    public const string Silo = "ZoomOrleans.Silo.dll";

    const string SchemeSettings = "Authentication__Schemes__Bearer__";

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    public string Program { get; init; } = Api;

    public string WebhookSecret { get; } = NewSecret();

    /// <summary>The one before, or the next: while a secret is being changed, both are accepted.</summary>
    public string SecondWebhookSecret { get; } = NewSecret();

    public Tokens Tokens { get; } = new();

    public ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, Program)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment().Concat(others))
            start.Environment[name] = value;
        if (connectionString is not null)
            start.Environment["ConnectionStrings__Postgres"] = connectionString;
        return start;
    }

    IEnumerable<(string Name, string Value)> Environment() =>
    [
        // None lives long enough to win by it.
        ("DOTNET_TieredPGO", "0"),
        ("DOTNET_ENVIRONMENT", "Production"),
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("ASPNETCORE_URLS", Address.ToString()),
        ("Zoom__WebhookSecrets__0", WebhookSecret),
        ("Zoom__WebhookSecrets__1", SecondWebhookSecret),
        ($"{SchemeSettings}ValidIssuer", Tokens.Issuer),
        ($"{SchemeSettings}ValidAudiences__0", Tokens.Audience),
        ($"{SchemeSettings}SigningKeys__0__Issuer", Tokens.Issuer),
        ($"{SchemeSettings}SigningKeys__0__Value", Tokens.Key),
        ("Authentication__SubjectIsUserId__0", Tokens.Issuer),
        // The tests' lessons lie far back, and would be locked soon after their last fact.
        ("School__LockAfterDays", "3650"),
        // Else it would be a folder of the checkout.
        ("CheckIns__KeyDirectory", Path.Combine(AppContext.BaseDirectory, "address-keys")),
        ("Bootstrap__Admin__Id", AppProcess.AdminId.ToString()),
        ("Bootstrap__Admin__Email", "admin@school.example"),
        ("Bootstrap__Admin__Name", "Ada Admin"),
    ];

    static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}
