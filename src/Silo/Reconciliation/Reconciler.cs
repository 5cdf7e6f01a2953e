using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Reconciliation;

/// <summary>
/// Asks Zoom what it knows of a meeting: webhooks that Zoom could not deliver within 85 minutes never come. What the log
/// lacks is recorded as facts of the report, each as if it had been told in time.
/// </summary>
public sealed class Reconciler
{
    const string WebhooksAreMissing = "Zoom says that the meeting runs, and has reported nothing of it.";

    readonly IGrainFactory _grains;
    readonly ZoomReports _zoom;
    readonly AskedMeetings _asked;
    readonly TimeProvider _clock;

    internal Reconciler(IGrainFactory grains, ZoomReports zoom, AskedMeetings asked, TimeProvider clock) =>
        (_grains, _zoom, _asked, _clock) = (grains, zoom, asked, clock);

    /// <summary>At the call of the meeting's due row: about the lessons that it is time for.</summary>
    /// <exception cref="ZoomException">Something is missing still, and worth asking for again.</exception>
    public async Task AskDue(long meeting)
    {
        var asked = await _asked.Begin(meeting);
        var now = _clock.GetUtcNow();
        string? refusal = null;
        try
        {
            if (_zoom.IsConfigured && await IsMissing(meeting, asked.At ?? DateTimeOffset.MinValue))
                throw ZoomErrors.NotReady;
        }
        catch (ZoomException refused) when (
            refused.Failure is ZoomFailure.NotLicensed or ZoomFailure.NotAuthorised or ZoomFailure.Refused)
        {
            refusal = refused.Message;
        }
        await _asked.Done(meeting, now, asked.Revision, refusal);
    }

    /// <summary>About everything that is not locked.</summary>
    /// <returns>What came of it, by run; empty where Zoom knows of none.</returns>
    /// <exception cref="ZoomException">Zoom did not answer all of it.</exception>
    public async Task<IReadOnlyList<RunComparison>> AskNow(long meeting)
    {
        if (!_zoom.IsConfigured)
            throw ZoomErrors.NotConfigured;
        var grain = Grain(meeting);
        var compared = await Compare(meeting, await grain.Questions(null), grain);
        await grain.Derive();
        return compared;
    }

    /// <returns>Whether Zoom has not made a report yet that is worth asking for again.</returns>
    async Task<bool> IsMissing(long meeting, DateTimeOffset askedAt)
    {
        var grain = Grain(meeting);
        var questions = await grain.Questions(askedAt);
        var compared = await Compare(meeting, questions, grain);
        return compared.Any(one => one.Outcome == ReportOutcome.NotReady) && _clock.GetUtcNow() <= questions.WorthUntil;
    }

    async Task<IReadOnlyList<RunComparison>> Compare(long meeting, ZoomQuestions questions, IMeetingGrain grain)
    {
        if (!questions.Silent.IsEmpty && await _zoom.IsRunning(meeting))
        {
            foreach (var silent in questions.Silent)
                await grain.Decide(new Degraded { Id = Guid.NewGuid(), OccurrenceId = silent, Reason = WebhooksAreMissing });
        }
        if (questions.Since is not { } since)
            return [];
        var known = questions.Runs.ToDictionary(run => run.Uuid);
        var listed = (await _zoom.Runs(meeting)).Where(run => !(run.StartTime < since)).Select(run => run.Uuid)
            .Except(questions.LeftAlone).ToList();
        var compared = new List<RunComparison>();
        foreach (var run in listed.Union(known.Keys))
            compared.Add(await Compare(run, listed.Contains(run), known.GetValueOrDefault(run), grain));
        return compared;
    }

    async Task<RunComparison> Compare(string uuid, bool isListed, KnownRun? known, IMeetingGrain grain)
    {
        if (await _zoom.Run(uuid) is not { EndTime: { } end } run)
            return new(uuid, isListed || known?.HasEnded == true ? ReportOutcome.NotReady : ReportOutcome.Running, 0);
        var isKnown = run.ParticipantsCount == 0 || known?.HasSomebody == true;
        // Recorded, a run in which nobody is known to have been would call everybody absent.
        if (run.ParticipantsCount <= 1 && !isKnown && known is null)
            return new(uuid, ReportOutcome.NoReport, 0);
        var added = await grain.Compare(ReportFacts.Of(run));
        if (run.ParticipantsCount > 1)
            return await CompareRows(uuid, end, grain, added);
        if (isKnown)
            await grain.Compare([ReportFacts.Alone(uuid, end)]);
        return new(uuid, isKnown ? ReportOutcome.Compared : ReportOutcome.NoReport, added);
    }

    async Task<RunComparison> CompareRows(string uuid, DateTimeOffset end, IMeetingGrain grain, int added)
    {
        var isEmpty = true;
        try
        {
            await foreach (var rows in _zoom.Rows(uuid))
            {
                added += await grain.Compare(ReportFacts.Of(uuid, rows));
                isEmpty &= !rows.Any(ReportFacts.IsPresence);
            }
        }
        catch (ZoomException exception) when (exception.Failure == ZoomFailure.NotReady)
        {
            return new(uuid, ReportOutcome.NotReady, added);
        }
        // People were in, says Zoom elsewhere.
        if (isEmpty)
            return new(uuid, ReportOutcome.NotReady, added);
        await grain.Compare([ReportFacts.Compared(uuid, end)]);
        return new(uuid, ReportOutcome.Compared, added);
    }

    IMeetingGrain Grain(long meeting) => _grains.GetGrain<IMeetingGrain>(MeetingKey.Of(meeting));
}
