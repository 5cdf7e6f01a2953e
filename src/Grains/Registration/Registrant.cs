namespace ZoomOrleans.Registration;

public enum RegistrantStatus
{
    Pending,
    Approved,
    Denied,
}

/// <summary>Somebody as Zoom has them registered.</summary>
public sealed record ZoomSide(string Id, string Email, string? JoinUrl, RegistrantStatus Status);

/// <summary>Somebody who is to be registered for a meeting, or was: what is wanted, and what is known of Zoom's side.</summary>
public sealed record Registrant
{
    public required Guid UserId { get; init; }

    /// <summary>Under which Zoom knows them, or will.</summary>
    public required string Email { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether they are to have a link that works.</summary>
    public required bool IsWanted { get; init; }

    /// <summary>They registered themselves for a meeting whose host approves each, and the host has not decided here.</summary>
    public bool AwaitsHost { get; init; }

    /// <summary>Zoom's id of the registrant; null: not registered, as far as is known.</summary>
    public string? ZoomId { get; init; }

    public string? JoinUrl { get; init; }

    public RegistrantStatus Status { get; init; }

    /// <summary>They were to be registered, or their status was to be changed, and nobody knows what came of it.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>
    /// Somebody denied or cancelled them in Zoom. They are left so until somebody approves them, here or there, or they are
    /// not wanted any more.
    /// </summary>
    public bool IsDeniedAtZoom { get; init; }

    /// <summary>Their data is erased: Zoom is not to have them any more, not even as denied.</summary>
    public bool IsErased { get; init; }

    /// <summary>In a row, without a success between.</summary>
    public int Failures { get; init; }

    public string? Error { get; init; }

    /// <summary>Not to be tried again before; null: at once.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>How often they were registered today, in UTC.</summary>
    public int Registrations { get; init; }

    /// <summary>How often their status was changed today.</summary>
    public int Changes { get; init; }

    /// <summary>Of the row: one that was changed meanwhile is not written over. 0: there is none yet.</summary>
    public long Revision { get; init; }

    /// <summary>Before Zoom is asked: whatever happens then, it will be looked for.</summary>
    public Registrant Attempted() => this with
    {
        IsUncertain = true, Status = RegistrantStatus.Pending, Registrations = Registrations + 1,
    };

    public Registrant Found(ZoomSide found) => Settled() with
    {
        ZoomId = found.Id, JoinUrl = found.JoinUrl ?? JoinUrl, Status = found.Status, IsDeniedAtZoom = false,
    };

    /// <summary>By somebody else than this program.</summary>
    public Registrant DeniedAtZoom() => Settled() with
    {
        Status = RegistrantStatus.Denied, IsDeniedAtZoom = true,
        Error = "They were denied or cancelled in Zoom. Approve them here or there.",
    };

    /// <summary>
    /// The attempt has come to nothing, and is none. Should Zoom do it later all the same, it is the same registrant there,
    /// and a limit that it reaches so is told; were it counted here, a few faults of a network would cost a day.
    /// </summary>
    public Registrant NothingDone() => ZoomId is null
        ? this with { IsUncertain = false, Registrations = Math.Max(0, Registrations - 1) }
        : this with { IsUncertain = false, Changes = Math.Max(0, Changes - 1) };

    /// <summary>Zoom does not have them any more.</summary>
    public Registrant Gone() => Settled() with { ZoomId = null, JoinUrl = null, Status = RegistrantStatus.Pending };

    /// <summary>Before Zoom is asked: whether it was done, a look tells by the status that they had before.</summary>
    public Registrant Changing() => this with { IsUncertain = true, Changes = Changes + 1 };

    public Registrant Became(RegistrantStatus status) => Settled() with { Status = status, IsDeniedAtZoom = false };

    public Registrant Failed(string error, DateTimeOffset retryAt) => this with
    {
        Failures = Failures + 1, Error = error, RetryAt = retryAt,
    };

    Registrant Settled() => this with { IsUncertain = false, Failures = 0, Error = null, RetryAt = null };
}
