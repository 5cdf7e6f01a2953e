using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>
/// The attendance rules a second time, made from their text alone and as plainly as they are written, however slow:
/// it shares nothing with the core but the entries.
/// </summary>
static class NaiveRules
{
    public static IReadOnlyList<Account> Of(long meeting, IReadOnlyList<Entry> entries, DateTimeOffset now)
    {
        var log = new NaiveLog(meeting, entries, now);
        var occurrences = NaiveRearrangement.Of(log, NaiveTimetable.Of(log));
        return [.. occurrences.Select(occurrence => new NaiveLesson(log, occurrence).Account())];
    }
}
