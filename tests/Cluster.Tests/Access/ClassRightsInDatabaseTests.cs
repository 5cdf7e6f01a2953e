using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// The same in the database itself: what a route might forget to ask, the policies refuse. As a teacher who hosts a meeting
/// of their own (<c>{own}</c>) and teaches nobody in the class (<c>{class}</c>).
/// </summary>
[Collection(AccessSweep.Name)]
public sealed class ClassRightsInDatabaseTests(AccessFixture shared)
{
    const string Create = """
        INSERT INTO zoom_meetings (zoom_meeting_id, title, start_time, host_id, class_id, target_audience)
        VALUES (42, 'Mine', now(),
        """;

    const string Decide = """
        INSERT INTO attendance_policies (class_id, effective_from, present_after_minutes, "window", created_by)
        VALUES
        """;

    [PostgresTheory]
    [InlineData($"{Create} '{{me}}', '{{class}}', 'class')")]
    [InlineData($"{Create} '{{me}}', '{{class}}', 'personal')")]
    [InlineData($"{Create} '{{teacher}}', '{{class}}', 'class')")]
    [InlineData($"{Create} '{{me}}', NULL, 'all')")]
    [InlineData("UPDATE zoom_meetings SET class_id = '{class}' WHERE id = '{own}'")]
    [InlineData("UPDATE zoom_meetings SET host_id = '{teacher}' WHERE id = '{own}'")]
    [InlineData("UPDATE zoom_meetings SET target_audience = 'students' WHERE id = '{own}'")]
    [InlineData("UPDATE zoom_meetings SET zoom_meeting_id = 42 WHERE id = '{own}'")]
    [InlineData("INSERT INTO class_enrollments (class_id, student_id) VALUES ('{class}', '{student}')")]
    [InlineData($"{Decide} ('{{class}}', '2026-01-01', 1, 'meeting', '{{me}}')")]
    [InlineData("INSERT INTO meeting_schedules (meeting_id, lessons) VALUES ('{held}', '[]')")]
    public async Task What_would_give_rights_over_a_class_is_refused(string statement)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Run(statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [PostgresTheory]
    [InlineData("UPDATE zoom_meetings SET title = 'Mine' WHERE id = '{held}' RETURNING 1")]
    [InlineData("UPDATE classes SET teacher_id = '{me}' WHERE id = '{class}' RETURNING 1")]
    [InlineData("SELECT 1 FROM classes WHERE id = '{class}'")]
    [InlineData("SELECT 1 FROM users WHERE id = '{student}'")]
    [InlineData("SELECT 1 FROM class_enrollments WHERE class_id = '{class}'")]
    [InlineData("SELECT 1 FROM attendance_records WHERE class_id = '{class}'")]
    [InlineData("SELECT 1 FROM zoom_participants WHERE meeting_id = '{held}'")]
    [InlineData("SELECT 1 FROM meeting_registrants WHERE meeting_id = '{held}'")]
    [InlineData("SELECT 1 FROM meeting_occurrences WHERE meeting_id = '{held}'")]
    public async Task What_is_of_a_class_is_not_there(string statement) => Assert.Null(await Run(statement));

    /// <summary>Else the statements above would find nothing whoever runs them.</summary>
    [PostgresFact]
    public async Task Their_own_meeting_is_there() =>
        Assert.Equal(1, await Run("UPDATE zoom_meetings SET description = 'Mine' WHERE id = '{own}' RETURNING 1"));

    async Task<object?> Run(string statement)
    {
        var world = await shared.World;
        var own = await world.School.AddMeeting(
            ("hostId", world.School.OtherTeacher), ("targetAudience", "personal"), ("classId", null));
        var meant = statement
            .Replace("{own}", $"{own.Id}", StringComparison.Ordinal)
            .Replace("{held}", $"{world.Held.Id}", StringComparison.Ordinal)
            .Replace("{class}", $"{world.School.Class}", StringComparison.Ordinal)
            .Replace("{me}", $"{world.School.OtherTeacher}", StringComparison.Ordinal)
            .Replace("{teacher}", $"{world.School.Teacher}", StringComparison.Ordinal)
            .Replace("{student}", $"{world.Students[0]}", StringComparison.Ordinal);
        await using var connection = new NpgsqlConnection(world.App.Database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var become = new NpgsqlCommand(
            $"SET LOCAL ROLE app_user; SET LOCAL app.user_id = '{world.School.OtherTeacher}'", connection);
        await become.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(meant, connection);
        return await command.ExecuteScalarAsync();
    }
}
