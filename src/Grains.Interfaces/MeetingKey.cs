using System.Globalization;

namespace ZoomOrleans;

/// <summary>
/// The key of a meeting's grain. The prefix keeps Orleans from reading Zoom's number as a hexadecimal one, under which
/// two meetings could share a key.
/// </summary>
public static class MeetingKey
{
    const string Prefix = "z:";

    public static string Of(long meeting) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{meeting}");

    /// <exception cref="FormatException">The key is not one that <see cref="Of"/> makes.</exception>
    public static long MeetingOf(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(key.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var meeting)
            ? meeting
            : throw new FormatException($"'{key}' is no key of a meeting: expected {Prefix} and Zoom's number.");
}
