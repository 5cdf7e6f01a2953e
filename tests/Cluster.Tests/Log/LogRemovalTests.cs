using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Log;

namespace ZoomOrleans.Cluster.Tests.Log;

public sealed class LogRemovalTests
{
    const long Meeting = 81234567890;

    [PostgresFact]
    public async Task A_log_that_has_grown_behind_the_callers_back_stays()
    {
        await using var test = await TestDatabase.Create();
        await using var database = new SiloDatabase(test.ConnectionString);
        await Statements.Run(test.AdminConnectionString, $"""
            INSERT INTO meeting_log (meeting, seq, kind, at, recorded_at)
            SELECT {Meeting}, seq, 1, now(), now() - interval '8 days' FROM generate_series(1, 2) seq;
            INSERT INTO meeting_heads VALUES ({Meeting}, 2, now());
            INSERT INTO unscheduled_meetings VALUES ({Meeting}, now() - interval '8 days', now() - interval '8 days')
            """);
        var removal = new LogRemoval(database);

        Assert.False(await removal.Run(Meeting, lastSeq: 1));
        Assert.Equal((2L, 1L), (await Count(test, "meeting_log"), await Count(test, "unscheduled_meetings")));

        Assert.True(await removal.Run(Meeting, lastSeq: 2));
        Assert.Equal(
            (0L, 0L, 0L),
            (await Count(test, "meeting_log"), await Count(test, "unscheduled_meetings"), await Count(test, "meeting_heads")));
    }

    [PostgresFact]
    public async Task The_log_of_a_meeting_that_is_scheduled_stays_and_nobody_looks_at_it_again()
    {
        await using var test = await TestDatabase.Create();
        await using var database = new SiloDatabase(test.ConnectionString);
        await Statements.Run(test.AdminConnectionString, $"""
            INSERT INTO meeting_log (meeting, seq, kind, at, recorded_at)
            VALUES ({Meeting}, 1, 1, now(), now() - interval '8 days');
            INSERT INTO zoom_meetings (zoom_meeting_id, title, start_time) VALUES ('{Meeting}', 'Mathematics', now());
            INSERT INTO due_work (kind, key, due_at) VALUES ('unscheduled', '{Meeting}', now())
            """);

        Assert.False(await new LogRemoval(database).Run(Meeting, lastSeq: 1));

        Assert.Equal(1L, await Count(test, "meeting_log"));
        Assert.Equal(0L, await Count(test, "due_work WHERE kind = 'unscheduled'"));
    }

    static async Task<long> Count(TestDatabase test, string rows) =>
        (long)(await Statements.Run(test.AdminConnectionString, $"SELECT count(*) FROM {rows}"))!;
}
