namespace ZoomOrleans;

/// <summary>
/// A host or a meeting in Zoom, which takes one change at a time: of all processes one makes it. The key is the account's,
/// and behind it what is changed.
/// </summary>
[Alias("IZoomWriteGrain")]
public interface IZoomWriteGrain : IGrainWithStringKey
{
    /// <summary>Waits some seconds for its turn. Whoever begins has to end; after a while that is taken for granted.</summary>
    /// <returns>The number to end it by; null where others are still at it: ask again.</returns>
    [Alias("Begin")]
    Task<long?> Begin();

    [Alias("End")]
    Task End(long number);
}
