namespace ZoomOrleans.Registration;

/// <summary>
/// Does for one meeting what the plan says, until nothing is left that could be done now. It may be broken off at any
/// point, and begun anew.
/// </summary>
public sealed class RegistrationPass(IRegistrationRows rows, IRegistrar zoom, TimeProvider clock)
{
    const int RoundsMax = 50;

    /// <summary>Without an account it is asked for again after so long; with one, everything is tried at once.</summary>
    static readonly TimeSpan UnconnectedPause = TimeSpan.FromHours(1);

    const string Unconnected = "Zoom is not connected.";

    /// <exception cref="ZoomException">
    /// It was to be looked what has changed at Zoom, and Zoom was in the way. All the rest is done.
    /// </exception>
    public async Task Run(long meeting)
    {
        var known = await rows.Read(meeting, clock.GetUtcNow());
        // Whatever comes from here on, our own doing among it, is for the next pass.
        var revision = known.DueRevision;
        var isAsked = known.IsLookAsked && known.Everybody.Count > 0;
        var (hasLooked, notSeen) = isAsked && zoom.IsConnected ? await Look(meeting, known) : (false, null);
        // That holds up nobody, once there was a look before; it stays asked for.
        var hadNoLook = notSeen is not null && known.Everybody.Any(one => one.ZoomId is not null);
        for (var round = 0; ; round++)
        {
            var now = clock.GetUtcNow();
            if (round > 0 || hasLooked)
                known = await rows.Read(meeting, now);
            var steps = RegistrationPlan.Of(known.Everybody, now, hasLooked || hadNoLook);
            if (steps.IsEmpty || !zoom.IsConnected || round == RoundsMax)
            {
                if (notSeen is not null)
                    throw notSeen;
                var waitsForAccount = !zoom.IsConnected && (isAsked || !steps.IsEmpty);
                var next = waitsForAccount ? now + UnconnectedPause
                    : steps.IsEmpty ? Earlier(steps.NextAt, known.NextChange) : now;
                await rows.Finish(
                    meeting, revision, next, hasLooked: zoom.IsConnected || !isAsked,
                    error: waitsForAccount ? Unconnected : null);
                return;
            }
            hasLooked |= steps.Look.Count > 0;
            await new RegistrationRound(rows, zoom, clock, meeting, known).Do(steps, hasLooked || hadNoLook);
        }
    }

    /// <summary>Whether somebody is to have a link that works, as it stands in the tables.</summary>
    public async Task<bool> IsWanted(long meeting, Guid user) =>
        (await rows.Read(meeting, clock.GetUtcNow())).Everybody.Any(one => one.UserId == user && one.IsWanted);

    /// <returns>Whether Zoom's lists were read, and why they have to be read later; null: they need not.</returns>
    async Task<(bool HasLooked, ZoomException? NotSeen)> Look(long meeting, MeetingRegistrations known)
    {
        try
        {
            await new RegistrationRound(rows, zoom, clock, meeting, known).Look();
            return (true, null);
        }
        catch (ZoomException reason)
        {
            // Of a meeting that Zoom does not have, or has no registration for, there is nothing to be seen.
            return (false, reason.Failure is ZoomFailure.Missing or ZoomFailure.Over ? null : reason);
        }
    }

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
