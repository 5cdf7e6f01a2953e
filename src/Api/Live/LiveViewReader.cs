using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Live;

/// <summary>Asks the meeting's grain who is there, within what the caller may see.</summary>
public sealed class LiveViewReader(Scopes scopes, IGrainFactory grains)
{
    /// <returns>Null where there is no such meeting or occurrence for this caller.</returns>
    public async Task<LiveView?> Read(Caller caller, Guid meeting, string? occurrenceId, CancellationToken cancellation) =>
        await scopes.Find(caller, meeting, cancellation) is { } scoped
            ? await grains.GetGrain<IMeetingGrain>(MeetingKey.Of(scoped.Number)).View(occurrenceId, scoped.Scope)
            : null;
}
