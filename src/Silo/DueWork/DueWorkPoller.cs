using System.Globalization;
using ZoomOrleans.Silo.Meetings;
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
    const int TakeMax = 20;
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Several silos poll: each row is handed to one of them, and moved past the lease for the others.</summary>
    const string Take = """
        WITH ripe AS MATERIALIZED (
            SELECT kind, key FROM due_work WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
        UPDATE due_work SET due_at = now() + interval '60 seconds' FROM ripe
        WHERE (due_work.kind, due_work.key) = (ripe.kind, ripe.key)
        RETURNING due_work.kind, due_work.key
        """;

    /// <summary>Later with every failure, at most an hour.</summary>
    const string PutOff = """
        UPDATE due_work
        SET attempts = attempts + 1, last_error = $3,
            due_at = now() + least(interval '1 second' * power(2, least(attempts, 12)), interval '1 hour')
        WHERE kind = $1 AND key = $2
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await NextTick(timer, stoppingToken))
        {
            try
            {
                while (await WorkOnce(stoppingToken) == TakeMax)
                    continue;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogPollFailed(logger, exception.Message);
            }
        }
    }

    static async Task<bool> NextTick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task<int> WorkOnce(CancellationToken cancellation)
    {
        var taken = new List<(string Kind, string Key)>();
        await using (var command = database.Command(Take))
        {
            command.Parameters.Add(new() { Value = TakeMax });
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                taken.Add((rows.GetString(0), rows.GetString(1)));
        }
        // Many meetings may be changed in Zoom at once; nobody else waits until Zoom has answered for each.
        await Task.WhenAll(taken.ConvertAll(work => Do(work.Kind, work.Key)).Where((_, i) => taken[i].Kind != "meeting"));
        return taken.Count;
    }

    async Task Do(string kind, string key)
    {
        try
        {
            await (kind switch
            {
                "attendance" => grains.GetGrain<IMeetingGrain>(GrainKey(key)).DeriveDue(),
                "registration" => grains.GetGrain<IRegistrationGrain>(GrainKey(key)).DriveDue(),
                "creation" => services.GetRequiredService<UnfinishedCreations>().Undo(Guid.Parse(key)),
                "unscheduled" => grains.GetGrain<IMeetingGrain>(GrainKey(key)).Forget(),
                "meeting" => services.GetRequiredService<MeetingsFromZoom>()
                    .Follow(long.Parse(key, CultureInfo.InvariantCulture)),
                _ => throw new InvalidOperationException($"Nobody here does work of the kind '{kind}'."),
            });
        }
        catch (Exception exception)
        {
            LogWorkFailed(logger, kind, key, exception.Message);
            await using var command = database.Command(PutOff);
            command.Parameters.Add(new() { Value = kind });
            command.Parameters.Add(new() { Value = key });
            command.Parameters.Add(new() { Value = exception.Message });
            await command.ExecuteNonQueryAsync();
        }
    }

    static string GrainKey(string key) => MeetingKey.Of(long.Parse(key, CultureInfo.InvariantCulture));

    [LoggerMessage(LogLevel.Warning, "Could not look for due work: {Reason}")]
    static partial void LogPollFailed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "Due work {Kind} {Key} failed and is put off: {Reason}")]
    static partial void LogWorkFailed(ILogger logger, string kind, string key, string reason);
}
