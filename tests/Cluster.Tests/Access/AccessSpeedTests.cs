using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit.Abstractions;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// What row-level security costs: each query as a user, in turns with the same query as app_silo, whom no policy
/// narrows and who names the user's meetings itself. Both on connections of the same settings.
/// </summary>
public sealed class AccessSpeedTests(ITestOutputHelper output)
{
    const int WarmUpRounds = 20;
    const int Rounds = 200;
    const int Runs = 5;
    const double RatioMax = 2;

    /// <summary>Of a page that itself takes a tenth of a millisecond, what the functions of the policies add.</summary>
    static readonly TimeSpan AddedMax = TimeSpan.FromMilliseconds(0.3);

    const string BecomeSilo = """
        SELECT set_config('role', 'app_silo', true), set_config('app.user_id', $1, true),
               set_config('statement_timeout', '5000', true)
        """;

    const string Rows = "SELECT id, name, join_time, leave_time FROM zoom_participants";
    const string OfMeetings = $"{Rows} WHERE meeting_id = ANY ($1)";
    const string PageOfAll = $"{Rows} WHERE id > $1 ORDER BY id LIMIT 50";
    const string PageOfTheirs = $"{Rows} WHERE id > $1 AND meeting_id = ANY ($2) ORDER BY id LIMIT 50";
    const string PageOfMeeting = $"{Rows} WHERE meeting_id = $1 ORDER BY id LIMIT 50";
    const string Count = "SELECT count(*) FROM zoom_participants";

    [PostgresFact, Trait("Tier", "Long")]
    public async Task Row_level_security_makes_what_one_sees_twice_as_dear_at_most()
    {
        await using var database = await TestDatabase.Create();
        await LargeSchool.Make(database);
        await using var postgres = await AccessHosting.Start(database.ConnectionString);
        await using var other = await AccessHosting.Start(database.ConnectionString);
        var teacher = new Caller(LargeSchool.Teacher, Caller.Teacher);
        var admin = new Caller(LargeSchool.Admin, Caller.Admin);
        var meetings = await AsSilo(
            other, "SELECT id FROM zoom_meetings WHERE host_id = $1", [teacher.Id], row => row.GetGuid(0));
        var theirs = meetings.ToArray();

        Assert.Equal([LargeSchool.VisibleToTeacher], await new UserDatabase(postgres).Query(
            teacher, Count, [], row => row.GetInt64(0), default));
        var visible = await Cost("all 3,000 visible", teacher, (Rows, []), (OfMeetings, [theirs]));
        var ofMeeting = await Cost("a page of one meeting", teacher, (PageOfMeeting, [theirs[50]]), (PageOfMeeting, [theirs[50]]));
        var forAdmin = await Cost("a page of all, for an admin", admin, (PageOfAll, [100_000L]), (PageOfAll, [100_000L]));
        await Cost("the count of 3,000 visible", teacher, (Count, []), ($"{Count} WHERE meeting_id = ANY ($1)", [theirs]));
        await Cost("50 of 3,000 visible, by id", teacher, (PageOfAll, [100_000L]), (PageOfTheirs, [100_000L, theirs]));

        Assert.InRange(visible.Ratio, 0, RatioMax);
        Assert.InRange(forAdmin.Ratio, 0, RatioMax);
        Assert.True(
            ofMeeting.Ratio <= RatioMax || ofMeeting.Added <= AddedMax, $"A page of one meeting: {ofMeeting.Ratio}, {ofMeeting.Added}.");

        // Of several runs the one that other work on the machine disturbed least.
        async Task<(double Ratio, TimeSpan Added)> Cost(
            string what, Caller caller, (string Sql, object?[] Values) narrowed, (string Sql, object?[] Values) plain)
        {
            var runs = new List<(double Ratio, TimeSpan Added, TimeSpan Whole)>();
            while (runs.Count < Runs)
                runs.Add(await Run(what, caller, narrowed, plain));
            var (ratio, added, _) = runs.MinBy(run => run.Whole);
            return (ratio, added);
        }

        async Task<(double Ratio, TimeSpan Added, TimeSpan Whole)> Run(
            string what, Caller caller, (string Sql, object?[] Values) narrowed, (string Sql, object?[] Values) plain)
        {
            var users = new UserDatabase(postgres);
            List<TimeSpan> with = [], without = [];
            for (var round = 0; round < WarmUpRounds + Rounds; round++)
            {
                var started = Stopwatch.GetTimestamp();
                var found = await users.Query(caller, narrowed.Sql, narrowed.Values, First, default);
                var between = Stopwatch.GetTimestamp();
                var expected = await AsSilo(other, plain.Sql, plain.Values, First);
                var ended = Stopwatch.GetTimestamp();
                Assert.Equal(expected.Order(), found.Order());
                if (round < WarmUpRounds)
                    continue;
                with.Add(Stopwatch.GetElapsedTime(started, between));
                without.Add(Stopwatch.GetElapsedTime(between, ended));
            }
            var (narrowedTime, plainTime) = (Median(with), Median(without));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what}: {narrowedTime.TotalMilliseconds:0.00} ms, {plainTime.TotalMilliseconds:0.00} ms without: {narrowedTime / plainTime:0.00}"));
            return (narrowedTime / plainTime, narrowedTime - plainTime, narrowedTime + plainTime);
        }
    }

    static long First(NpgsqlDataReader row) => row.GetInt64(0);

    static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>As <see cref="UserDatabase.Query"/> does it, but for the role.</summary>
    static async Task<List<T>> AsSilo<T>(
        PostgresHosting postgres, string sql, object?[] values, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = await postgres.Users.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(BecomeSilo) { Parameters = { new() { Value = "" } } });
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.NextResultAsync();
        var found = new List<T>();
        while (await rows.ReadAsync())
            found.Add(read(rows));
        return found;
    }
}
