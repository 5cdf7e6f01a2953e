using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>A key for hashes of addresses.</summary>
/// <param name="MadeOn">The day on which it was made, in UTC.</param>
sealed record AddressKey(DateOnly MadeOn, byte[] Secret)
{
    public const int SecretBytes = 32;

    const int IdBytes = 8;

    /// <summary>By which the database knows it: from it nobody comes to the key.</summary>
    public string Id { get; } = Convert.ToHexStringLower(
        HMACSHA256.HashData(Secret, "id of a key for addresses"u8).AsSpan(0, IdBytes));

    public string HashOf(IPAddress address) => AddressHash.Of(address, Secret);

    public static string FileName(DateOnly madeOn) => madeOn.ToString("O", CultureInfo.InvariantCulture) + ".key";

    /// <exception cref="FormatException">The file is none that was made here.</exception>
    public static AddressKey Read(string path)
    {
        var secret = Convert.FromHexString(File.ReadAllText(path));
        return secret.Length == SecretBytes
            ? new AddressKey(
                DateOnly.ParseExact(Path.GetFileNameWithoutExtension(path), "O", CultureInfo.InvariantCulture), secret)
            : throw new FormatException($"The key in {path} is not {SecretBytes} bytes long.");
    }
}
