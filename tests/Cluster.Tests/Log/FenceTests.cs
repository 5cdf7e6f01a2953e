using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Log;

namespace ZoomOrleans.Cluster.Tests.Log;

public sealed class FenceTests(ITestOutputHelper output)
{
    const long Meeting = 81234567890;

    [PostgresFact]
    public async Task Two_rival_activations_leave_no_hole_and_lose_nothing_acknowledged()
    {
        await using var test = await TestDatabase.Create();
        await using var database = new SiloDatabase(test.ConnectionString);
        var fight = new Fight();
        var rivals = new[] { new Rival("one", database, fight), new Rival("other", database, fight) };

        await Task.WhenAll(rivals.Select(rival => rival.Run()));

        var log = await Read(test);
        output.WriteLine($"{log.Count} rows, {fight.Activations} activations");
        Assert.Equal(Enumerable.Range(1, log.Count).Select(seq => (long)seq), log.Select(row => row.Seq));
        Assert.Empty(rivals.SelectMany(rival => rival.Acknowledged).Except(log.Select(row => row.UserId)));
        Assert.Equal(log.Count, log.DistinctBy(row => row.UserId).Count());
        Assert.All(log.Skip(1).Zip(log), pair => Assert.Equal(pair.Second.UserId, pair.First.Predecessor));
        Assert.All(rivals, rival => Assert.NotEmpty(rival.Acknowledged));
    }

    static async Task<List<(long Seq, string UserId, string Predecessor)>> Read(TestDatabase test)
    {
        await using var connection = new Npgsql.NpgsqlConnection(test.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("SELECT seq, user_id, connection FROM meeting_log ORDER BY seq", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var log = new List<(long, string, string)>();
        while (await rows.ReadAsync())
            log.Add((rows.GetInt64(0), rows.GetString(1), rows.GetString(2)));
        return log;
    }

    /// <summary>Goes on until so many activations have got into each other's way.</summary>
    sealed class Fight
    {
        const int ActivationsWanted = 300;

        int _activations;

        public int Activations => _activations;

        public bool IsOver => _activations >= ActivationsWanted;

        public void Begin() => Interlocked.Increment(ref _activations);
    }

    /// <summary>
    /// What an activation does that does not know of the other: it hands over one entry after the other without waiting,
    /// and after a failure begins anew from the log. Each entry names the one that its activation believes it follows.
    /// </summary>
    sealed class Rival(string name, SiloDatabase database, Fight fight)
    {
        const int EntriesPerActivation = 400;

        readonly Random _random = new(name.Length);
        string _predecessor = "";
        int _next;

        public List<string> Acknowledged { get; } = [];

        public async Task Run()
        {
            using var writer = new LogWriter(database, NullLogger<LogWriter>.Instance);
            await writer.StartAsync(CancellationToken.None);
            var log = new MeetingLog(new LogReader(database), writer, new LogRemoval(database), new LogErasure(database));
            while (!fight.IsOver)
            {
                fight.Begin();
                (var seq, _predecessor) = await Last();
                await AppendUntilFailure(log.Open(Meeting, seq));
            }
            await writer.StopAsync(CancellationToken.None);
        }

        async Task<(long Seq, string UserId)> Last()
        {
            await using var command = database.Command("SELECT seq, user_id FROM meeting_log ORDER BY seq DESC LIMIT 1");
            await using var row = await command.ExecuteReaderAsync();
            return await row.ReadAsync() ? (row.GetInt64(0), row.GetString(1)) : (0, "nobody");
        }

        async Task AppendUntilFailure(ILogAppender appender)
        {
            var waiting = new Queue<(string UserId, Task Committed)>();
            var burst = _random.Next(2) == 0 ? 1 : 100;
            try
            {
                for (var handed = 0; handed < EntriesPerActivation; handed++)
                {
                    waiting.Enqueue(Append(appender));
                    // Now one by one, now many at once: slices with others waiting behind them.
                    if (_random.Next(burst) == 0)
                        await waiting.Last().Committed;
                    while (waiting.Peek().Committed.IsCompleted && waiting.Count > 1)
                        await Acknowledge(waiting);
                }
            }
            catch (LogFailedException)
            {
            }
            // What was handed over before the failure was noticed may be durable all the same.
            while (waiting.Count > 0)
                await Acknowledge(waiting, evenFailed: true);
        }

        (string, Task) Append(ILogAppender appender)
        {
            var fact = new Fact
            {
                Kind = FactKind.Joined, Run = "run", At = DateTimeOffset.UnixEpoch, UserId = $"{name} {_next++}",
                Connection = _predecessor,
            };
            _predecessor = fact.UserId;
            return (fact.UserId, appender.Append(fact, makesDue: false).Committed);
        }

        async Task Acknowledge(Queue<(string UserId, Task Committed)> waiting, bool evenFailed = false)
        {
            var (userId, committed) = waiting.Dequeue();
            try
            {
                await committed;
                Acknowledged.Add(userId);
            }
            catch (LogFailedException) when (evenFailed)
            {
            }
        }
    }
}
