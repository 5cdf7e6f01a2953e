namespace ZoomOrleans.Bench.Machine;

/// <summary>The checkout that this program was built in.</summary>
static class Checkout
{
    public static string Directory { get; } = Find();

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ZoomOrleans.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no checkout of ZoomOrleans.");
    }
}
