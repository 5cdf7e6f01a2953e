using System.Data.Common;
using System.Text.RegularExpressions;

namespace ZoomOrleans.Silo;

/// <summary>
/// Secrets that everybody knows open the school to everybody: outside of Development the program does not start with one that
/// stands in this repository, or that is no more than a place for one.
/// </summary>
public static partial class Secrets
{
    /// <summary>The simulator's own, and what examples write.</summary>
    static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "simulated-secret", "simulated-webhook-secret", "S", "...", "…", "secret", "the-secret", "password", "postgres",
        "zoomorleans", "zoomorleans_app", "changeme", "change-me",
    };

    /// <summary>Settings that are secrets, as they stand in the configuration.</summary>
    [GeneratedRegex(
        "^(Zoom:(WebhookSecrets:.+|ClientSecret)|Authentication:Schemes:[^:]+:(ClientSecret|SigningKeys:[^:]+:Value))$",
        RegexOptions.IgnoreCase)]
    private static partial Regex SecretSetting();

    /// <exception cref="StartRefusedException">One is known; the message names the setting, and not the secret.</exception>
    public static void Check(IConfiguration configuration, bool isDevelopment)
    {
        if (isDevelopment)
            return;
        foreach (var (setting, value) in configuration.AsEnumerable())
            if (value is not null && SecretSetting().IsMatch(setting) && IsKnown(value)
                && !OpensASimulator(setting, configuration))
                throw Refused(setting);
        if (configuration.GetConnectionString("Postgres") is { } text && PasswordIn(text) is { } password && IsKnown(password))
            throw Refused("ConnectionStrings:Postgres");
    }

    /// <summary>On this machine: then it opens nothing but that.</summary>
    static bool OpensASimulator(string setting, IConfiguration configuration) =>
        setting.Equals("Zoom:ClientSecret", StringComparison.OrdinalIgnoreCase)
        && Uri.TryCreate(configuration["Zoom:OAuthBaseUrl"], UriKind.Absolute, out var zoom) && zoom.IsLoopback;

    static StartRefusedException Refused(string setting) => new(
        $"{setting.Replace(":", "__", StringComparison.Ordinal)} holds a secret that everybody knows: it stands in this "
        + "program's repository, or in an example. Set one of your own.");

    /// <summary>A signing key is written as base64.</summary>
    static bool IsKnown(string value) => Known.Contains(value.Trim()) || (Decoded(value) is { } text && Known.Contains(text));

    static string? Decoded(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length)
            ? System.Text.Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    static string? PasswordIn(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return settings.TryGetValue("Password", out var password) || settings.TryGetValue("Pwd", out password)
            ? $"{password}" : null;
    }
}
