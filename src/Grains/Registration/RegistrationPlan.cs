namespace ZoomOrleans.Registration;

/// <summary>What is to be done now, and when there will be more to do.</summary>
public sealed record RegistrationSteps
{
    /// <summary>Before anything else it must be looked what Zoom has: for the sake of these.</summary>
    public required IReadOnlyList<Registrant> Look { get; init; }

    public required IReadOnlyList<Registrant> Deny { get; init; }

    public required IReadOnlyList<Registrant> Approve { get; init; }

    public required IReadOnlyList<Registrant> Register { get; init; }

    /// <summary>No longer wanted, and never registered or denied in Zoom already: nothing for Zoom.</summary>
    public required IReadOnlyList<Registrant> Drop { get; init; }

    /// <summary>
    /// Denied as long as they were not wanted; now the host decides, so they register anew. Or Zoom is to forget them.
    /// </summary>
    public required IReadOnlyList<Registrant> Cancel { get; init; }

    /// <summary>When the first of what has to wait may be done; null: nothing waits.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public IEnumerable<Registrant> All => [.. Look, .. Deny, .. Approve, .. Register, .. Drop, .. Cancel];

    public bool IsEmpty => !All.Any();
}

/// <summary>From who is wanted and what is known to what is to be done.</summary>
public static class RegistrationPlan
{
    /// <summary>Zoom's limits for one registrant in one meeting and day of UTC.</summary>
    public const int RegistrationsMax = 3;
    public const int ChangesMax = 10;

    static readonly TimeSpan PauseMax = TimeSpan.FromHours(1);

    enum Step
    {
        None,
        Look,
        Deny,
        Approve,
        Register,
        Drop,
        Cancel,
    }

    /// <param name="all">Everybody of the meeting.</param>
    /// <param name="now">What waits for a later time is left out.</param>
    /// <param name="hasLooked">
    /// Whether Zoom's lists were read already, or cannot be. Else they are read before anybody is registered: somebody may
    /// be there already, and where the host has denied them, Zoom takes them and does not say that the link is dead.
    /// </param>
    public static RegistrationSteps Of(IReadOnlyCollection<Registrant> all, DateTimeOffset now, bool hasLooked)
    {
        var planned = all.Select(one => (One: one, Step: Next(one), At: Earliest(one, Next(one), now)))
            .Where(one => one.Step != Step.None).ToList();
        var ripe = planned.Where(one => one.At <= now).ToLookup(one => one.Step, one => one.One);
        IReadOnlyList<Registrant> look =
            ripe[Step.Look].Any() ? [.. ripe[Step.Look]] : hasLooked ? [] : [.. ripe[Step.Register]];
        return new RegistrationSteps
        {
            Look = look,
            Deny = [.. ripe[Step.Deny]],
            Approve = [.. ripe[Step.Approve]],
            Register = look.Count > 0 ? [] : [.. ripe[Step.Register]],
            Drop = [.. ripe[Step.Drop]],
            Cancel = [.. ripe[Step.Cancel]],
            NextAt = planned.Where(one => one.At > now).Min(one => (DateTimeOffset?)one.At),
        };
    }

    /// <summary>Later with every failure: 2 s, 4 s, …, at most an hour; not before Zoom said, where it did.</summary>
    public static DateTimeOffset RetryAt(Registrant one, DateTimeOffset now, DateTimeOffset? until)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(one.Failures + 1, 12)));
        return until > now ? until.Value : now + (pause < PauseMax ? pause : PauseMax);
    }

    static Step Next(Registrant one) => one switch
    {
        { IsUncertain: true } => Step.Look,
        { IsErased: true, ZoomId: not null } => Step.Cancel,
        { IsDeniedAtZoom: true } => one.IsWanted ? Step.None : Step.Drop,
        { ZoomId: null, IsWanted: true } => Step.Register,
        { ZoomId: null, Status: not RegistrantStatus.Denied } => Step.Drop,
        { ZoomId: null } => Step.None,
        { IsWanted: true, AwaitsHost: true } => one.Status == RegistrantStatus.Denied ? Step.Cancel : Step.None,
        { IsWanted: true, Status: not RegistrantStatus.Approved } => Step.Approve,
        { IsWanted: false, Status: not RegistrantStatus.Denied } => Step.Deny,
        _ => Step.None,
    };

    static DateTimeOffset Earliest(Registrant one, Step step, DateTimeOffset now)
    {
        var isUsedUp = step switch
        {
            Step.Register => one.Registrations >= RegistrationsMax,
            Step.Approve or Step.Deny or Step.Cancel => one.Changes >= ChangesMax,
            _ => false,
        };
        var retryAt = step == Step.Drop ? now : one.RetryAt ?? now;
        var tomorrow = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        return isUsedUp && tomorrow > retryAt ? tomorrow : retryAt;
    }
}
