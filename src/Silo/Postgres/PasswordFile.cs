using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.Silo.Postgres;

/// <summary>A random password in a file that only its owner can read.</summary>
[UnsupportedOSPlatform("windows")]
static class PasswordFile
{
    const int Characters = 32;

    static readonly FileStreamOptions OwnerOnly = new()
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    public static string ReadOrMake(string path)
    {
        if (File.Exists(path) && File.ReadAllText(path) is { Length: Characters } password)
            return password;

        var made = RandomNumberGenerator.GetHexString(Characters, lowercase: true);
        Write(path, made);
        return made;
    }

    /// <summary>The same for all who ask at once: it appears whole, and only if there is none.</summary>
    public static string ReadOrMakeOne(string path)
    {
        if (!File.Exists(path))
        {
            var unfinished = $"{path}.{Guid.NewGuid():N}";
            Write(unfinished, RandomNumberGenerator.GetHexString(Characters, lowercase: true));
            try
            {
                File.Move(unfinished, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(unfinished);
            }
        }
        return File.ReadAllText(path);
    }

    public static void Write(string path, string password)
    {
        using var file = new FileStream(path, OwnerOnly);
        file.Write(Encoding.ASCII.GetBytes(password));
        // The cluster will survive a power failure; without the password it would be of no use.
        file.Flush(flushToDisk: true);
    }
}
