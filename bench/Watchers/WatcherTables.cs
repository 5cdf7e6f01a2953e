using System.Globalization;
using Npgsql;
using ZoomOrleans.Bench.Load;

namespace ZoomOrleans.Bench.Watchers;

/// <summary>
/// Who watches: of each lesson its teacher, and people of the office. All see everybody, and nobody is there twice.
/// </summary>
static class WatcherTables
{
    public const int Lessons = 50;

    public const int Each = 10;

    static string Statements(long firstMeeting) => string.Create(CultureInfo.InvariantCulture, $"""
        SET ROLE app_silo;
        WITH meeting AS (
            SELECT zoom_meetings.id, class_id, n
            FROM zoom_meetings JOIN generate_series(0, {Lessons - 1}) n
                ON zoom_meeting_id = ({firstMeeting} + n)::text),
        watcher AS (
            INSERT INTO users (name, email, role)
            SELECT 'Watcher ' || i, 'watcher' || i || '@school.example', CASE WHEN i % {Each} = 0 THEN 'teacher' ELSE 'admin' END
            FROM generate_series(0, {Lessons * Each - 1}) i
            RETURNING id, role, substring(email FROM '[0-9]+')::integer AS i),
        taught AS (
            UPDATE classes SET teacher_id = watcher.id
            FROM watcher JOIN meeting ON meeting.n = i / {Each}
            WHERE watcher.role = 'teacher' AND classes.id = meeting.class_id)
        SELECT meeting.id, watcher.id FROM watcher JOIN meeting ON meeting.n = i / {Each};
        RESET ROLE;
        """);

    public static async Task<IReadOnlyList<(Guid Meeting, Guid User)>> Write(string connectionString, long firstMeeting)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Statements(firstMeeting), connection);
        await using var rows = await command.ExecuteReaderAsync();
        var watchers = new List<(Guid, Guid)>();
        while (await rows.ReadAsync())
            watchers.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return watchers;
    }
}
