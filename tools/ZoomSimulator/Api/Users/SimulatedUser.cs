namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>A user of the simulated account, addressed by id or e-mail.</summary>
/// <param name="Id">22 letters, digits, <c>-</c> and <c>_</c>.</param>
public sealed record SimulatedUser(string Id, string Email, string Name)
{
    /// <summary>Without a licence, meetings of this host take no registrations.</summary>
    public bool IsLicensed { get; init; } = true;

    /// <summary>False: Zoom answers every meeting created for this user with its error 3161.</summary>
    public bool MayHost { get; init; } = true;

    /// <summary>The number of this user's own room, which is always there; null: they have none.</summary>
    public long? PersonalMeetingId { get; init; }

    /// <summary>What a meeting gets that names no time zone; IANA.</summary>
    public string TimeZone { get; init; } = "Asia/Manila";
}
