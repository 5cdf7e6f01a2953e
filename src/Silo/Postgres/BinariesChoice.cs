using System.Runtime.Versioning;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// Which PostgreSQL runs an instance: the newest, or, where there are data already, the version that made them.
/// </summary>
[UnsupportedOSPlatform("windows")]
static class BinariesChoice
{
    public static async Task<PostgresBinaries> For(
        InstanceFiles files, List<PostgresBinaries> installed, ILogger logger, CancellationToken ct)
    {
        var made = files.ClusterMajor();
        var best = installed
            .Where(binaries => made is null ? binaries.Major >= PostgresBinaries.MajorMin : binaries.Major == made)
            .MaxBy(binaries => binaries.Major);
        if (best is not null)
            return best;

        if (made is null or NpmBinaries.Major)
            return await NpmBinaries.Get(files.Packages, logger, ct);

        throw new EmbeddedPostgresException(Mismatch(files, made.Value, installed));
    }

    static string Mismatch(InstanceFiles files, int made, List<PostgresBinaries> installed)
    {
        var present = installed.Count == 0
            ? "none is installed here"
            : $"installed here: {string.Join(", ", installed.Select(binaries => binaries.Major))}";
        return $"The data in {files.Cluster} was made by PostgreSQL {made}, and no other major version can read it; "
            + $"{present}. Install PostgreSQL {made} again; or convert the data with pg_upgrade; or, to begin with an "
            + "empty database, move that directory away.";
    }
}
