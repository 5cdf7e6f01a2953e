using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Marks;

/// <summary>Where the attendance of a lesson stands, and what happens next.</summary>
static class StateWords
{
    const string Report = "Zoom's participant report, which is asked for 10 minutes, an hour and a day after the lesson";

    public static string Of(LessonMarks marks) => marks switch
    {
        { Lesson: null } => "No attendance was taken in this meeting yet.",
        { Lesson.Status: OccurrenceStatus.Void } => "It was decided that this lesson was not held, so there is no attendance.",
        { Lesson.Status: OccurrenceStatus.Cancelled } => "The lesson was cancelled, so there is no attendance.",
        { Meeting.ClassId: null, Attendance.Records: [] } => "The meeting belongs to no class, so no attendance is taken.",
        { Attendance.State: AttendanceState.Live } =>
            "The lesson is running. Marks are written when it has ended; until then they can be watched live.",
        { Attendance.State: AttendanceState.Held } =>
            $"{Doubt(marks)} So nobody is marked absent yet. The marks wait for {Report}, or until a teacher confirms them.",
        { Attendance.State: AttendanceState.Provisional } =>
            $"These marks may still change: they have not been compared with {Report}. {Lock(marks)}",
        { Attendance.State: AttendanceState.Reconciled } =>
            $"These marks agree with Zoom's participant report. They change only if something new comes to light. {Lock(marks)}",
        { Attendance.FactsDeletedAt: not null } =>
            "These marks stand for good: the facts behind them were deleted when their time was over.",
        { Attendance.State: AttendanceState.Locked } =>
            "These marks are locked: they change no more, unless an admin unlocks them.",
        { Lesson.Status: OccurrenceStatus.Ended } => "The lesson has ended, and there is no attendance to take.",
        _ => "The lesson has not begun. Its attendance is taken when it has ended.",
    };

    /// <summary>Which of the reasons to hold a lesson it is, as far as the lesson shows it.</summary>
    static string Doubt(LessonMarks marks) => marks switch
    {
        { Lesson.Runs: [] } => "Zoom has told nothing of this lesson.",
        { Lesson.Degraded: true } => "Zoom has said that this lesson ran, but not who was there.",
        _ when marks.Lesson!.Runs.Any(run => run.EndInferred) => "Zoom has never told when this lesson ended.",
        _ => "Most of the class was not recognised in this lesson, and there were guests, who may be students of it.",
    };

    static string Lock(LessonMarks marks) => marks.Waiting > 0
        ? "They are not locked while some of them are undecided."
        : $"They are locked {Counted.Count(marks.School.LockAfterDays, "day", "days")} after the lesson.";
}
