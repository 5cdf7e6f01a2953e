namespace ZoomOrleans.Silo;

/// <summary>Where the embedded PostgreSQL keeps its data if nobody says otherwise.</summary>
public static class EmbeddedDirectory
{
    /// <summary><c>data/</c> of the checkout that the program was built in, else beside the published program.</summary>
    public static string Default => Path.Combine(Checkout() ?? AppContext.BaseDirectory, "data");

    static string? Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ZoomOrleans.sln")))
                return folder.FullName;
        return null;
    }
}
