using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>How the program is started in a test: as in production, with keys of the test's own.</summary>
sealed class AppSettings(string connectionString, int port, (string Name, string Value)[] others)
{
    const string SchemeSettings = "Authentication__Schemes__Bearer__";

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    public string WebhookSecret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public Tokens Tokens { get; } = new();

    public ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ZoomOrleans.Api.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment().Concat(others))
            start.Environment[name] = value;
        return start;
    }

    IEnumerable<(string Name, string Value)> Environment() =>
    [
        ("DOTNET_ENVIRONMENT", "Production"),
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("ASPNETCORE_URLS", Address.ToString()),
        ("ConnectionStrings__Postgres", connectionString),
        ("Zoom__WebhookSecrets__0", WebhookSecret),
        ($"{SchemeSettings}ValidIssuer", Tokens.Issuer),
        ($"{SchemeSettings}ValidAudiences__0", Tokens.Audience),
        ($"{SchemeSettings}SigningKeys__0__Issuer", Tokens.Issuer),
        ($"{SchemeSettings}SigningKeys__0__Value", Tokens.Key),
        ("Authentication__SubjectIsUserId__0", Tokens.Issuer),
        ("Bootstrap__Admin__Id", AppProcess.AdminId.ToString()),
        ("Bootstrap__Admin__Email", "admin@school.example"),
        ("Bootstrap__Admin__Name", "Ada Admin"),
    ];
}
