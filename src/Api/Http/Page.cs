using System.Buffers.Text;
using System.Text;

namespace ZoomOrleans.Api.Http;

/// <summary>One page of a list, and the opaque place where the next one begins; null after the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Which page of a list is wanted: <c>?limit=</c> (default 50, at most 200) and <c>?after=</c>.</summary>
public readonly record struct PageRequest(int? Limit, string? After)
{
    const int LimitDefault = 50;
    const int LimitMax = 200;

    /// <summary>The sort key of the last row of the page before; null for the first page, or where it is not one of ours.</summary>
    public string? AfterKey
    {
        get
        {
            try
            {
                return After is null ? null : Encoding.UTF8.GetString(Base64Url.DecodeFromChars(After));
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }

    public int Size => Math.Clamp(Limit ?? LimitDefault, 1, LimitMax);

    /// <summary>To be given one row more than <see cref="Size"/>, where there is one.</summary>
    public Page<T> Of<T>(List<T> rows, Func<T, string> key) =>
        rows.Count <= Size
            ? new Page<T>(rows, null)
            : new Page<T>(rows[..Size], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(rows[Size - 1]))));
}
