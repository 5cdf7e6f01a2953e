using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;
using ZoomOrleans.Attendance;
using ZoomOrleans.Silo.Log;

namespace ZoomOrleans.Api.Attendance;

/// <summary>What would a class's lessons look like under another policy?</summary>
public static class PreviewRoutes
{
    const int DaysMax = 366;

    const string MeetingsOfClass = """
        SELECT DISTINCT meeting.zoom_meeting_id::bigint, meeting.id
        FROM zoom_meetings meeting JOIN meeting_occurrences occurrence ON occurrence.meeting_id = meeting.id
        WHERE meeting.class_id = $1 AND occurrence.date BETWEEN $2 AND $3
        """;

    const string MarksOfClass = """
        SELECT occurrence_id, student_id, status FROM attendance_records WHERE class_id = $1 AND date BETWEEN $2 AND $3
        """;

    public static void MapPreview(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/classes/{id:guid}/attendance-policy/preview", Preview).WithTags("Attendance")
            .WithSummary("The records of a class as they would be under another policy (its teacher, admin)");

    static async Task<Results<Ok<PreviewAnswer>, ValidationProblem, ProblemHttpResult>> Preview(
        Guid id, PreviewRequest request, UserSession user, SchoolClock clock, LogReader log, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await ClassPolicyRoutes.Refused(id, user) is { } refused)
            return refused;
        var (from, to) = (request.From!.Value, request.To!.Value);
        if (to < from || to.DayNumber - from.DayNumber >= DaysMax)
            return Problems.Invalid("to", $"Must be the first day or later, and not {DaysMax} days or more after it.");
        var policy = request.Of(clock.Today);
        var marks = (await user.Query(MarksOfClass, [id, from, to], row => (
                Lesson: row.GetString(0), Student: row.GetGuid(1),
                Status: row.TextOrNull(2) is { } status ? EnumText.Read<AttendanceStatus>(status) : (AttendanceStatus?)null)))
            .ToDictionary(mark => (mark.Lesson, mark.Student), mark => mark.Status);
        var lessons = new List<PreviewedLesson>();
        foreach (var (number, meeting) in await user.Query(MeetingsOfClass, [id, from, to], row => (row.GetInt64(0), row.GetGuid(1))))
        {
            var fold = await log.Read(number, long.MaxValue, cancellation);
            lessons.AddRange(PolicyPreview.Of(number, fold, policy, time.GetUtcNow())
                .Where(one => one.State > AttendanceState.Live && from <= one.Occurrence.Date && one.Occurrence.Date <= to)
                .Select(one => Lesson(meeting, one, fold.Context!, marks)));
        }
        var changed = lessons.Sum(lesson => lesson.Records.Count(mark => mark.Status != mark.CurrentStatus));
        return TypedResults.Ok(new PreviewAnswer(policy, changed, [.. lessons.OrderBy(lesson => lesson.Date)]));
    }

    static PreviewedLesson Lesson(
        Guid meeting, OccurrenceAttendance lesson, MeetingContext context,
        Dictionary<(string Lesson, Guid Student), AttendanceStatus?> marks) => new(
        meeting, lesson.Occurrence.Id, lesson.Occurrence.Date, lesson.State,
        [.. lesson.Students.Select(student => new PreviewedMark(
            student.StudentId, context.Names.GetValueOrDefault(student.StudentId, ""),
            marks.GetValueOrDefault((lesson.Occurrence.Id, student.StudentId)), student.Status, student.ComputedStatus,
            student.Seconds, student.Late, student.LeftEarly))]);
}
