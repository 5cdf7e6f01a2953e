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
        var rivals = new[] { new Rival("one", database), new Rival("other", database) };

        await Task.WhenAll(rivals.Select(rival => rival.AppendUntil(acknowledged: 1500)));

        var log = await Read(test);
        output.WriteLine($"{log.Count} rows, {rivals.Sum(rival => rival.Activations)} activations");
        Assert.Equal(Enumerable.Range(1, log.Count).Select(seq => (long)seq), log.Select(row => row.Seq));
        Assert.Empty(rivals.SelectMany(rival => rival.Acknowledged).Except(log.Select(row => row.UserId)));
        Assert.Equal(log.Count, log.DistinctBy(row => row.UserId).Count());
        Assert.True(rivals.Sum(rival => rival.Activations) > 10, "The rivals never got into each other's way.");
    }

    static async Task<List<(long Seq, string UserId)>> Read(TestDatabase test)
    {
        await using var connection = new Npgsql.NpgsqlConnection(test.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("SELECT seq, user_id FROM meeting_log ORDER BY seq", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var log = new List<(long, string)>();
        while (await rows.ReadAsync())
            log.Add((rows.GetInt64(0), rows.GetString(1)));
        return log;
    }

    /// <summary>
    /// What an activation does that does not know of the other: it hands over one entry after the other without waiting,
    /// and after a failure begins anew from the log.
    /// </summary>
    sealed class Rival(string name, SiloDatabase database)
    {
        const int Pipelined = 200;

        int _next;

        public List<string> Acknowledged { get; } = [];

        public int Activations { get; private set; }

        public async Task AppendUntil(int acknowledged)
        {
            using var writer = new LogWriter(database, NullLogger<LogWriter>.Instance);
            await writer.StartAsync(CancellationToken.None);
            var log = new MeetingLog(database, writer);
            while (Acknowledged.Count < acknowledged)
            {
                Activations++;
                var fold = await log.Load(Meeting, CancellationToken.None);
                await AppendUntilFailure(log.Open(Meeting, fold.Seq), acknowledged);
            }
            await writer.StopAsync(CancellationToken.None);
        }

        async Task AppendUntilFailure(ILogAppender appender, int acknowledged)
        {
            var waiting = new Queue<(string UserId, Task Committed)>();
            try
            {
                while (Acknowledged.Count < acknowledged)
                {
                    while (waiting.Count < Pipelined)
                        waiting.Enqueue(Append(appender));
                    await Acknowledge(waiting);
                    // Entries come in one by one: some of them while a batch is on its way to the database.
                    await Task.Yield();
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
            };
            return (fact.UserId, appender.Append(fact, makesDue: true).Committed);
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
