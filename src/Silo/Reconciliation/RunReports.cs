using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Reconciliation;

/// <summary>Compares the log with what Zoom reports of one run.</summary>
sealed class RunReports(ZoomReports zoom, IMeetingGrain grain)
{
    readonly List<Fact> _whole = [];

    /// <param name="uuid">Zoom's.</param>
    /// <param name="listed">Where Zoom lists it among the runs that are over.</param>
    /// <param name="known">Where the log has it.</param>
    public async Task<RunComparison> Compare(string uuid, ZoomRunName? listed, KnownRun? known)
    {
        var run = await zoom.Run(uuid);
        var lastKnown = new[] { run?.EndTime, listed?.StartTime, known?.LastFactAt }.Max();
        var compared = run?.EndTime is { } end
            ? await Compare(uuid, run, end, known)
            : Without(uuid, listed is not null || known?.HasEnded == true ? ReportOutcome.NotReady : ReportOutcome.Running);
        return compared with { LastKnownAt = lastKnown };
    }

    Task<RunComparison> Compare(string uuid, ZoomRun run, DateTimeOffset end, KnownRun? known) =>
        (run.ParticipantsCount, known) switch
        {
            (null or > 1, _) => WithRows(uuid, run, end, known),
            // Recorded, a run in which nobody is known to have been would call everybody absent.
            (_, null) => Task.FromResult(Without(uuid, ReportOutcome.NoReport)),
            (0, { IsEmpty: true }) or (1, { HasSomebody: true }) => Alone(uuid, run, end),
            // Zoom's count is wrong, or not there yet.
            (0, _) => Task.FromResult(Without(uuid, ReportOutcome.NotReady)),
            _ => Unknown(uuid, run),
        };

    async Task<RunComparison> Alone(string uuid, ZoomRun run, DateTimeOffset end)
    {
        var added = await grain.Compare(ReportFacts.Of(uuid, run));
        _whole.Add(ReportFacts.Alone(uuid, end));
        return new(uuid, ReportOutcome.Compared, added);
    }

    async Task<RunComparison> Unknown(string uuid, ZoomRun run) =>
        new(uuid, ReportOutcome.NoReport, await grain.Compare(ReportFacts.Of(uuid, run)));

    async Task<RunComparison> WithRows(string uuid, ZoomRun run, DateTimeOffset end, KnownRun? known)
    {
        var added = known is null ? 0 : await grain.Compare(ReportFacts.Of(uuid, run));
        var (isEmpty, isWhole) = (true, true);
        try
        {
            await foreach (var rows in zoom.Rows(uuid))
            {
                var presence = rows.Where(ReportFacts.IsPresence).ToList();
                if (known is null && isEmpty && presence.Count > 0)
                    added += await grain.Compare(ReportFacts.Of(uuid, run));
                added += await grain.Compare(ReportFacts.Of(uuid, presence));
                isEmpty &= presence.Count == 0;
                isWhole &= presence.TrueForAll(ReportFacts.IsReadable);
            }
        }
        catch (ZoomException exception) when (exception.Failure == ZoomFailure.NotReady)
        {
            return new(uuid, ReportOutcome.NotReady, added);
        }
        // People were in, says Zoom elsewhere.
        if (isEmpty)
            return new(uuid, ReportOutcome.NotReady, added);
        if (!isWhole)
            return new(uuid, ReportOutcome.Unreadable, added);
        _whole.Add(ReportFacts.Compared(uuid, end));
        return new(uuid, ReportOutcome.Compared, added);
    }

    /// <summary>That of all that were compared the log has all.</summary>
    public Task MarkCompared() => _whole.Count == 0 ? Task.CompletedTask : grain.Compare([.. _whole]);

    static RunComparison Without(string uuid, ReportOutcome outcome) => new(uuid, outcome, 0);
}
