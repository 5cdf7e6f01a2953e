using System.Globalization;
using ZoomOrleans.Silo.Erasure;
using ZoomOrleans.Silo.Meetings;
using ZoomOrleans.Silo.Reconciliation;
using ZoomOrleans.Silo.Retention;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.DueWork;

/// <summary>
/// Takes what is due from <c>due_work</c> and hands it to the grain it is for. Who does the work removes the row, in the
/// transaction that does it; here it is only taken for the length of a lease and, on failure, put off.
/// </summary>
public sealed partial class DueWorkPoller(
    SiloDatabase database, IGrainFactory grains, IServiceProvider services, ILogger<DueWorkPoller> logger)
    : BackgroundService
{
    const int AtOnceMax = 20;

    /// <summary>Each has room of its own: what waits for Zoom, or for its reports, keeps nothing else waiting.</summary>
    static readonly string[][] Lanes =
        [["attendance", "unscheduled"], ["registration", "meeting", "creation"], ["reconciliation"], ["erasure"], ["retention"]];

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Several silos poll: each row is handed to one of them, and moved past the lease for the others.</summary>
    const string TakeRipe = """
        WITH ripe AS MATERIALIZED (
            SELECT kind, key FROM due_work WHERE due_at <= now() AND kind = ANY ($2)
            ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
        UPDATE due_work SET due_at = now() + interval '60 seconds' FROM ripe
        WHERE (due_work.kind, due_work.key) = (ripe.kind, ripe.key)
        RETURNING due_work.kind, due_work.key
        """;

    /// <summary>
    /// Later with every failure, at most an hour; where a report does not come, the next lesson must not be kept waiting so long.
    /// </summary>
    const string Later = """
        UPDATE due_work
        SET attempts = attempts + 1, last_error = $3,
            due_at = now() + least(interval '1 second' * power(2, least(attempts, 12)),
                CASE kind WHEN 'reconciliation' THEN interval '15 minutes' ELSE interval '1 hour' END)
        WHERE kind = $1 AND key = $2
        """;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Lanes.Select(kinds => Work(kinds, stoppingToken)));

    async Task Work(string[] kinds, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval);
        var underWay = new List<Task>();
        while (await HasRoom(underWay, timer, stopping))
        {
            underWay.RemoveAll(one => one.IsCompleted);
            try
            {
                var taken = await Take(kinds, AtOnceMax - underWay.Count, stopping);
                underWay.AddRange(taken.Select(one => Do(one.Kind, one.Key)));
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                LogPollFailed(logger, exception.Message);
            }
        }
        await Task.WhenAll(underWay);
    }

    /// <summary>At the next tick, or, where there is more to do than at once, as soon as something of it is done.</summary>
    /// <returns>False at the end.</returns>
    static async Task<bool> HasRoom(List<Task> underWay, PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            if (underWay.Count < AtOnceMax)
                return await timer.WaitForNextTickAsync(stopping);
            await Task.WhenAny(underWay).WaitAsync(stopping);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task<List<(string Kind, string Key)>> Take(string[] kinds, int max, CancellationToken cancellation)
    {
        var taken = new List<(string Kind, string Key)>();
        await using var command = database.Command(TakeRipe);
        command.Parameters.Add(new() { Value = max });
        command.Parameters.Add(new() { Value = kinds });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            taken.Add((rows.GetString(0), rows.GetString(1)));
        return taken;
    }

    async Task Do(string kind, string key)
    {
        try
        {
            await (kind switch
            {
                "attendance" => grains.GetGrain<IMeetingGrain>(GrainKey(key)).DeriveDue(),
                "registration" => grains.GetGrain<IRegistrationGrain>(GrainKey(key)).DriveDue(),
                "reconciliation" => services.GetRequiredService<Reconciler>().AskDue(Number(key)),
                "creation" => services.GetRequiredService<UnfinishedCreations>().Undo(Guid.Parse(key)),
                "unscheduled" => grains.GetGrain<IMeetingGrain>(GrainKey(key)).Forget(),
                "erasure" => services.GetRequiredService<Erasures>().Advance(Guid.Parse(key)),
                "retention" => services.GetRequiredService<RetentionRun>().RunDue(),
                "meeting" => services.GetRequiredService<MeetingsFromZoom>().Follow(Number(key)),
                _ => throw new InvalidOperationException($"Nobody here does work of the kind '{kind}'."),
            });
        }
        catch (Exception exception)
        {
            LogWorkFailed(logger, kind, key, exception.Message);
            await PutOff(kind, key, exception.Message);
        }
    }

    async Task PutOff(string kind, string key, string error)
    {
        try
        {
            await using var command = database.Command(Later);
            command.Parameters.Add(new() { Value = kind });
            command.Parameters.Add(new() { Value = key });
            command.Parameters.Add(new() { Value = error });
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception exception)
        {
            // The lease will end.
            LogPollFailed(logger, exception.Message);
        }
    }

    static string GrainKey(string key) => MeetingKey.Of(Number(key));

    static long Number(string key) => long.Parse(key, CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Warning, "Could not look for due work: {Reason}")]
    static partial void LogPollFailed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "Due work {Kind} {Key} failed and is put off: {Reason}")]
    static partial void LogWorkFailed(ILogger logger, string kind, string key, string reason);
}
