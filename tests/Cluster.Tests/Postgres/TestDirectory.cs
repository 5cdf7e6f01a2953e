namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>Directories for the PostgreSQL instances of a test run.</summary>
static class TestDirectory
{
    const string Memory = "/dev/shm";

    const long MemoryBytesMin = 2L << 30;

    // Longer than any run, so that what is removed is what a killed run left.
    static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(1);

    static readonly DirectoryInfo Runs = new(Path.Combine(Root(), "zoomorleans-tests"));

    /// <summary>A name that nobody has used; should the test not remove the directory, a later run will.</summary>
    public static string New() => Path.Combine(Runs.FullName, Guid.NewGuid().ToString("N")[..12]);

    public static void RemoveLeftovers()
    {
        var old = DateTime.UtcNow - LeftoverAge;
        foreach (var run in Runs.Exists ? Runs.EnumerateDirectories() : [])
            if (run.LastWriteTimeUtc < old)
                run.Delete(recursive: true);
    }

    // Tests kill processes, not machines: they lose nothing in memory, and copy a database in a fifth of the time.
    static string Root() =>
        OperatingSystem.IsLinux() && Directory.Exists(Memory)
            && new DriveInfo(Memory).AvailableFreeSpace > MemoryBytesMin
            ? Memory
            : Path.GetTempPath();
}
