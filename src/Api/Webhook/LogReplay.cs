using System.Text;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Api.Webhook;

/// <summary>What came of the tries that stand in Zoom's log. One event may have failed several times.</summary>
/// <param name="Found">So many tries: the sum of the others.</param>
/// <param name="Recorded">Now in their meetings' logs, or before.</param>
/// <param name="Quarantined">In quarantine now: they cannot be read.</param>
/// <param name="Ignored">Nothing that is kept.</param>
/// <param name="Failed">They could not be stored, or Zoom has no body of them.</param>
/// <param name="NextCursor">Where to go on, within 15 minutes; null where all was read.</param>
public sealed record WebhookLogReplay(
    int Found, int Recorded, int Quarantined, int Ignored, int Failed, string? NextCursor);

/// <summary>
/// Takes in what Zoom could not deliver, from its log, as if it had just come. What is known already changes nothing, so
/// it may be done again.
/// </summary>
public sealed partial class LogReplay(ZoomWebhookLog log, Intake intake, TimeProvider clock, ILogger<LogReplay> logger)
{
    /// <summary>No further page is begun after so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    enum Outcome
    {
        Recorded,
        Quarantined,
        Ignored,
        Failed,
    }

    /// <param name="cursor">Of an earlier replay that was not finished; null: from the beginning.</param>
    /// <param name="cancellation">No further page is begun.</param>
    /// <exception cref="ZoomException">Zoom does not give a page. What was taken in before stays.</exception>
    public async Task<WebhookLogReplay> Run(string? cursor, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var counts = new int[Enum.GetValues<Outcome>().Length];
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await log.Page(cursor);
            foreach (var (outcome, count) in await Task.WhenAll(Distinct(page).Select(Take)))
                counts[(int)outcome] += count;
            cursor = page.NextPageToken is { Length: > 0 } next ? next : null;
        }
        while (cursor is not null && clock.GetElapsedTime(began) < Patience);
        return new WebhookLogReplay(
            counts.Sum(), counts[(int)Outcome.Recorded], counts[(int)Outcome.Quarantined], counts[(int)Outcome.Ignored],
            counts[(int)Outcome.Failed], cursor);
    }

    /// <summary>Tries of one event have one body.</summary>
    static IEnumerable<(string? Body, int Count)> Distinct(ZoomWebhookLogPage page) =>
        page.WebhookLogs.GroupBy(one => one.Body).Select(tries => (tries.Key, tries.Count()));

    async Task<(Outcome, int)> Take((string? Body, int Count) tries)
    {
        if (tries.Body is null)
            return (Outcome.Failed, tries.Count);
        var body = Encoding.UTF8.GetBytes(tries.Body);
        var read = ZoomEvent.Parse(body);
        try
        {
            await intake.Keep(read, body);
            return (OutcomeOf(read), tries.Count);
        }
        catch (Exception exception)
        {
            LogNotStored(logger, exception.GetType().Name, exception.Message);
            return (Outcome.Failed, tries.Count);
        }
    }

    static Outcome OutcomeOf(ZoomEvent read) => read switch
    {
        ZoomEvent.Recorded => Outcome.Recorded,
        ZoomEvent.Unreadable => Outcome.Quarantined,
        _ => Outcome.Ignored,
    };

    [LoggerMessage(LogLevel.Warning, "A webhook from Zoom's log could not be stored ({Exception}): {Reason}")]
    static partial void LogNotStored(ILogger logger, string exception, string reason);
}
