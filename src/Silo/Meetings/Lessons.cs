using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>One planned lesson, as a schedule keeps it.</summary>
public sealed record PlannedLesson(DateTimeOffset Start, int Minutes);

/// <summary>
/// The lessons that a recurrence means. The time on the wall stays the same when the clocks are changed.
/// </summary>
public static class Lessons
{
    /// <summary>A school year has 200 days of class.</summary>
    public const int CountMax = 200;

    /// <summary>So far ahead may the last one lie.</summary>
    public const int YearsMax = 5;

    /// <param name="start">When the first lesson may begin; its time of day is that of all.</param>
    /// <param name="minutes">How long each lasts.</param>
    /// <param name="zone">Whose clocks are meant.</param>
    /// <param name="recurrence">On which days; valid by itself.</param>
    /// <returns>By start; one more than <see cref="CountMax"/> where there would be too many.</returns>
    public static IReadOnlyList<PlannedLesson> Of(
        DateTimeOffset start, int minutes, TimeZoneInfo zone, Recurrence recurrence)
    {
        var first = TimeZoneInfo.ConvertTime(start, zone).DateTime;
        var end = recurrence.Until?.Until(zone);
        var includesEnd = recurrence.Until?.Date is null;
        return
        [
            .. Dates(DateOnly.FromDateTime(first), recurrence)
                .Select(StartOn)
                .TakeWhile(at => end is null || at < end || (includesEnd && at == end))
                .Take(recurrence.Count ?? CountMax + 1)
                .Select(at => new PlannedLesson(at, minutes)),
        ];

        DateTimeOffset StartOn(DateOnly date) => date == DateOnly.FromDateTime(first)
            ? start.ToUniversalTime()
            : WallClock.At(date.ToDateTime(TimeOnly.FromDateTime(first)), zone);
    }

    static IEnumerable<DateOnly> Dates(DateOnly first, Recurrence recurrence) => (recurrence.Type switch
    {
        RecurrenceType.Daily => Steps(first, n => first.AddDays(n * recurrence.Interval)),
        RecurrenceType.Weekly => Steps(first, n => Monday(first).AddDays(7 * n * recurrence.Interval))
            .SelectMany(monday => Week(monday, recurrence.WeekDays ?? [DayOf(first)])),
        _ => Steps(first, n => first.AddDays(1 - first.Day).AddMonths(n * recurrence.Interval))
            .SelectMany(month => Month(month, recurrence.MonthDay ?? first.Day)),
    }).Where(date => date >= first);

    static IEnumerable<DateOnly> Steps(DateOnly first, Func<int, DateOnly> nth)
    {
        var end = first.AddYears(YearsMax);
        for (var n = 0; nth(n) < end; n++)
            yield return nth(n);
    }

    static IEnumerable<DateOnly> Week(DateOnly monday, IEnumerable<Weekday> days) =>
        days.Distinct().Order().Select(day => monday.AddDays((int)day));

    static IEnumerable<DateOnly> Month(DateOnly month, int day) =>
        day <= DateTime.DaysInMonth(month.Year, month.Month) ? [month.AddDays(day - 1)] : [];

    static DateOnly Monday(DateOnly date) => date.AddDays(-(int)DayOf(date));

    static Weekday DayOf(DateOnly date) => (Weekday)(((int)date.DayOfWeek + 6) % 7);
}
