using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Registration;

namespace ZoomOrleans.Cluster.Tests.Registration;

/// <summary>By which meetings are put in order that wait for being registered for.</summary>
public sealed class NextLessonTests
{
    const long Number = 81_000_000_001;

    [PostgresTheory]
    [InlineData("scheduled", "-3 days, -20 minutes, 1 day", "-20 minutes")]
    [InlineData("scheduled", "-3 days, 2 days, 1 day", "1 day")]
    [InlineData("scheduled", "-3 days", null)]
    [InlineData("started", "2 days", "0 minutes")]
    public async Task It_is_the_one_that_runs_or_else_the_next(string status, string lessons, string? next)
    {
        await using var test = await TestDatabase.Create();
        await using var database = new SiloDatabase(test.ConnectionString);
        await Statements.Run(test.AdminConnectionString, $"""
            INSERT INTO zoom_meetings (zoom_meeting_id, title, start_time, status, target_audience)
            VALUES ('{Number}', 'Mathematics', now(), '{status}', 'all');
            INSERT INTO meeting_schedules (meeting_id, valid_from, lessons)
            SELECT id, now(), (
                SELECT jsonb_agg(jsonb_build_object('start', now() + one::interval, 'minutes', 60))
                FROM unnest(string_to_array('{lessons}', ', ')) one)
            FROM zoom_meetings;
            """);

        var found = await new RegistrationRows(database, null!).NextLesson(Number);

        if (next is null)
            Assert.Null(found);
        else
        {
            var expected = DateTimeOffset.UtcNow + (TimeSpan)(await Statements.Run(
                test.AdminConnectionString, $"SELECT '{next}'::interval"))!;
            Assert.Equal(expected, found!.Value, TimeSpan.FromMinutes(5));
        }
    }
}
