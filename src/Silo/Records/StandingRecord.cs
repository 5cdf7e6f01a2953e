using Npgsql;
using ZoomOrleans.Attendance;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Records;

/// <summary>A record of a lesson whose facts are deleted: it is all that is known of a student there.</summary>
static class StandingRecord
{
    public const string OfOccurrence = """
        SELECT student_id, status, computed_status, seconds, late, left_early, flags, matched_by, intervals,
               override_status, override_reason, override_by, override_at,
               occurrence_id
        FROM attendance_records WHERE occurrence_id = $1
        ORDER BY student_id
        """;

    public static StudentAttendance Read(NpgsqlDataReader row)
    {
        var intervals = DerivedOccurrence.Intervals(row.GetString(8));
        var student = row.GetGuid(0);
        return new StudentAttendance
        {
            StudentId = student,
            Status = row.IsDBNull(1) ? null : EnumText.Read<AttendanceStatus>(row.GetString(1)),
            ComputedStatus = EnumText.Read<AttendanceStatus>(row.GetString(2)),
            Seconds = row.GetInt64(3),
            Late = row.GetBoolean(4),
            LeftEarly = row.GetBoolean(5),
            Flags = FlagNames.Read(row.GetFieldValue<string[]>(6)),
            MatchedBy = row.IsDBNull(7) ? null : EnumText.Read<MatchedBy>(row.GetString(7)),
            Presence = Presence.Of(intervals),
            Stays = intervals.Count,
            Override = row.IsDBNull(9) ? null : new Overridden
            {
                Id = Guid.Empty,
                OccurrenceId = row.GetString(13),
                StudentId = student,
                Status = EnumText.Read<AttendanceStatus>(row.GetString(9)),
                Reason = row.IsDBNull(10) ? null : row.GetString(10),
                By = row.IsDBNull(11) ? null : row.GetGuid(11),
                At = row.GetFieldValue<DateTimeOffset>(12),
            },
        };
    }
}
