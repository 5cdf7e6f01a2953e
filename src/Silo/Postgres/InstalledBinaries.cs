using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>The PostgreSQL versions that the machine already has.</summary>
[UnsupportedOSPlatform("windows")]
static partial class InstalledBinaries
{
    static readonly string[] Programs = ["initdb", "postgres", "pg_ctl"];

    // Debian, Red Hat, Alpine, Homebrew (three prefixes), Postgres.app: where each keeps one directory per version.
    static readonly (string Parent, string Version, string Programs)[] KnownPlaces =
    [
        ("/usr/lib/postgresql", "*", "bin"),
        ("/usr", "pgsql-*", "bin"),
        ("/usr/libexec", "postgresql*", ""),
        ("/opt/homebrew/opt", "postgresql*", "bin"),
        ("/usr/local/opt", "postgresql*", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql*", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
    ];

    public static IEnumerable<string> Directories() =>
        OnPath().Concat(InKnownPlaces()).Distinct().Where(HasAllPrograms);

    /// <summary>Those which the account can run.</summary>
    public static async Task<List<PostgresBinaries>> Find(ServerAccount account, CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        foreach (var directory in Directories())
        {
            var answer = await account.Run(Path.Combine(directory, "postgres"), ["--version"], ct);
            if (answer.Succeeded && Version().Match(answer.Output) is { Success: true } version)
                found.Add(new(directory, int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture)));
        }

        return found;
    }

    static IEnumerable<string> OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted);

    static IEnumerable<string> InKnownPlaces() =>
        from place in KnownPlaces
        where Directory.Exists(place.Parent)
        from version in Directory.EnumerateDirectories(place.Parent, place.Version)
        select Path.Combine(version, place.Programs);

    static bool HasAllPrograms(string directory) =>
        Programs.All(program => File.Exists(Path.Combine(directory, program)));

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
