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

    public static void Write(string path, string password)
    {
        using var file = new FileStream(path, OwnerOnly);
        file.Write(Encoding.ASCII.GetBytes(password));
        // The cluster will survive a power failure; without the password it would be of no use.
        file.Flush(flushToDisk: true);
    }
}
