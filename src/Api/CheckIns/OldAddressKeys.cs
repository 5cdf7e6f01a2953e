using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>
/// Destroys keys that are used no more when the last hash made with them is gone, and says when hashes were made with a key that
/// does not lie here.
/// </summary>
sealed partial class OldAddressKeys(SiloDatabase database, AddressKeys keys, ILogger<OldAddressKeys> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    const string Known = """
        SELECT id, EXISTS (SELECT FROM qr_checkins WHERE key_id = known.id) FROM ip_hash_keys known
        """;

    const string Forget = """
        DELETE FROM ip_hash_keys gone
        WHERE id = ANY ($1) AND NOT EXISTS (SELECT FROM qr_checkins WHERE key_id = gone.id)
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Once.</summary>
    internal async Task Look(CancellationToken cancellation)
    {
        var here = keys.All();
        var (used, unused) = await Read(cancellation);
        foreach (var key in here.Where(key => keys.IsOld(key) && !used.Contains(key.Id)))
        {
            keys.Destroy(key);
            LogDestroyed(logger, key.MadeOn);
        }
        var young = here.Where(key => !keys.IsOld(key)).Select(key => key.Id);
        await RemoveRows([.. unused.Except(young)], cancellation);
        if (used.Except(here.Select(key => key.Id)).Any())
            LogElsewhere(logger, keys.Directory);
    }

    /// <returns>The keys that there are hashes of, and the others.</returns>
    async Task<(HashSet<string> Used, HashSet<string> Unused)> Read(CancellationToken cancellation)
    {
        var (used, unused) = (new HashSet<string>(), new HashSet<string>());
        await using var command = database.Command(Known);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            (rows.GetBoolean(1) ? used : unused).Add(rows.GetString(0));
        return (used, unused);
    }

    async Task RemoveRows(string[] ids, CancellationToken cancellation)
    {
        await using var command = database.Command(Forget);
        command.Parameters.Add(new() { Value = ids });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Information, "The key of {Day} for hashes of addresses is destroyed: nothing made with it is left")]
    static partial void LogDestroyed(ILogger logger, DateOnly day);

    [LoggerMessage(LogLevel.Warning, "There are hashes of addresses by a key that is not in {Directory}: it was lost, or another "
        + "process keeps its keys elsewhere. Suspicions are found only among hashes by one key. Let all processes have the same "
        + "CheckIns__KeyDirectory")]
    static partial void LogElsewhere(ILogger logger, string directory);

    [LoggerMessage(LogLevel.Warning, "Could not look for old keys of addresses: {Reason}")]
    static partial void LogFailed(ILogger logger, string reason);
}
