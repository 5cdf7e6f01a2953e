using ZoomOrleans.Silo.Text;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>Zoom's recurrences in our words.</summary>
static class ZoomRecurrences
{
    /// <param name="meeting">With the start, length and zone that hold.</param>
    /// <param name="zoom">As it stands there.</param>
    /// <returns>Ours, where it means the same days; null where we have no words for Zoom's.</returns>
    public static Recurrence? Over(Meeting meeting, ZoomMeeting zoom)
    {
        if (zoom.Type != ZoomCreation.Recurring)
            return null;
        if (zoom.Recurrence is not { } told)
            return meeting.Recurrence;
        if (Of(told, zoom.Occurrences.Count) is not { } recurrence)
            return null;
        var other = meeting with { Recurrence = recurrence };
        return meeting.Recurrence is not null && other.PlannedLessons().SequenceEqual(meeting.PlannedLessons())
            ? meeting.Recurrence : recurrence;
    }

    /// <summary>The second Tuesday of a month is such a thing that we do not say.</summary>
    static Recurrence? Of(ZoomRecurrence told, int dates)
    {
        if (told.Type is < 1 or > 3 || told.MonthlyWeek is not (null or 0) || told.RepeatInterval > 90)
            return null;
        var ends = told.EndDateTime is { } until && Rfc3339.IsInRange(until.Year)
            ? TimeOrDate.Parse(Rfc3339.Write(until), null) : (TimeOrDate?)null;
        return new Recurrence
        {
            Type = told.Type switch { 1 => RecurrenceType.Daily, 2 => RecurrenceType.Weekly, _ => RecurrenceType.Monthly },
            Interval = Math.Max(told.RepeatInterval, 1),
            WeekDays = told.Type == 2 ? WeekDays(told.WeeklyDays) : null,
            MonthDay = told.Type == 3 && told.MonthlyDay is >= 1 and <= 31 ? told.MonthlyDay : null,
            Until = ends,
            Count = ends is not null ? null
                : told.EndTimes is >= 1 and <= Meetings.Lessons.CountMax ? told.EndTimes : Math.Max(dates, 1),
        };
    }

    /// <summary>From Sunday, 1.</summary>
    static IReadOnlyList<Weekday>? WeekDays(string? told)
    {
        var days = (told ?? "").Split(',', StringSplitOptions.TrimEntries)
            .Where(day => day is [>= '1' and <= '7']).Select(day => (Weekday)((day[0] - '1' + 6) % 7))
            .Distinct().Order().ToList();
        return days.Count > 0 ? days : null;
    }
}
