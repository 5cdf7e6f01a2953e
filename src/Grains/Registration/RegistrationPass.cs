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

    public async Task Run(long meeting)
    {
        var hasLooked = false;
        for (var round = 0; ; round++)
        {
            var now = clock.GetUtcNow();
            var known = await rows.Read(meeting, now);
            var steps = RegistrationPlan.Of(known.Everybody, now, hasLooked);
            if (steps.IsEmpty || !zoom.IsConnected || round == RoundsMax)
            {
                await rows.Finish(meeting, known.DueRevision, Next(known, steps, now));
                return;
            }
            hasLooked |= steps.Look.Count > 0;
            await new RegistrationRound(rows, zoom, clock, meeting, known).Do(steps, hasLooked);
        }
    }

    DateTimeOffset? Next(MeetingRegistrations known, RegistrationSteps steps, DateTimeOffset now) =>
        steps.IsEmpty ? Earlier(steps.NextAt, known.NextChange)
        : zoom.IsConnected ? now : now + UnconnectedPause;

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
