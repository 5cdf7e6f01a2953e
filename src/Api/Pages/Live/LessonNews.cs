namespace ZoomOrleans.Api.Pages.Live;

/// <summary>What is to be said of a lesson besides its rows: how it stands, and what the reader is to do.</summary>
/// <param name="Kind">How it looks: <c>notice</c>, <c>hint</c> where something is in doubt.</param>
public sealed record LessonNews(string Kind, string Text)
{
    const string Notice = "notice";
    const string Hint = "hint";

    public static IEnumerable<LessonNews> Of(LessonOnPage lesson)
    {
        if (Standing(lesson) is { } standing)
            yield return standing;
        if (lesson.View.Degraded && lesson.View.AttendanceState is AttendanceState.Live or AttendanceState.Held)
            yield return new(
                Hint, "Zoom says that this lesson takes place, and told of nobody in it: who is there may be missing.");
        if (Roll(lesson) is { } roll)
            yield return roll;
    }

    static LessonNews? Standing(LessonOnPage lesson) => lesson.View.Status switch
    {
        _ when lesson.View.OccurrenceId is null && lesson.IsTaken =>
            new(Notice, "No lesson of this meeting is planned, and none was held. When it runs, it appears here by itself."),
        OccurrenceStatus.Void => new(Notice, "It was decided that this lesson was not held, so there is no attendance."),
        _ when lesson.IsCancelled => new(Notice, "This lesson was cancelled."),
        OccurrenceStatus.Scheduled => new(Notice, "The lesson has not begun. Whoever joins appears here by itself."),
        OccurrenceStatus.Ended => new(lesson.Decidable.IsOpen ? Hint : Notice, Ended(lesson)),
        _ when lesson.IsEmpty => new(Notice, "The meeting runs; nobody has joined yet."),
        _ => null,
    };

    static string Ended(LessonOnPage lesson) => (lesson.View.AttendanceState, lesson.MayDecide) switch
    {
        (AttendanceState.Held, true) =>
            "The lesson has ended, but what Zoom told is doubtful: nobody is marked absent yet. Say who the guests are, and set "
            + "by hand what you know better; then confirm. Or wait: when Zoom's report has been compared, it decides.",
        (AttendanceState.Held, false) => "The lesson has ended. Its attendance is not decided yet.",
        (AttendanceState.Provisional, true) when lesson.Decidable.IsOpen =>
            "The lesson has ended. Where a join is missing, the mark waits for Zoom's report, or for you to confirm it as it is.",
        (AttendanceState.Provisional, _) =>
            "The lesson has ended. These are its marks, until Zoom's report has been compared: it may add what was not told.",
        (AttendanceState.Reconciled, _) => "The lesson has ended. Its attendance was compared with Zoom's report.",
        (AttendanceState.Locked, _) when lesson.View.FactsDeleted =>
            "This attendance stands for good: the facts behind it were deleted when their time was over.",
        (AttendanceState.Locked, _) => "This attendance is locked: nothing of it changes any more, unless an admin unlocks it.",
        _ => "The lesson has ended. No attendance is taken of it, for the meeting has no class.",
    };

    static LessonNews? Roll(LessonOnPage lesson) => lesson switch
    {
        { View.Students.IsEmpty: false } or { IsTaken: false } or { View.OccurrenceId: null } => null,
        { MayDecide: false } => new(Notice, "Nothing here is yours to see: neither you nor your child is on this lesson's list."),
        _ => new(Hint, "There is no class list: the meeting has no class, or nobody is enrolled in it. Who joins is a guest."),
    };
}
