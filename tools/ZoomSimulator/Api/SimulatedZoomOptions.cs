namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>All that decides how a <see cref="SimulatedZoom"/> behaves.</summary>
public sealed record SimulatedZoomOptions
{
    public static readonly SimulatedUser UsualHost =
        new("sLuningningRamos0Demo0", "luningning.ramos@example.edu", "Luningning Ramos");

    /// <summary>The same seed and the same calls, the same ids and failures.</summary>
    public long Seed { get; init; } = 1;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>On loopback; 0: a free one below 32768.</summary>
    public int Port { get; init; }

    public string AccountId { get; init; } = "aSimulatedAccount0Demo";

    public string ClientId { get; init; } = "simulated-client";

    public string ClientSecret { get; init; } = "simulated-secret";

    /// <summary>Zoom's id of the app, in the address of its webhook logs.</summary>
    public string AppId { get; init; } = "simulated-app";

    /// <summary>What tokens may do, in words with spaces between.</summary>
    public string Scopes { get; init; } = string.Join(' ',
        "user:read:user:admin", "marketplace_app:read:admin",
        "meeting:write:meeting:admin", "meeting:read:meeting:admin", "meeting:update:meeting:admin",
        "meeting:delete:meeting:admin", "meeting:update:status:admin", "meeting:read:list_meetings:admin",
        "meeting:write:registrant:admin", "meeting:write:batch_registrants:admin", "meeting:delete:registrant:admin",
        "meeting:update:registrant_status:admin", "meeting:read:list_registrants:admin", "meeting:read:registrant:admin",
        "meeting:read:past_meeting:admin", "meeting:read:list_past_instances:admin",
        "meeting:read:list_past_participants:admin", "report:read:meeting:admin",
        "report:read:list_meeting_participants:admin");

    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    public IReadOnlyList<SimulatedUser> Users { get; init; } = [UsualHost];

    public ZoomPlan Plan { get; init; } = ZoomPlan.Business;

    /// <summary>Null: those of the plan.</summary>
    public AccountLimits? Limits { get; init; }

    /// <summary>Whether answers tell the limits in headers. Zoom no longer promises that, so nobody may need them.</summary>
    public bool TellsLimits { get; init; } = true;

    /// <summary>Retry-After of a limit per second; null: none, as Zoom mostly has it.</summary>
    public int? PerSecondRetryAfter { get; init; }

    /// <summary>A write to a meeting or user is refused while another one is under way.</summary>
    public bool RefusesConcurrentWrites { get; init; }

    /// <summary>How long every call takes.</summary>
    public TimeSpan Latency { get; init; }

    public IReadOnlyList<FailureRule> Failures { get; init; } = [];

    /// <summary>Whether <c>schedule_for</c> makes somebody else a meeting's host; else it is passed over.</summary>
    public bool MovesMeetings { get; init; } = true;

    /// <summary>How long after a run's end its participants can be had.</summary>
    public TimeSpan ReportDelay { get; init; }

    /// <summary>
    /// Reports have a row for each stay in the main meeting, as webhooks do; else one from the first join of a connection
    /// to its last leave, with those of breakout rooms beside it. Zoom is said to do the latter.
    /// </summary>
    public bool ReportsSplitAtBreakouts { get; init; }

    /// <summary>
    /// What <c>participants_count</c> says of so many people; null: that there is none. Zoom's is said to be unreliable.
    /// </summary>
    public Func<int, int?> Counted { get; init; } = people => people;

    /// <summary>Whether the rows of reports have a <c>user_id</c>.</summary>
    public bool ReportsTellUserIds { get; init; } = true;

    public int RegistrantsMax { get; init; } = 4999;

    public bool LastNameRequired { get; init; }

    /// <summary>
    /// The registrations that an address has for a day are those of all meetings together, as some have met it; else those
    /// of each meeting, as Zoom tells it.
    /// </summary>
    public bool CountsRegistrationsAcrossMeetings { get; init; }

    /// <summary>Where webhooks go; null: nowhere, they are only kept.</summary>
    public Uri? WebhookUrl { get; init; }

    public string WebhookSecret { get; init; } = "simulated-webhook-secret";

    /// <summary>How long after a failure the next attempt follows; none: there is one attempt.</summary>
    public IReadOnlyList<TimeSpan> WebhookRetries { get; init; } = ZoomRetries.Waits;
}
