using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>The directory of an instance, reachable for the account that PostgreSQL runs as.</summary>
[UnsupportedOSPlatform("windows")]
static class InstanceDirectory
{
    const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode OthersPassThrough = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    const string Fallback = "/var/lib/zoomorleans";

    public static async Task<string> Prepare(
        string wanted, ServerAccount account, ILogger logger, CancellationToken ct)
    {
        var directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted));
        Make(directory, account);
        if (account.Name is null || await account.CanReach(directory, ct))
            return directory;

        var replacement = Path.Combine(Fallback, NameOf(directory));
        Make(replacement, account);
        if (!await account.CanReach(replacement, ct))
            throw new EmbeddedPostgresException(
                $"PostgreSQL runs as the user {account.Name}, who can enter neither {directory} nor {replacement}. "
                + "Set Embedded__DataDirectory to a directory below such as everybody may enter.");

        logger.DirectoryReplaced(account.Name, directory, replacement);
        return replacement;
    }

    static void Make(string directory, ServerAccount account)
    {
        if (Directory.Exists(directory))
            return;

        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, account.Name is null ? Owner : Owner | OthersPassThrough);
    }

    // Two checkouts below one home directory are two instances.
    static string NameOf(string directory) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)))[..12];
}
