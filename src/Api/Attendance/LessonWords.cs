namespace ZoomOrleans.Api.Attendance;

/// <summary>
/// What people call the states of a lesson, wherever one is named: on pages, in lists to choose from, in files.
/// </summary>
static class LessonWords
{
    public const string Planned = "planned";
    public const string Running = "running";
    public const string Over = "over";
    public const string Cancelled = "cancelled";

    public static string Of(OccurrenceStatus status) => status switch
    {
        OccurrenceStatus.Scheduled => Planned,
        OccurrenceStatus.Started => Running,
        OccurrenceStatus.Ended => Over,
        OccurrenceStatus.Void => "not held",
        _ => Cancelled,
    };

    /// <summary>Empty where there is no attendance.</summary>
    public static string Of(AttendanceState state) => state switch
    {
        AttendanceState.None => "",
        AttendanceState.Live => Running,
        AttendanceState.Held => MarkWord.Undecided.Word,
        AttendanceState.Provisional => "provisional",
        AttendanceState.Reconciled => "compared with Zoom's report",
        _ => "locked",
    };

    /// <summary>What matters most of both.</summary>
    public static string Of(OccurrenceStatus status, AttendanceState state) =>
        state is AttendanceState.None ? Of(status) : Of(state);
}
