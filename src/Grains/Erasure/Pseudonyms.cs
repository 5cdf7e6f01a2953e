using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.Erasure;

/// <summary>
/// What stands in the place of an erased person's values: the same for the same value, another for another, and of no use
/// to whoever wants the value back and has not the key.
/// </summary>
/// <param name="person">The id that takes the place of the person's own.</param>
/// <param name="key">At least 32 bytes, of this erasure alone.</param>
public sealed class Pseudonyms(Guid person, byte[] key)
{
    const int HashCharacters = 20;

    /// <summary>In the place of the name by which the school knew the person.</summary>
    public string Name { get; } = $"Erased person {person.ToString("N")[..6].ToUpperInvariant()}";

    /// <summary>Of an address or an id. An address stays one, under a domain that nobody can have.</summary>
    public string Of(string value) =>
        value.Contains('@', StringComparison.Ordinal) ? $"erased-{Hash(value)}@erased.invalid" : $"erased-{Hash(value)}";

    /// <summary>Of another name that the person has used.</summary>
    public string OfName(string name) => $"{Name} {Hash(name)[..6]}";

    string Hash(string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value)))[..HashCharacters];
}
