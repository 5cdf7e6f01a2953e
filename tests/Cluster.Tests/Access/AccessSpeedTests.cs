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
    const int Rounds = 400;
    const double RatioMax = 2;

    const string BecomeSilo = """
        SELECT set_config('role', 'app_silo', true), set_config('app.user_id', $1, true),
               set_config('statement_timeout', '5000', true)
        """;

    const string Rows = "SELECT id, name, join_time, leave_time FROM zoom_participants";
    const string PageOfAll = $"{Rows} WHERE id > $1 ORDER BY id LIMIT 50";
    const string PageOfTheirs = $"{Rows} WHERE id > $1 AND meeting_id = ANY ($2) ORDER BY id LIMIT 50";
    const string PageOfMeeting = $"{Rows} WHERE meeting_id = $1 ORDER BY id LIMIT 50";
    const string Count = "SELECT count(*) FROM zoom_participants";

    [PostgresFact, Trait("Tier", "Long")]
    public async Task Row_level_security_makes_a_page_at_most_twice_as_dear()
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
        double[] ratios =
        [
            await Ratio("a page of 3,000 visible", teacher, (PageOfAll, [100_000L]), (PageOfTheirs, [100_000L, theirs])),
            await Ratio("a page of one meeting", teacher, (PageOfMeeting, [theirs[50]]), (PageOfMeeting, [theirs[50]])),
            await Ratio("a page of all, for an admin", admin, (PageOfAll, [100_000L]), (PageOfAll, [100_000L])),
        ];
        await Ratio("the count of 3,000 visible", teacher, (Count, []), ($"{Count} WHERE meeting_id = ANY ($1)", [theirs]));

        Assert.All(ratios, ratio => Assert.InRange(ratio, 0, RatioMax));

        async Task<double> Ratio(
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
                Assert.Equal(expected, found);
                if (round < WarmUpRounds)
                    continue;
                with.Add(Stopwatch.GetElapsedTime(started, between));
                without.Add(Stopwatch.GetElapsedTime(between, ended));
            }
            var ratio = Median(with) / Median(without);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what}: {Median(with):0.00} ms, {Median(without):0.00} ms without: {ratio:0.00}"));
            return ratio;
        }
    }

    static long First(NpgsqlDataReader row) => row.GetInt64(0);

    static double Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2).TotalMilliseconds;

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
