using System.Net.ServerSentEvents;

namespace ZoomOrleans.Api.Live;

/// <summary>What of a newer view is new to somebody who has an older one.</summary>
public static class LiveChanges
{
    /// <returns>
    /// Only what has changed, where the older view can be patched with it; the newer view itself where not; null where
    /// nothing has changed but the clock.
    /// </returns>
    public static SseItem<LiveView?>? Since(LiveView? older, LiveView newer)
    {
        if (older is null || older.OccurrenceId != newer.OccurrenceId || older.MeetingId != newer.MeetingId
            || IsMissing(older.Students, newer.Students, student => student.StudentId)
            || IsMissing(older.Guests, newer.Guests, guest => guest.GuestId))
            return new(newer, "snapshot");
        var elapsed = newer.AsOf - older.AsOf;
        var changes = newer with
        {
            Students = [.. Changed(
                older.Students, newer.Students, student => student.StudentId, (one, other) => IsSame(one, other, elapsed))],
            Guests = [.. Changed(
                older.Guests, newer.Guests, guest => guest.GuestId, (one, other) => IsSame(one, other, elapsed))],
        };
        var isNothing = changes.Students.IsEmpty && changes.Guests.IsEmpty
            && newer == older with
            {
                AsOf = newer.AsOf, Version = newer.Version, Students = newer.Students, Guests = newer.Guests,
            };
        return isNothing ? null : new(changes, "changes");
    }

    static bool IsMissing<T, TKey>(IEnumerable<T> older, IEnumerable<T> newer, Func<T, TKey> key) =>
        older.Select(key).Except(newer.Select(key)).Any();

    static IEnumerable<T> Changed<T, TKey>(
        IEnumerable<T> older, IEnumerable<T> newer, Func<T, TKey> key, Func<T, T, bool> isSame) where TKey : notnull
    {
        var known = older.ToDictionary(key);
        return newer.Where(one => !known.TryGetValue(key(one), out var before) || !isSame(before, one));
    }

    static bool IsSame(LiveStudent older, LiveStudent newer, TimeSpan elapsed) =>
        (older with { Seconds = 0, Intervals = newer.Intervals }) == (newer with { Seconds = 0 })
        && older.Intervals.SequenceEqual(newer.Intervals)
        && IsGrowth(newer.Seconds - older.Seconds, newer.InNow, elapsed);

    static bool IsSame(LiveGuest older, LiveGuest newer, TimeSpan elapsed) =>
        (older with { Seconds = 0, Suggestions = newer.Suggestions }) == (newer with { Seconds = 0 })
        && older.Suggestions.SequenceEqual(newer.Suggestions)
        && IsGrowth(newer.Seconds - older.Seconds, newer.InNow, elapsed);

    /// <summary>Seconds grow by themselves while somebody is in; whole ones, so that one more may be due to rounding.</summary>
    static bool IsGrowth(long seconds, bool inNow, TimeSpan elapsed) =>
        seconds == 0 || inNow && seconds > 0 && seconds <= elapsed.TotalSeconds + 1;
}
