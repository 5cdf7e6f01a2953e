using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The attendance of a lesson.</summary>
public static class RecordRoutes
{
    /// <summary>
    /// The occurrence asked for ($2), else the latest of which the caller sees a record, with its records by name; a
    /// row without a record where it has none, a row without an occurrence where there is none.
    /// </summary>
    const string OfOccurrence = $"""
        SELECT occurrence.id, occurrence.attendance_state, occurrence.policy, {AttendanceRecord.Columns}
        FROM zoom_meetings meeting
            LEFT JOIN LATERAL (
                SELECT id, attendance_state, policy
                FROM meeting_occurrences one
                WHERE meeting_id = meeting.id AND (one.id = $2
                    OR $2::text IS NULL AND EXISTS (SELECT FROM attendance_records WHERE occurrence_id = one.id))
                ORDER BY coalesce(scheduled_start, started_at) DESC, id DESC
                LIMIT 1) occurrence ON true
            LEFT JOIN attendance_records record ON record.occurrence_id = occurrence.id
            LEFT JOIN users student ON student.id = record.student_id
        WHERE meeting.id = $1
        ORDER BY student.name, record.student_id
        """;

    public static void MapRecords(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/meetings/{id:guid}/attendance", Show)
            .WithTags("Attendance").WithSummary("The attendance of a lesson; by default of the latest that has any");

    static async Task<Results<Ok<AttendanceAnswer>, NotFound>> Show(Guid id, string? occurrenceId, UserSession user)
    {
        var rows = await user.Query(OfOccurrence, [id, occurrenceId], row => (
            Attendance: new AttendanceAnswer
            {
                MeetingId = id,
                OccurrenceId = row.TextOrNull(0),
                State = row.TextOrNull(1) is { } state ? EnumText.Read<AttendanceState>(state) : AttendanceState.None,
                Policy = row.TextOrNull(2) is { } policy ? Stored(policy) : null,
            },
            Record: row.IsDBNull(3) ? null : AttendanceRecord.Read(row, 3)));
        if (rows is [] || rows[0].Attendance.OccurrenceId != (occurrenceId ?? rows[0].Attendance.OccurrenceId))
            return Problems.NotFound;
        return TypedResults.Ok(rows[0].Attendance with
        {
            Records = [.. rows.Select(row => row.Record).OfType<AttendanceRecord>()],
        });
    }

    static Policy Stored(string json) => JsonSerializer.Deserialize<Policy>(json, Json.Options)!;
}
