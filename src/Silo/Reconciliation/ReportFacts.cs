using System.Collections.Immutable;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Silo.Reconciliation;

/// <summary>What Zoom's reports say, as the facts that its webhooks would have told.</summary>
static class ReportFacts
{
    /// <summary>When the run was.</summary>
    public static ImmutableArray<Fact> Of(string uuid, ZoomRun run) =>
    [
        .. run.StartTime is { } start ? [Told(FactKind.Started, uuid, start)] : ImmutableArray<Fact>.Empty,
        .. run.EndTime is { } end ? [Told(FactKind.Ended, uuid, end)] : ImmutableArray<Fact>.Empty,
    ];

    /// <summary>Who was in.</summary>
    public static ImmutableArray<Fact> Of(string run, IEnumerable<ZoomReportRow> rows) =>
        [.. rows.SelectMany(row => Of(run, row))];

    /// <summary>That all of the run's report was compared.</summary>
    public static Fact Compared(string run, DateTimeOffset end) => Told(FactKind.Reported, run, end);

    /// <summary>That there is none to compare, and that the log has all of the run.</summary>
    public static Fact Alone(string run, DateTimeOffset end) => Told(FactKind.Alone, run, end);

    /// <summary>Who waited to be let in was not in; who was in a breakout room was.</summary>
    public static bool IsPresence(ZoomReportRow row) => row.Status != "in_waiting_room";

    public static bool IsReadable(ZoomReportRow row) =>
        row is { JoinTime: not null, LeaveTime: not null } && FactText.Id(row.UserId) is not null;

    static IEnumerable<Fact> Of(string run, ZoomReportRow row)
    {
        if (FactText.Id(row.UserId) is not { } userId)
            yield break;
        if (row.JoinTime is { } join)
            yield return Moved(FactKind.Joined, join);
        if (row.LeaveTime is { } leave)
            yield return Moved(FactKind.Left, leave);

        Fact Moved(FactKind kind, DateTimeOffset at) => Told(kind, run, at) with
        {
            UserId = userId,
            Name = FactText.Name(row.Name),
            Email = FactText.Email(row.UserEmail),
            RegistrantId = FactText.Id(row.RegistrantId),
            ParticipantUserId = FactText.Id(row.ParticipantUserId),
            ZoomUserId = FactText.Id(row.Id),
        };
    }

    static Fact Told(FactKind kind, string run, DateTimeOffset at) =>
        new() { Kind = kind, Run = run, At = at, Source = FactSource.Report };
}
