using System.Buffers.Text;
using System.Text;

namespace ZoomOrleans.Api.Http;

/// <summary>One page of a list, and the opaque place where the next one begins; null after the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Which page of a list is wanted: <c>?limit=</c> (default 50, at most 200) and <c>?after=</c>.</summary>
public readonly record struct PageRequest(int? Limit, string? After)
{
    const int LimitDefault = 50;
    internal const int LimitMax = 200;
    const char Separator = '\n';

    public int Size => Math.Clamp(Limit ?? LimitDefault, 1, LimitMax);

    /// <summary>How many rows to ask for: one more than the page holds tells whether another page follows.</summary>
    public int Rows => Size + 1;

    /// <summary>
    /// The sort key of the last row of the page before, in so many parts; all null for the first page.
    /// </summary>
    /// <exception cref="BadHttpRequestException">The cursor is none that <see cref="Of"/> made.</exception>
    public string?[] Place(int parts)
    {
        if (After is null)
            return new string?[parts];
        try
        {
            var key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(After)).Split(Separator, parts);
            return key.Length == parts ? key : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new BadHttpRequestException(
                "'after' is no cursor of this list: give the nextCursor of the page before.");
        }
    }

    /// <param name="rows">At most <see cref="Rows"/> of them.</param>
    /// <param name="key">The parts of a row's sort key; only the last may hold line breaks.</param>
    public Page<T> Of<T>(List<T> rows, Func<T, string[]> key) =>
        rows.Count <= Size
            ? new Page<T>(rows, null)
            : new Page<T>(rows[..Size], Cursor(key(rows[Size - 1])));

    static string Cursor(string[] key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, key)));
}
