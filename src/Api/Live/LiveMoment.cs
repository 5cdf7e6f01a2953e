using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Api.Live;

/// <summary>
/// What a feed shows: a view, and what is new in it. What those are sent who may see everybody is made once for all of
/// them, when the first asks for it.
/// </summary>
sealed class LiveMoment
{
    readonly Lazy<SseItem<byte[]>> _whole;
    readonly Lazy<SseItem<byte[]>> _news;
    readonly long _heardAt = Stopwatch.GetTimestamp();

    LiveMoment(long number, LiveView told, LiveView view, Lazy<SseItem<byte[]>> news)
    {
        (Number, Told, View, _news) = (number, told, view, news);
        _whole = new(() => Json(new(view, "snapshot")));
    }

    /// <summary>Grows by one with each change.</summary>
    public long Number { get; }

    /// <summary>As it was when this moment was new.</summary>
    public LiveView Told { get; }

    /// <summary>As it was heard of last: the same, but for seconds that have grown.</summary>
    public LiveView View { get; }

    /// <summary>The time by the view's clock when this process's clock showed that timestamp, or the view's own.</summary>
    public DateTimeOffset AsOf(long timestamp) =>
        View.AsOf + Stopwatch.GetElapsedTime(_heardAt, Math.Max(_heardAt, timestamp));

    /// <summary>For whoever has not seen the moment before.</summary>
    public SseItem<byte[]> Whole => _whole.Value;

    /// <summary>For whoever has.</summary>
    public SseItem<byte[]> News => _news.Value;

    /// <summary>
    /// The moment that follows <paramref name="latest"/>; that one again, seen later, where nothing has changed.
    /// </summary>
    public static LiveMoment After(LiveMoment? latest, LiveView view) =>
        LiveChanges.Since(latest?.Told, view) is { } news
            ? new(latest?.Number + 1 ?? 1, view, view, new(() => Json(news)))
            : new(latest!.Number, latest.Told, view, latest._news);

    public static SseItem<byte[]> Json(SseItem<LiveView?> item) =>
        new(JsonSerializer.SerializeToUtf8Bytes(item.Data, Silo.Text.Json.Options), item.EventType);
}
