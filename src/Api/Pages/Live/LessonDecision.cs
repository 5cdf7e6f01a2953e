using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Pages.Live;

/// <summary>Something that the reader may decide about the lesson as a whole.</summary>
/// <param name="Id">Of its button.</param>
/// <param name="Name">What the button says.</param>
/// <param name="Method">With <paramref name="Path"/>: what is sent.</param>
/// <param name="Path">Of the API.</param>
/// <param name="Why">What the reader is asked, where a reason belongs to it.</param>
/// <param name="Done">What is said when it is done.</param>
public sealed record LessonDecision(string Id, string Name, string Method, string Path, string? Why, string Done)
{
    public static IReadOnlyList<LessonDecision> Of(LessonOnPage lesson) =>
        lesson is { MayDecide: true, View.OccurrenceId: not null } ? [.. Possible(lesson)] : [];

    static IEnumerable<LessonDecision> Possible(LessonOnPage lesson)
    {
        var path = lesson.OccurrenceApi;
        var state = lesson.View.AttendanceState;
        if (lesson.View.Status == OccurrenceStatus.Void)
            yield return new("undo", "It did take place", "DELETE", $"{path}/void", null, "The lesson has its attendance again.");
        if (LessonNews.IsOpen(lesson))
            yield return new(
                "confirm", "Confirm…", "POST", $"{path}/confirm", "Why are the marks right as they are?",
                "The marks are confirmed.");
        if (state is AttendanceState.Held or AttendanceState.Provisional)
            yield return new(
                "ask", "Ask for Zoom's report now", "POST", $"{lesson.Api}/reconcile", null, "Zoom's report was compared.");
        if (state is AttendanceState.Held or AttendanceState.Provisional or AttendanceState.Reconciled)
            yield return new(
                "void", "It did not take place…", "POST", $"{path}/void", "Why did the lesson not take place?",
                "The lesson has no attendance.");
        if (state == AttendanceState.Locked && lesson.User.Role == Caller.Admin && !lesson.View.FactsDeleted)
            yield return new(
                "unlock", "Unlock…", "POST", $"{path}/unlock", "Why must the marks change?", "The attendance is unlocked.");
    }
}
