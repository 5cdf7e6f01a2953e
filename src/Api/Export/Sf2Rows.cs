using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>Reads what School Form 2 asks of learners beside their marks.</summary>
static class Sf2Rows
{
    /// <summary>Of these students ($2) in a class ($1), from the beginning of a month ($5) to its end, or to now ($6).</summary>
    const string Facts = """
        SELECT student.id, known.sex,
               EXISTS (
                   SELECT FROM class_enrollments enrolment
                   WHERE class_id = $1 AND enrolment.student_id = student.id
                       AND enrolled_from < $6 AND (enrolled_to IS NULL OR enrolled_to >= $6)),
               (SELECT max(enrolled_from) FROM class_enrollments enrolment
                WHERE class_id = $1 AND enrolment.student_id = student.id AND enrolled_from > $5 AND enrolled_from < $6),
               (SELECT max(enrolled_to) FROM class_enrollments enrolment
                WHERE class_id = $1 AND enrolment.student_id = student.id AND enrolled_to > $5 AND enrolled_to < $6),
               (SELECT coalesce(json_agg(json_build_object('day', date, 'reason', override_reason) ORDER BY date), '[]')
                FROM attendance_records record
                WHERE class_id = $1 AND record.student_id = student.id AND date BETWEEN $3 AND $4 AND status = 'excused')
        FROM unnest($2) AS student (id) LEFT JOIN access.sexes_of($2) known ON known.user_id = student.id
        """;

    public static async Task<Dictionary<Guid, Sf2Facts>> Read(
        UserSession user, Guid id, IEnumerable<Guid> students, (DateOnly First, DateOnly Last) month, SchoolClock clock)
    {
        var begin = WallClock.At(month.First.ToDateTime(default), clock.Zone);
        var end = WallClock.At(month.Last.AddDays(1).ToDateTime(default), clock.Zone);
        object?[] asked = [id, students.ToArray(), month.First, month.Last, begin, end < clock.Now ? end : clock.Now];
        return (await user.Query(Facts, asked, row => (Id: row.GetGuid(0), Facts: Read(row, clock))))
            .ToDictionary(one => one.Id, one => one.Facts);
    }

    static Sf2Facts Read(NpgsqlDataReader row, SchoolClock clock)
    {
        var (isRegistered, left) = (row.GetBoolean(2), row.ValueOrNull<DateTimeOffset>(4));
        return new Sf2Facts(
            row.TextOrNull(1) is { } sex ? EnumText.Read<Sex>(sex) : null, isRegistered,
            row.ValueOrNull<DateTimeOffset>(3) is { } joined ? clock.DayOf(joined) : null,
            left is { } known && !isRegistered ? clock.DayOf(known) : null,
            [
                .. JsonSerializer.Deserialize<IReadOnlyList<Excuse>>(row.GetString(5), Json.Options)!
                    .Select(excuse => (excuse.Day, excuse.Reason ?? "")),
            ]);
    }

    sealed record Excuse(DateOnly Day, string? Reason);
}
