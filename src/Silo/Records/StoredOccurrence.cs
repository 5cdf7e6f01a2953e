using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Silo.Records;

/// <summary>A lesson as it stands in the tables, with its records, for comparison with what the log says.</summary>
sealed record StoredOccurrence(
    Guid MeetingId, string Id, string State, Dictionary<Guid, IReadOnlyList<(string Field, string? Value)>> Records)
{
    const string Between = """
        SELECT occurrence.meeting_id, occurrence.id, occurrence.attendance_state, record.student_id, record.status,
               record.computed_status, record.seconds, record.late, record.left_early, record.flags, record.matched_by,
               record.intervals, record.override_status, record.override_reason, record.override_by, record.override_at
        FROM meeting_occurrences occurrence LEFT JOIN attendance_records record ON record.occurrence_id = occurrence.id
        WHERE occurrence.date BETWEEN $1 AND $2 AND occurrence.attendance_state NOT IN ('none', 'live')
        """;

    /// <summary>By meeting: all that have attendance.</summary>
    public static async Task<ILookup<Guid, StoredOccurrence>> Read(
        NpgsqlConnection connection, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Between, connection);
        command.Parameters.Add(new() { Value = from, NpgsqlDbType = NpgsqlDbType.Date });
        command.Parameters.Add(new() { Value = to, NpgsqlDbType = NpgsqlDbType.Date });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<string, StoredOccurrence>();
        while (await rows.ReadAsync(cancellation))
        {
            var id = rows.GetString(1);
            if (!found.TryGetValue(id, out var occurrence))
                found[id] = occurrence = new StoredOccurrence(rows.GetGuid(0), id, rows.GetString(2), []);
            if (!rows.IsDBNull(3))
                occurrence.Records.Add(rows.GetGuid(3), Fields(rows));
        }
        return found.Values.ToLookup(one => one.MeetingId);
    }

    /// <summary>A lesson that the log has and the tables do not.</summary>
    public static Difference Missing(Guid meeting, OccurrenceAttendance computed) =>
        new(meeting, computed.Occurrence.Id, null, "occurrence", null, Text(computed.State));

    /// <param name="computed">Null where the log has no such lesson.</param>
    public IEnumerable<Difference> DiffersFrom(OccurrenceAttendance? computed)
    {
        var state = computed is null ? null : Text(computed.State);
        if (state != State)
            yield return Differs(null, "state", State, state);
        var students = computed?.Students.ToDictionary(student => student.StudentId) ?? [];
        foreach (var (id, fields) in Records)
        {
            if (!students.Remove(id, out var student))
                yield return Differs(id, "record", "", null);
            else
                foreach (var ((field, value), (_, other)) in fields.Zip(Fields(student)))
                    if (value != other)
                        yield return Differs(id, field, value, other);
        }
        foreach (var id in students.Keys)
            yield return Differs(id, "record", null, "");
    }

    Difference Differs(Guid? student, string field, string? stored, string? computed) =>
        new(MeetingId, Id, student, field, stored, computed);

    static IReadOnlyList<(string Field, string? Value)> Fields(NpgsqlDataReader row) =>
    [
        ("status", row.IsDBNull(4) ? null : row.GetString(4)),
        ("computedStatus", row.GetString(5)),
        ("seconds", Text(row.GetInt64(6))),
        ("late", Text(row.GetBoolean(7))),
        ("leftEarly", Text(row.GetBoolean(8))),
        ("flags", string.Join(' ', row.GetFieldValue<string[]>(9).Order(StringComparer.Ordinal))),
        ("matchedBy", row.IsDBNull(10) ? null : row.GetString(10)),
        ("intervals", Text(DerivedOccurrence.Intervals(row.GetString(11)))),
        ("override", row.IsDBNull(12) ? null : Text(
            row.GetString(12), row.IsDBNull(13) ? null : row.GetString(13), row.IsDBNull(14) ? null : row.GetGuid(14),
            row.GetFieldValue<DateTimeOffset>(15))),
    ];

    /// <summary>The same fields in the same order.</summary>
    static IReadOnlyList<(string Field, string? Value)> Fields(StudentAttendance student) =>
    [
        ("status", student.Status is { } status ? Text(status) : null),
        ("computedStatus", Text(student.ComputedStatus)),
        ("seconds", Text(student.Seconds)),
        ("late", Text(student.Late)),
        ("leftEarly", Text(student.LeftEarly)),
        ("flags", string.Join(' ', FlagNames.Of(student.Flags).Order(StringComparer.Ordinal))),
        ("matchedBy", student.MatchedBy is { } matchedBy ? Text(matchedBy) : null),
        ("intervals", Text(student.Presence.Intervals)),
        ("override", student.Override is { } one ? Text(Text(one.Status), one.Reason, one.By, one.At) : null),
    ];

    static string Text(string status, string? reason, Guid? by, DateTimeOffset at) =>
        $"{status} by {by} at {at.UtcDateTime:O}: {reason}";

    static string Text(IReadOnlyList<PresenceInterval> intervals) => string.Join(
        ", ", intervals.Select(one => $"{one.Join?.UtcDateTime:O}/{one.Leave.UtcDateTime:O} {Text(one.Source)}"));

    static string Text(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    static string Text(bool value) => value ? "true" : "false";
}
