using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Lessons;

/// <summary>What is told of a lesson in a list.</summary>
static class LessonText
{
    /// <summary>Empty where there is no record.</summary>
    public static string Counts(Tally tally) => string.Join(", ", Parts(tally));

    static IEnumerable<string> Parts(Tally tally)
    {
        if (tally.Present > 0)
            yield return $"{tally.Present} {MarkWord.Of(AttendanceStatus.Present).Word}";
        if (tally.Partial > 0)
            yield return $"{tally.Partial} {MarkWord.Of(AttendanceStatus.Partial).Word}";
        if (tally.Absent > 0)
            yield return $"{tally.Absent} {MarkWord.Of(AttendanceStatus.Absent).Word}";
        if (tally.Excused > 0)
            yield return $"{tally.Excused} {MarkWord.Of(AttendanceStatus.Excused).Word}";
        if (tally.Waiting > 0)
            yield return $"{tally.Waiting} {MarkWord.Undecided.Word}";
    }
}
