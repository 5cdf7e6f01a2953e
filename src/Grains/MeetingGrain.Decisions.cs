using ZoomOrleans.Attendance;

namespace ZoomOrleans;

/// <summary>What people decide about a meeting: entries of its log, as everything that can change an answer.</summary>
public sealed partial class MeetingGrain
{
    Task _decided = Task.CompletedTask;
    DateTimeOffset _decidedAt = DateTimeOffset.MinValue;

    public Task<Verdict> Decide(Decision decision) => Decide(decision.Id, _ => (Verdict.Accepted, decision));

    public Task<Verdict> Match(GuestMatch match) => Decide(match.Id, occurrences =>
    {
        if (occurrences.FirstOrDefault(one => one.GoesBy(match.OccurrenceId)) is not { } occurrence)
            return (Verdict.NoSuchOccurrence, null);
        var attendance = AttendanceRules.Of(_meeting, occurrence, _fold, _context!, Now);
        return (GuestMatching.Of(match, attendance, Now, out var matched), matched);
    });

    /// <summary>One at a time: the next is checked against what the one before has changed.</summary>
    async Task<Verdict> Decide(Guid id, Func<IReadOnlyList<Occurrence>, (Verdict Verdict, Decision? Decision)> wanted)
    {
        await KnowContext();
        var (before, mine) = (_decided, new TaskCompletionSource());
        _decided = mine.Task;
        try
        {
            await before;
            await _locks;
            if (!_fold.Decisions.InOrder.Any(one => one.Id == id) && await Log(wanted) is not Verdict.Accepted and var refused)
                return refused;
        }
        finally
        {
            mine.SetResult();
        }
        await Derive();
        return Verdict.Accepted;
    }

    async Task<Verdict> Log(Func<IReadOnlyList<Occurrence>, (Verdict, Decision?)> wanted)
    {
        var occurrences = OccurrencesAt(Now, _context!);
        var (verdict, decision) = wanted(occurrences);
        if (verdict != Verdict.Accepted)
            return verdict;
        decision = DecisionRules.AsTheyStand(decision!, occurrences, _fold.Decisions);
        verdict = DecisionRules.Check(decision, occurrences, _context!, _fold.Decisions);
        if (verdict == Verdict.Accepted && !DecisionRules.IsSo(decision, occurrences))
            await Append(decision with { At = NextDecisionAt() });
        return verdict;
    }

    public async Task<IReadOnlyList<Matched>> Matches()
    {
        await KnowContext();
        return [.. _fold.Decisions.Matches];
    }

    /// <summary>Decisions hold in the order of their times, so no two of a meeting may share one.</summary>
    DateTimeOffset NextDecisionAt()
    {
        if (_fold.Decisions.Latest is { } latest && latest.At > _decidedAt)
            _decidedAt = latest.At;
        var now = _clock.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        return _decidedAt = now > _decidedAt ? now : _decidedAt.AddMilliseconds(1);
    }
}
