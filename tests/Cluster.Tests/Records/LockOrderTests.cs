using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using ZoomOrleans.Attendance;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Log;
using ZoomOrleans.Silo.Meetings;
using ZoomOrleans.Silo.Erasure;
using ZoomOrleans.Silo.Records;

namespace ZoomOrleans.Cluster.Tests.Records;

/// <summary>
/// All that makes several things due of one meeting, at the same time. Rows come and go meanwhile: one that is not there
/// cannot be locked, and whoever inserts it first keeps the others waiting all the same.
/// </summary>
public sealed class LockOrderTests
{
    const long Number = 81234567890;
    const int Rounds = 250;

    static readonly Guid Meeting = Guid.NewGuid();
    static readonly Guid Class = Guid.NewGuid();
    static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Whoever_makes_several_things_due_of_a_meeting_waits_for_nobody_who_waits_for_them()
    {
        await using var test = await Planned();
        await using var database = new SiloDatabase(test.ConnectionString);
        var (records, log, followed) = (Records(database), new LogInsert(database), new FollowedRows(database));

        await Task.WhenAll(
            Repeat(round => Derive(records, round)),
            Repeat(round => log.Run([Notices(round)])),
            Repeat(round => Follow(followed, round)),
            Repeat(_ => Execute(database, $"SELECT access.make_due_for(ARRAY['{Class}'::uuid], '{{}}')")),
            Repeat(_ => Execute(database, "DELETE FROM due_work WHERE kind = 'registration'")),
            Repeat(_ => Execute(database, "DELETE FROM due_work WHERE kind = 'reconciliation'")));

        Assert.Equal(0L, await Statements.Run(
            test.AdminConnectionString, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [PostgresTheory]
    [InlineData("attendance", false)]
    [InlineData("attendance", true)]
    [InlineData("meeting", true)]
    public async Task Whoever_waits_for_one_kind_holds_none_that_comes_after_it(string kind, bool isFollowing)
    {
        await using var test = await Planned();
        await using var database = new SiloDatabase(test.ConnectionString);
        await new LogInsert(database).Run([Notices(round: 2)]);
        await using var connection = await database.Open(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await Lock($"kind = '{kind}' FOR UPDATE");

        var waiting = isFollowing ? Follow(new FollowedRows(database), 2) : Derive(Records(database), 2);
        await Wait.Until(
            async () => await Statements.Run(
                test.AdminConnectionString,
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is not null,
            () => $"somebody waits for {kind}");

        await Lock($"kind > '{kind}' FOR UPDATE NOWAIT");
        await transaction.CommitAsync();
        await waiting;

        async Task Lock(string rows)
        {
            await using var command = new NpgsqlCommand($"SELECT FROM due_work WHERE {rows}", connection, transaction);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A database with the meeting in it, which ends deadlocks sooner than usual.</summary>
    static async Task<TestDatabase> Planned()
    {
        var test = await TestDatabase.Create();
        await Statements.Run(test.AdminConnectionString, $"""
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = ''20ms''', current_database()); END $$;
            INSERT INTO classes (id, name) VALUES ('{Class}', '7 Rizal');
            INSERT INTO zoom_meetings (id, zoom_meeting_id, title, start_time, class_id, registration_enabled)
            VALUES ('{Meeting}', '{Number}', 'Mathematics', '2026-03-02', '{Class}', true);
            INSERT INTO meeting_schedules VALUES ('{Meeting}', '2026-01-01', '[]')
            """);
        return test;
    }

    static MeetingRecords Records(SiloDatabase database) =>
        new(database, new SchoolSettings(database, new ServiceCollection().Configure<SchoolOptions>(_ => { })
            .BuildServiceProvider().GetRequiredService<IOptionsMonitor<SchoolOptions>>()),
            new ErasedPeople(database, new ErasureKey(null)));

    static Task Repeat(Func<int, Task> work) => Task.Run(async () =>
    {
        for (var round = 1; round <= Rounds; round++)
            await work(round);
    });

    /// <summary>A run comes and goes: with each derivation the meeting's status is another.</summary>
    static async Task Derive(MeetingRecords records, int round)
    {
        var fold = new MeetingFold();
        if (round % 2 == 0)
            fold.Add(1, new Fact { Kind = FactKind.Started, Run = "run", At = Start });
        var context = new MeetingContext { MeetingId = Meeting, ClassId = Class, TimeZone = "UTC" };
        await records.Replace(
            new DerivedMeeting
            {
                Meeting = Number,
                Context = context,
                Seq = long.MaxValue,
                Attendance = MeetingAttendance.Of(Number, fold, context, Start.AddMinutes(round), new HashSet<string>()),
                NewDecisions = [],
                Answers = (await records.Read(Number, CancellationToken.None)).DueRevision,
                AskZoomAt = DateTimeOffset.UtcNow.AddHours(round),
            },
            CancellationToken.None);
    }

    static LogSlice Notices(int round)
    {
        var slice = new LogSlice(Number, (3 * round) - 2);
        foreach (var name in new[] { "meeting.registration_created", "meeting.updated", "meeting.deleted" })
            slice.TryAdd(new Notice { Event = name, At = Start.AddSeconds(round) }, makesDue: round % 2 == 0);
        return slice;
    }

    static async Task Follow(FollowedRows rows, int round)
    {
        var (revision, known) = await rows.Read(Number);
        var (meeting, lessons) = (known!.Meeting, new[] { new PlannedLesson(Start.AddDays(round), 45) });
        await rows.Write(Number, revision, known, new FollowedChange(meeting with { Title = $"{round}" }, lessons, null));
    }

    static async Task Execute(SiloDatabase database, string sql)
    {
        await using var command = database.Command(sql);
        await command.ExecuteNonQueryAsync();
    }
}
