using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Lessons;

/// <summary>What people call the states of a lesson.</summary>
static class LessonText
{
    public static string Of(AttendanceState state) => state switch
    {
        AttendanceState.None => "",
        AttendanceState.Live => "taken now",
        AttendanceState.Held => "held: nobody is called absent yet",
        AttendanceState.Provisional => "provisional: Zoom's report is still to be compared",
        AttendanceState.Reconciled => "compared with Zoom's report",
        _ => "locked",
    };

    /// <summary>Empty where there is no record.</summary>
    public static string Counts(Tally tally) => string.Join(", ", Parts(tally));

    static IEnumerable<string> Parts(Tally tally)
    {
        if (tally.Present > 0)
            yield return $"{tally.Present} present";
        if (tally.Partial > 0)
            yield return $"{tally.Partial} partial";
        if (tally.Absent > 0)
            yield return $"{tally.Absent} absent";
        if (tally.Excused > 0)
            yield return $"{tally.Excused} excused";
        if (tally.Waiting > 0)
            yield return $"{tally.Waiting} undecided";
    }
}
