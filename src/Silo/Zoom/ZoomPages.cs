namespace ZoomOrleans.Silo.Zoom;

/// <summary>A part of a list of Zoom's.</summary>
public interface IZoomPage
{
    /// <summary>What to ask for the next by; null or empty on the last.</summary>
    string? NextPageToken { get; }
}

/// <summary>Lists that Zoom gives page by page.</summary>
static class ZoomPages
{
    /// <summary>The most that Zoom gives at once.</summary>
    public const int Size = 300;

    /// <summary>More than any list here is long: 60,000 rows.</summary>
    const int Max = 200;

    /// <param name="ask">For the page of a token; null: the first.</param>
    /// <exception cref="ZoomException">Zoom comes to no end: <see cref="ZoomFailure.Unavailable"/>.</exception>
    public static async IAsyncEnumerable<T> Of<T>(Func<string?, Task<T>> ask) where T : IZoomPage
    {
        var asked = new HashSet<string>();
        string? next = null;
        do
        {
            var page = await ask(next);
            yield return page;
            next = page.NextPageToken;
            if (next is { Length: > 0 } && (!asked.Add(next) || asked.Count == Max))
                throw ZoomErrors.Unavailable("its list has no end");
        }
        while (next is { Length: > 0 });
    }
}
