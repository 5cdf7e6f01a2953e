namespace ZoomOrleans.Silo;

/// <summary>A directory for keys, which nobody but its owner enters.</summary>
public static class KeyDirectory
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static DirectoryInfo Make(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);

    /// <summary>The same at the start, of one that <paramref name="setting"/> names.</summary>
    /// <exception cref="StartRefusedException">It cannot be written. Later that would fail whoever needs a key.</exception>
    public static DirectoryInfo Make(string path, string setting)
    {
        try
        {
            var directory = Make(path);
            File.Create(Path.Combine(path, $"{Guid.NewGuid()}.probe"), 1, FileOptions.DeleteOnClose).Dispose();
            return directory;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"No keys can be kept in the directory of {setting}: {exception.Message}", exception);
        }
    }
}
