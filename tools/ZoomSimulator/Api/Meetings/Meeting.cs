using System.Globalization;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>A meeting as the account holds it: what its host decided, who registered, and its runs so far.</summary>
sealed class Meeting
{
    const int NoRegistration = 2;

    public required long Id { get; init; }

    /// <summary>Of the meeting; every run has one of its own.</summary>
    public required string Uuid { get; init; }

    public required SimulatedUser Host { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Type { get; set; } = MeetingType.Scheduled;

    public string Topic { get; set; } = "Zoom Meeting";

    public string Agenda { get; set; } = "";

    public string Password { get; set; } = "";

    public required string TimeZone { get; set; }

    /// <summary>Null for instant meetings and those without a fixed time.</summary>
    public DateTimeOffset? Start { get; set; }

    /// <summary>Minutes.</summary>
    public int Duration { get; set; } = 60;

    public JsonObject Settings { get; set; } = MeetingSettings.Usual();

    public Recurrence? Recurrence { get; set; }

    public List<Occurrence> Occurrences { get; set; } = [];

    public List<Registrant> Registrants { get; } = [];

    public List<MeetingRun> Runs { get; } = [];

    public bool IsDeleted { get; set; }

    public string Key => Id.ToString(CultureInfo.InvariantCulture);

    public int ApprovalType => Settings["approval_type"]!.GetValue<int>();

    public bool TakesRegistrations => ApprovalType != NoRegistration;

    public MeetingRun? RunAt(DateTimeOffset now) => Runs.Find(run => run.IsUnderWay(now));

    /// <summary>Its next date, or its last where all are over; null: it has no fixed time.</summary>
    public DateTimeOffset? NextStart(DateTimeOffset now)
    {
        var dates = Occurrences.Where(occurrence => !occurrence.IsDeleted).ToList();
        return Type != MeetingType.Recurring || dates.Count == 0
            ? Start
            : (dates.Find(occurrence => occurrence.End > now) ?? dates[^1]).Start;
    }

    public bool IsOver(DateTimeOffset now)
    {
        if (RunAt(now) is not null || NextStart(now) is not { } start)
            return false;
        return start.AddMinutes(Duration) <= now;
    }
}
