using System.Collections.Concurrent;
using ZoomOrleans.Attendance;
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
    readonly ConcurrentDictionary<long, Lazy<Task<IReadOnlyList<RunComparison>>>> _underWay = [];

    internal Reconciler(IGrainFactory grains, ZoomReports zoom, AskedMeetings asked, TimeProvider clock) =>
        (_grains, _zoom, _asked, _clock) = (grains, zoom, asked, clock);

    /// <summary>At the call of the meeting's due row: about the lessons that it is time for.</summary>
    /// <exception cref="ZoomException">Something is missing still, and worth asking for again.</exception>
    public async Task AskDue(long meeting)
    {
        var asked = await _asked.Begin(meeting);
        if (!_zoom.IsConfigured)
        {
            await _asked.PutOff(meeting, asked);
            return;
        }
        string? refusal;
        try
        {
            var grain = Grain(meeting);
            var questions = await grain.Questions(asked.AskedAt ?? DateTimeOffset.MinValue, asked.Now);
            var answers = await Ask(meeting, questions, asked.Now, grain);
            if (answers.MissingAt(asked.Now) is { } missing)
                throw missing;
            refusal = answers.Problem?.Message;
        }
        catch (ZoomException refused) when (RunAnswers.IsRefusal(refused))
        {
            refusal = refused.Message;
        }
        await _asked.Done(meeting, asked, refusal);
    }

    /// <summary>About everything that is not locked. Who asks meanwhile hears the same.</summary>
    /// <returns>What came of it, by run; empty where Zoom knows of none.</returns>
    /// <exception cref="ZoomException">Zoom did not answer all of it.</exception>
    public Task<IReadOnlyList<RunComparison>> AskNow(long meeting) =>
        _underWay.GetOrAdd(meeting, _ => new(() => AskNowAlone(meeting))).Value;

    async Task<IReadOnlyList<RunComparison>> AskNowAlone(long meeting)
    {
        try
        {
            if (!_zoom.IsConfigured)
                throw ZoomErrors.NotConfigured;
            var grain = Grain(meeting);
            var now = _clock.GetUtcNow();
            var answers = await Ask(meeting, await grain.Questions(null, now), now, grain);
            if (answers.Problem is { } problem)
                throw problem;
            await grain.Derive();
            return answers.Compared;
        }
        finally
        {
            _underWay.TryRemove(meeting, out _);
        }
    }

    async Task<RunAnswers> Ask(long meeting, ZoomQuestions questions, DateTimeOffset now, IMeetingGrain grain)
    {
        if (!questions.Silent.IsEmpty && await _zoom.IsRunning(meeting))
        {
            foreach (var silent in questions.Silent)
                await grain.Decide(new Degraded { Id = Guid.NewGuid(), OccurrenceId = silent, Reason = WebhooksAreMissing });
        }
        var answers = new RunAnswers();
        if (questions.Since is not { } since)
            return answers;
        var known = questions.Runs.ToDictionary(run => run.Uuid);
        var listed = (await _zoom.Runs(meeting)).Where(run => !(run.StartTime < since))
            .ExceptBy(questions.LeftAlone, run => run.Uuid).DistinctBy(run => run.Uuid).ToDictionary(run => run.Uuid);
        var reports = new RunReports(_zoom, grain);
        foreach (var run in listed.Keys.Except(known.Keys))
            await answers.Add(() => reports.Compare(run, listed[run], null), listed[run].StartTime);
        var isListWhole = answers.MissingAt(now) is null;
        foreach (var run in known.Values)
            await answers.Add(() => reports.Compare(run.Uuid, listed.GetValueOrDefault(run.Uuid), run), run.LastFactAt);
        // As long as a run is missing of which the log knows nothing, its lesson is not to be reconciled without it.
        if (isListWhole)
            await reports.MarkCompared();
        return answers;
    }

    IMeetingGrain Grain(long meeting) => _grains.GetGrain<IMeetingGrain>(MeetingKey.Of(meeting));
}
