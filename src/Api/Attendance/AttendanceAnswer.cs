using System.Text.Json;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.CheckIns;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The attendance of one lesson, as far as the caller may see it.</summary>
public sealed record AttendanceAnswer
{
    /// <summary>
    /// The occurrence asked for ($2), else the latest of which the caller sees a record, with its records by name; a
    /// row without a record where it has none, a row without an occurrence where there is none.
    /// </summary>
    const string OfOccurrence = $"""
        SELECT occurrence.id, occurrence.attendance_state, occurrence.policy, occurrence.facts_deleted_at,
               {AttendanceRecord.Columns}
        FROM zoom_meetings meeting
            LEFT JOIN LATERAL (
                SELECT id, attendance_state, policy, facts_deleted_at
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

    public required Guid MeetingId { get; init; }

    /// <summary>Null where no attendance was taken yet.</summary>
    public string? OccurrenceId { get; init; }

    public AttendanceState State { get; init; }

    /// <summary>By which the records were computed; without a date, the one that holds where nobody has set any.</summary>
    public Policy? Policy { get; init; }

    /// <summary>When the facts behind it were deleted, because their time was over; null where they are there.</summary>
    public DateTimeOffset? FactsDeletedAt { get; init; }

    public IReadOnlyList<AttendanceRecord> Records { get; init; } = [];

    /// <summary>Who checked in by QR code. It stands beside the records and has changed none of them.</summary>
    public IReadOnlyList<CheckedIn> CheckIns { get; init; } = [];

    /// <param name="user">Who asks.</param>
    /// <param name="meeting">Ours.</param>
    /// <param name="occurrenceId">Null: the latest lesson that has attendance.</param>
    /// <returns>Null where the caller sees no such meeting or lesson.</returns>
    public static async Task<AttendanceAnswer?> Find(UserSession user, Guid meeting, string? occurrenceId)
    {
        var rows = await user.Query(OfOccurrence, [meeting, occurrenceId], row => (
            Attendance: new AttendanceAnswer
            {
                MeetingId = meeting,
                OccurrenceId = row.TextOrNull(0),
                State = row.TextOrNull(1) is { } state ? EnumText.Read<AttendanceState>(state) : AttendanceState.None,
                FactsDeletedAt = row.ValueOrNull<DateTimeOffset>(3),
                Policy = row.TextOrNull(2) is { } policy ? Stored(policy) : null,
            },
            Record: row.IsDBNull(4) ? null : AttendanceRecord.Read(row, 4)));
        if (rows is [] || rows[0].Attendance.OccurrenceId != (occurrenceId ?? rows[0].Attendance.OccurrenceId))
            return null;
        return rows[0].Attendance with
        {
            CheckIns = rows[0].Attendance.OccurrenceId is { } lesson ? await CheckedIn.In(user, meeting, lesson) : [],
            Records = [.. rows.Select(row => row.Record).OfType<AttendanceRecord>()],
        };
    }

    static Policy Stored(string json) => JsonSerializer.Deserialize<Policy>(json, Json.Options)!;
}
