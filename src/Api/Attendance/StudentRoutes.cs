using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Which lessons are asked for: by their day, the last one included.</summary>
public readonly record struct LessonFilter(TimeOrDate? From, TimeOrDate? To, Guid? ClassId);

/// <summary>A student's attendance over time.</summary>
public static class StudentRoutes
{
    const string Student = "SELECT id FROM users WHERE id = $1";

    const string OfStudent = $"""
        SELECT record.meeting_id, record.occurrence_id, record.class_id, meeting.title, occurrence.scheduled_start,
               occurrence.duration, occurrence.attendance_state,
               {AttendanceRecord.Columns}
        FROM attendance_records record
            JOIN users student ON student.id = record.student_id
            LEFT JOIN zoom_meetings meeting ON meeting.id = record.meeting_id
            LEFT JOIN meeting_occurrences occurrence ON occurrence.id = record.occurrence_id
        WHERE record.student_id = $1
            AND ($2::date IS NULL OR record.date >= $2)
            AND ($3::date IS NULL OR record.date <= $3)
            AND ($4::uuid IS NULL OR record.class_id = $4)
            AND ($5::date IS NULL OR (record.date, record.occurrence_id) > ($5::date, $6::text))
        ORDER BY record.date, record.occurrence_id
        LIMIT $7
        """;

    public static void MapStudents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/students/{id:guid}/attendance", List)
            .WithTags("Attendance").WithSummary("A student's attendance, by day");

    static async Task<Results<Ok<Page<StudentLesson>>, NotFound>> List(
        Guid id, [AsParameters] LessonFilter filter, [AsParameters] PageRequest page, UserSession user,
        SchoolClock clock)
    {
        if (!await user.Sees(Student, id))
            return Problems.NotFound;
        var found = await user.Query(
            OfStudent,
            [id, Day(filter.From, clock), Day(filter.To, clock), filter.ClassId, .. page.Place(2), page.Rows],
            StudentLesson.Read);
        return TypedResults.Ok(page.Of(
            found, last => [last.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last.OccurrenceId]));
    }

    static DateOnly? Day(TimeOrDate? moment, SchoolClock clock) =>
        moment?.Date ?? (moment?.Time is { } time ? clock.DayOf(time) : null);
}
