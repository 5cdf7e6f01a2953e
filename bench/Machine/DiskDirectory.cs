namespace ZoomOrleans.Bench.Machine;

/// <summary>A new directory on a disk: in memory a commit would cost nothing.</summary>
sealed class DiskDirectory : IDisposable
{
    static readonly string[] InMemory = ["tmpfs", "ramfs"];

    public string Path { get; } = System.IO.Path.Combine(Root(), $"zoomorleans-bench-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    static string Root() =>
        new[] { System.IO.Path.GetTempPath(), "/var/tmp" }
            .FirstOrDefault(path => Directory.Exists(path) && !InMemory.Contains(new DriveInfo(path).DriveFormat))
        ?? throw new InvalidOperationException("No temporary directory is on a disk; set TMPDIR to one that is.");
}
