using System.Security.Cryptography;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Silo.Erasure;

/// <summary>
/// The key that pseudonyms are made with, in a file that all silos share: whoever has the database or a copy of it alone
/// cannot find out by trying whose pseudonym one is.
/// </summary>
/// <param name="directory">Null: nobody has said where the silos share one.</param>
public sealed class ErasureKey(string? directory)
{
    const string Name = "erasure-key";

    /// <summary>For one erasure.</summary>
    /// <param name="salt">Of this erasure alone.</param>
    /// <exception cref="InvalidOperationException">There is no place for the key; the message says what to do.</exception>
    public byte[] Of(byte[] salt) => HMACSHA256.HashData(Convert.FromHexString(Read()), salt);

    string Read()
    {
        if (directory is null)
            throw new InvalidOperationException(
                "Erasing needs a key that all silos share. Set Erasure__KeyDirectory to a directory of theirs that nobody else "
                + "reads.");
        if (OperatingSystem.IsWindows())
            throw new InvalidOperationException(
                "On Windows no file can be kept for its owner alone, so there is no key to erase with.");
        return PasswordFile.ReadOrMakeOne(Path.Combine(KeyDirectory.Make(directory).FullName, Name));
    }
}
