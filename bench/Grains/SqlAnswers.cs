using System.Globalization;
using Npgsql;
using ZoomOrleans.Bench.Load;

namespace ZoomOrleans.Bench.Grains;

/// <summary>
/// The usual way: who is there is asked of a table of stays, and a lesson's marks are written student by student. With prepared
/// statements, and nothing else on its mind.
/// </summary>
sealed class SqlAnswers : IAsyncDisposable
{
    const string Tables = """
        CREATE SCHEMA IF NOT EXISTS answers;
        CREATE TABLE answers.roster (meeting bigint, student_id uuid, name text NOT NULL, PRIMARY KEY (meeting, student_id));
        CREATE TABLE answers.stays (
            meeting bigint, student_id uuid, connection text, join_at timestamptz NOT NULL, leave_at timestamptz);
        CREATE INDEX ON answers.stays (meeting, student_id);
        CREATE TABLE answers.records (
            student_id uuid, occurrence_id text, status text, seconds bigint, late boolean, left_early boolean, flags text[],
            intervals jsonb, PRIMARY KEY (student_id, occurrence_id));
        """;

    const string Live = """
        SELECT r.student_id, r.name, min(s.join_at), max(s.leave_at), count(s.join_at),
            count(*) FILTER (WHERE s.join_at IS NOT NULL AND s.leave_at IS NULL),
            coalesce(sum(extract(epoch FROM coalesce(s.leave_at, now()) - s.join_at)), 0)::bigint
        FROM answers.roster r LEFT JOIN answers.stays s USING (meeting, student_id)
        WHERE r.meeting = $1 GROUP BY r.student_id, r.name ORDER BY r.name
        """;

    const string Mark = """
        INSERT INTO answers.records (student_id, occurrence_id, status, seconds, late, left_early, flags, intervals)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
        ON CONFLICT (student_id, occurrence_id) DO UPDATE SET
            status = excluded.status, seconds = excluded.seconds, late = excluded.late, left_early = excluded.left_early,
            flags = excluded.flags, intervals = excluded.intervals
        """;

    const long PresentAfterSeconds = 900;

    readonly NpgsqlDataSource _database;

    SqlAnswers(NpgsqlDataSource database) => _database = database;

    public static async Task<SqlAnswers> Make(string connectionString)
    {
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 10, AutoPrepareMinUsages = 2, NoResetOnClose = true,
        });
        await using var tables = database.CreateCommand(Tables);
        await tables.ExecuteNonQueryAsync();
        return new SqlAnswers(database);
    }

    /// <summary>Each student has left once, and come back.</summary>
    public async Task Fill(Lessons lessons)
    {
        await using var command = _database.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO answers.roster SELECT {lessons.Number(0)}, gen_random_uuid(), 'Student ' || n
            FROM generate_series(0, {lessons.Students - 1}) n;
            INSERT INTO answers.stays
                SELECT meeting, student_id, 'first', '{lessons.Start:O}', timestamptz '{lessons.Start:O}' + interval '1 s'
                FROM answers.roster WHERE meeting = {lessons.Number(0)};
            INSERT INTO answers.stays
                SELECT meeting, student_id, 'second', timestamptz '{lessons.Start:O}' + interval '2 s', NULL
                FROM answers.roster WHERE meeting = {lessons.Number(0)};
            ANALYZE answers.roster, answers.stays;
            """));
        await command.ExecuteNonQueryAsync();
    }

    public async Task<LiveView> View(long meeting)
    {
        var students = new List<LiveStudent>();
        await using var command = _database.CreateCommand(Live);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = meeting });
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            students.Add(Read(rows));
        return new LiveView
        {
            MeetingId = Guid.Empty, OccurrenceId = "lesson", Version = 0, AsOf = DateTimeOffset.UtcNow,
            Status = OccurrenceStatus.Started, Students = [.. students], Guests = [],
        };
    }

    /// <summary>In one transaction, as it should be.</summary>
    public async Task WriteMarks(LiveView view)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var student in view.Students)
        {
            await using var command = new NpgsqlCommand(Mark, connection, transaction);
            foreach (var value in new object[]
            {
                student.StudentId, "lesson", "present", student.Seconds, false, false, Array.Empty<string>(), "[]",
            })
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    static LiveStudent Read(NpgsqlDataReader row)
    {
        var (seconds, connections) = (row.GetInt64(6), (int)row.GetInt64(5));
        return new LiveStudent
        {
            StudentId = row.GetGuid(0), Name = row.GetString(1),
            Status = seconds >= PresentAfterSeconds ? LiveStatus.Present
                : row.IsDBNull(2) ? LiveStatus.NotJoined : LiveStatus.Partial,
            InNow = connections > 0, FirstJoin = row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2),
            LastLeave = row.IsDBNull(3) || connections > 0 ? null : row.GetFieldValue<DateTimeOffset>(3),
            Seconds = seconds, Stays = (int)row.GetInt64(4), Connections = connections, Flags = default,
        };
    }
}
