namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>A meeting as the account holds it at one moment; deleted ones stay, marked.</summary>
/// <param name="Start">Null where it has no fixed time.</param>
public sealed record SimulatedMeeting(long Id, string Topic, SimulatedUser Host, int Type, DateTimeOffset? Start)
{
    public required TimeSpan Duration { get; init; }

    public required bool IsDeleted { get; init; }

    public required IReadOnlyList<SimulatedRegistrant> Registrants { get; init; }

    /// <summary>The dates of a recurring one that are not deleted.</summary>
    public required IReadOnlyList<DateTimeOffset> Dates { get; init; }

    /// <summary>The uuids of its runs, in the order of their starts.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    internal static SimulatedMeeting Of(Meeting meeting) =>
        new(meeting.Id, meeting.Topic, meeting.Host, meeting.Type, meeting.Start)
        {
            Duration = TimeSpan.FromMinutes(meeting.Duration),
            IsDeleted = meeting.IsDeleted,
            Registrants =
            [
                .. meeting.Registrants.Select(known => new SimulatedRegistrant(
                    known.Id, known.Email, known.Name, known.Status, known.JoinUrl)),
            ],
            Dates = [.. meeting.Occurrences.Where(date => !date.IsDeleted).Select(date => date.Start)],
            Runs = [.. meeting.Runs.Select(run => run.Uuid)],
        };
}
