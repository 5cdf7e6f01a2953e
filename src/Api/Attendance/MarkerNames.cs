using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The names of those who set marks by hand, for whoever sees the marks.</summary>
static class MarkerNames
{
    const string Named = "SELECT id, name FROM access.marker_names($1)";

    const string OfStudent = """
        SELECT id, name FROM access.marker_names(array(
            SELECT DISTINCT override_by FROM attendance_records
            WHERE student_id = $1 AND date BETWEEN $2 AND $3 AND override_by IS NOT NULL))
        """;

    public static async Task<IReadOnlyDictionary<Guid, string>> Of(UserSession user, IEnumerable<AttendanceRecord> records)
    {
        var markers = records.Select(record => record.Override?.By).OfType<Guid>().Distinct().ToArray();
        return markers is [] ? new Dictionary<Guid, string>()
            : (await user.Query(Named, [markers], row => (row.GetGuid(0), row.GetString(1)))).ToDictionary();
    }

    /// <summary>Of all of a student's marks in these days.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> Of(UserTransaction rows, StudentDays asked) => (await rows.Query(
        OfStudent, [asked.StudentId, asked.First, asked.Last], row => (row.GetGuid(0), row.GetString(1)))).ToDictionary();
}
