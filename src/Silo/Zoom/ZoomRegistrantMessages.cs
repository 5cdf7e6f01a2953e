namespace ZoomOrleans.Silo.Zoom;

public sealed record ZoomRegistrantRequest
{
    public required string Email { get; init; }

    public required string FirstName { get; init; }

    public string? LastName { get; init; }

    public bool? AutoApprove { get; init; }
}

public sealed record ZoomRegistrantsRequest
{
    public bool AutoApprove { get; init; } = true;

    public bool? RegistrantsConfirmationEmail { get; init; }

    public required IReadOnlyList<ZoomRegistrantRequest> Registrants { get; init; }
}

/// <summary>The answer to one registration, or one of the answers to many; only the latter name the address.</summary>
public sealed record ZoomRegistration
{
    public required string RegistrantId { get; init; }

    public string? Email { get; init; }

    /// <summary>Lets whoever has it in under this name.</summary>
    public string? JoinUrl { get; init; }

    /// <summary>Not the link.</summary>
    public override string ToString() => $"registrant {RegistrantId}";
}

public sealed record ZoomRegistrations
{
    public IReadOnlyList<ZoomRegistration> Registrants { get; init; } = [];
}

/// <summary>Somebody whom Zoom lists as registered.</summary>
public sealed record ZoomRegistrant
{
    public required string Id { get; init; }

    public string Email { get; init; } = "";

    public string? Status { get; init; }

    public string? JoinUrl { get; init; }

    /// <summary>Not the link.</summary>
    public override string ToString() => $"registrant {Id}, {Status}";
}

public sealed record ZoomRegistrantsPage : IZoomPage
{
    public IReadOnlyList<ZoomRegistrant> Registrants { get; init; } = [];

    public string? NextPageToken { get; init; }
}

public sealed record ZoomRegistrantStatusRequest
{
    /// <summary><c>approve</c>, <c>deny</c> or <c>cancel</c>.</summary>
    public required string Action { get; init; }

    public required IReadOnlyList<ZoomRegistrantName> Registrants { get; init; }
}

public sealed record ZoomRegistrantName(string Id, string Email);
