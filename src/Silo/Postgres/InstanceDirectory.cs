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

        // To go elsewhere now would look as if the data were lost.
        if (new InstanceFiles(directory).ClusterMajor() is not null)
            throw new EmbeddedPostgresException(
                $"There are data in {directory}, but the user {account.Name}, whom PostgreSQL runs as, cannot enter "
                + "it. Run as the directory's owner, or open the way to it for everybody (chmod o+x).");

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

        try
        {
            Directory.CreateDirectory(directory);
            File.SetUnixFileMode(directory, account.Name is null ? Owner : Owner | OthersPassThrough);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new EmbeddedPostgresException(
                $"The embedded PostgreSQL cannot have its data in {directory}: {e.Message} "
                + "Set Embedded__DataDirectory to a directory that can be written.",
                e);
        }
    }

    // Two checkouts below one home directory are two instances.
    static string NameOf(string directory) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)))[..12];
}
