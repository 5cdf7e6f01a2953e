using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Meetings;

/// <summary>What people call the words of a meeting.</summary>
static class MeetingText
{
    public static string Of(MeetingStatus status) => status switch
    {
        MeetingStatus.Scheduled => LessonWords.Planned,
        MeetingStatus.Started => LessonWords.Running,
        MeetingStatus.Ended => LessonWords.Over,
        _ => LessonWords.Cancelled,
    };

    public static string Of(Audience audience) => audience switch
    {
        Audience.All => "everybody in the school",
        Audience.Students => "all students",
        Audience.Teachers => "all teachers",
        Audience.Class => "the class",
        _ => "the host alone",
    };

    public static string Of(Recurrence recurrence, string zone) => string.Join(", ", [
        Every(recurrence),
        .. recurrence.WeekDays is { Count: > 0 } days ? [$"on {string.Join(", ", days)}"] : Array.Empty<string>(),
        recurrence.Count is { } count ? Counted.Count(count, "time", "times") : $"until {End(recurrence, zone)}",
    ]);

    static string End(Recurrence recurrence, string zone) => recurrence.Until switch
    {
        { Date: { } day } => PageTimes.Day(day),
        { Time: { } time } => PageTimes.DayAndTime(time, zone),
        _ => "further notice",
    };

    static string Every(Recurrence recurrence) => (recurrence.Type, recurrence.Interval) switch
    {
        (RecurrenceType.Daily, 1) => "every day",
        (RecurrenceType.Daily, var interval) => $"every {interval} days",
        (RecurrenceType.Weekly, 1) => "every week",
        (RecurrenceType.Weekly, var interval) => $"every {interval} weeks",
        (_, 1) => "every month",
        (_, var interval) => $"every {interval} months",
    };
}
