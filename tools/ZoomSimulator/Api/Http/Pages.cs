using System.Globalization;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Cuts lists into pages. A token goes on with the very query it was given for, and lives 15 minutes; the last page has
/// an empty one.
/// </summary>
sealed class Pages(Chance chance)
{
    public const string TokenName = "next_page_token";
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    const int SizeUsual = 30, SizeMax = 300;

    readonly Dictionary<string, Bookmark> bookmarks = [];

    /// <param name="name">The property that holds the rows.</param>
    /// <param name="isNumbered">Whether Zoom tells the page's number in this list.</param>
    public ApiAnswer Of<T>(
        ApiCall call, string name, IReadOnlyList<T> all, Func<T, JsonObject> row, bool isNumbered = false)
    {
        var from = 0;
        if (call.Asked(TokenName) is { } token)
        {
            if (!bookmarks.TryGetValue(token, out var mark) || mark.Query != QueryOf(call) || mark.Expires <= call.Now)
                return ApiError.BadPageToken;
            from = mark.Offset;
        }
        var size = Size(call);
        var rows = all.Skip(from).Take(size).Select(row).ToArray<JsonNode>();
        var body = new JsonObject { ["page_count"] = (all.Count + size - 1) / size };
        if (isNumbered)
            body["page_number"] = from / size + 1;
        body["page_size"] = size;
        body["total_records"] = all.Count;
        body[TokenName] = from + size < all.Count ? Bookmarked(call, from + size) : "";
        body[name] = new JsonArray(rows);
        return ApiAnswer.Ok(body);
    }

    static int Size(ApiCall call) =>
        int.TryParse(call.Asked("page_size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? Math.Clamp(size, 1, SizeMax)
            : SizeUsual;

    string Bookmarked(ApiCall call, int offset)
    {
        var token = ZoomIds.User(chance.Fork($"page {bookmarks.Count}"));
        bookmarks[token] = new(QueryOf(call), offset, call.Now + TokenLife);
        return token;
    }

    static string QueryOf(ApiCall call) => string.Join('&', call.Query
        .Where(pair => pair.Key != TokenName)
        .Select(pair => $"{pair.Key}={pair.Value}")
        .Order()
        .Prepend(string.Join('/', call.Path.Values))
        .Prepend(call.Route.Name));

    sealed record Bookmark(string Query, int Offset, DateTimeOffset Expires);
}
