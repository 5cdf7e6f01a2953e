using System.Runtime.Versioning;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>Makes an instance's cluster: all of it, or nothing that a later start would take for one.</summary>
[UnsupportedOSPlatform("windows")]
sealed class ClusterMaker(InstanceFiles files, PostgresBinaries binaries, ServerAccount account)
{
    public const string Admin = "postgres";

    // From this version on PostgreSQL brings C.UTF-8 itself and needs none of the system.
    const int BuiltinLocaleMajor = 17;

    public async Task Make(CancellationToken ct)
    {
        var password = PasswordFile.ReadOrMake(files.AdminPassword);
        var passwordForInitdb = $"{files.NewCluster}.password";
        PasswordFile.Write(passwordForInitdb, password);
        try
        {
            await account.Own(passwordForInitdb, ct);
            await Initdb(passwordForInitdb, ct);
        }
        finally
        {
            File.Delete(passwordForInitdb);
        }

        Directory.Move(files.NewCluster, files.Cluster);
    }

    async Task Initdb(string passwordFile, CancellationToken ct)
    {
        CommandResult? result = null;
        foreach (var locale in Locales())
        {
            await Empty(files.NewCluster, ct);
            result = await account.Run(
                binaries.Initdb,
                [
                    "-D", files.NewCluster, "-U", Admin, $"--pwfile={passwordFile}", "--auth=scram-sha-256",
                    "--encoding=UTF8", "--data-checksums", .. locale,
                ],
                ct);
            if (result.Succeeded || !result.Output.Contains("invalid locale", StringComparison.Ordinal))
                break;
        }

        if (!result!.Succeeded)
            throw new PostgresUnavailableException($"initdb failed: {result.Output.Trim()}");
    }

    IEnumerable<string[]> Locales() =>
        binaries.Major >= BuiltinLocaleMajor
            ? [["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]]
            : [["--locale=C.UTF-8"], ["--locale=C"]];

    async Task Empty(string directory, CancellationToken ct)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);

        Directory.CreateDirectory(directory);
        await account.Own(directory, ct);
    }
}
