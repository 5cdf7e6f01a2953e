namespace ZoomOrleans.Silo.Zoom;

/// <summary>A meeting to be made or changed. What is null is left out, and stays as it is.</summary>
public sealed record ZoomMeetingRequest
{
    public string? Topic { get; init; }

    /// <summary>1 instant, 2 scheduled, 3 recurring without a fixed time, 8 recurring.</summary>
    public int? Type { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Minutes.</summary>
    public int? Duration { get; init; }

    /// <summary>IANA name.</summary>
    public string? Timezone { get; init; }

    public string? Agenda { get; init; }

    public ZoomRecurrence? Recurrence { get; init; }

    /// <summary>The user who is to be the host from now on, by id or address.</summary>
    public string? ScheduleFor { get; init; }

    public ZoomMeetingSettings? Settings { get; init; }
}

/// <summary>Weekdays are numbers from 1, Sunday; either <see cref="EndTimes"/> or <see cref="EndDateTime"/>.</summary>
public sealed record ZoomRecurrence
{
    /// <summary>1 daily, 2 weekly, 3 monthly.</summary>
    public required int Type { get; init; }

    public int RepeatInterval { get; init; } = 1;

    /// <summary>Separated by commas.</summary>
    public string? WeeklyDays { get; init; }

    public int? MonthlyDay { get; init; }

    /// <summary>1 to 4, or -1 for the last; 0 as good as nothing. Only ever read.</summary>
    public int? MonthlyWeek { get; init; }

    public int? EndTimes { get; init; }

    public DateTimeOffset? EndDateTime { get; init; }
}

public sealed record ZoomMeetingSettings
{
    /// <summary>0 everybody who registers, 1 whom the host approves, 2 no registration.</summary>
    public int? ApprovalType { get; init; }

    /// <summary>1 once for all occurrences.</summary>
    public int? RegistrationType { get; init; }

    public bool? WaitingRoom { get; init; }

    public ZoomWaitingRoomOptions? WaitingRoomOptions { get; init; }

    public bool? JoinBeforeHost { get; init; }

    public bool? MuteUponEntry { get; init; }

    public bool? HostVideo { get; init; }

    public bool? ParticipantVideo { get; init; }

    /// <summary><c>none</c>, <c>local</c> or <c>cloud</c>.</summary>
    public string? AutoRecording { get; init; }

    public bool? RegistrantsConfirmationEmail { get; init; }

    public bool? RegistrantsEmailNotification { get; init; }

    public bool? MeetingAuthentication { get; init; }

    /// <summary>Whether it is held in its host's own room.</summary>
    public bool? UsePmi { get; init; }

    public IReadOnlyList<ZoomCustomKey>? CustomKeys { get; init; }
}

/// <summary>Zoom keeps ten of them with a meeting for whoever made it, and shows them to nobody.</summary>
/// <param name="Key">At most 64 characters.</param>
/// <param name="Value">At most 256.</param>
public sealed record ZoomCustomKey(string Key, string Value);

/// <param name="WhoGoesToWaitingRoom">
/// <c>everyone</c>, <c>users_not_in_account</c> or <c>users_not_on_invite</c>; read only where the mode is <c>custom</c>.
/// </param>
/// <param name="Mode"><c>custom</c>, or <c>follow_setting</c>: as the account has it.</param>
public sealed record ZoomWaitingRoomOptions(string? WhoGoesToWaitingRoom, string Mode = "custom");

/// <summary>A meeting as Zoom has it, as far as it is used here.</summary>
public sealed record ZoomMeeting
{
    public required long Id { get; init; }

    public string? HostId { get; init; }

    public string? HostEmail { get; init; }

    public string Topic { get; init; } = "";

    public string Agenda { get; init; } = "";

    public int Type { get; init; }

    /// <summary><c>waiting</c> or <c>started</c>.</summary>
    public string? Status { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public int Duration { get; init; }

    public string? Timezone { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Lets whoever has it run the meeting; two hours old it is worthless. Never stored, never logged.</summary>
    public string? StartUrl { get; init; }

    public string? JoinUrl { get; init; }

    public string? Password { get; init; }

    public string? RegistrationUrl { get; init; }

    public ZoomRecurrence? Recurrence { get; init; }

    public IReadOnlyList<ZoomOccurrence> Occurrences { get; init; } = [];

    /// <summary>In no list.</summary>
    public ZoomMeetingSettings? Settings { get; init; }

    public override string ToString() => $"Zoom meeting {Id}";
}

public sealed record ZoomOccurrence
{
    public required string OccurrenceId { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public int Duration { get; init; }

    /// <summary><c>available</c> or <c>deleted</c>.</summary>
    public string? Status { get; init; }
}

public sealed record ZoomMeetingsPage : IZoomPage
{
    public IReadOnlyList<ZoomMeeting> Meetings { get; init; } = [];

    public string? NextPageToken { get; init; }
}

/// <param name="Action"><c>end</c></param>
public sealed record ZoomStatusRequest(string Action);
