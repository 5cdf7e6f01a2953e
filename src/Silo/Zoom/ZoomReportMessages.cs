namespace ZoomOrleans.Silo.Zoom;

/// <summary>The runs of a meeting that have ended.</summary>
public sealed record ZoomRuns
{
    public IReadOnlyList<ZoomRunName> Meetings { get; init; } = [];
}

public sealed record ZoomRunName
{
    public required string Uuid { get; init; }

    public DateTimeOffset? StartTime { get; init; }
}

public sealed record ZoomRun
{
    public required string Uuid { get; init; }

    public string Topic { get; init; } = "";

    public string? HostId { get; init; }

    public string? UserEmail { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Null where Zoom does not say. Not to be relied on: it is said to count in different ways.</summary>
    public int? ParticipantsCount { get; init; }
}

/// <summary>One connection of somebody to a run, in Zoom's participant report.</summary>
public sealed record ZoomReportRow
{
    /// <summary>Zoom's id of the account; empty for guests.</summary>
    public string? Id { get; init; }

    public string? UserId { get; init; }

    public string? Name { get; init; }

    public string? UserEmail { get; init; }

    public DateTimeOffset? JoinTime { get; init; }

    public DateTimeOffset? LeaveTime { get; init; }

    public string? RegistrantId { get; init; }

    public string? ParticipantUserId { get; init; }

    /// <summary><c>in_meeting</c> or <c>in_waiting_room</c>.</summary>
    public string? Status { get; init; }
}

public sealed record ZoomReportPage : IZoomPage
{
    public IReadOnlyList<ZoomReportRow> Participants { get; init; } = [];

    public string? NextPageToken { get; init; }
}
