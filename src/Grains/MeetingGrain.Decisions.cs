using ZoomOrleans.Attendance;

namespace ZoomOrleans;

/// <summary>What people decide about a meeting: entries of its log, as everything that can change an answer.</summary>
public sealed partial class MeetingGrain
{
    DateTimeOffset _decidedAt = DateTimeOffset.MinValue;

    public async Task<Verdict> Decide(Decision decision)
    {
        await KnowContext();
        var occurrences = OccurrencesAt(Now, _context!);
        if (!_fold.Knows(decision))
        {
            decision = DecisionRules.InOrderOfTime(decision, occurrences);
            if (DecisionRules.Check(decision, occurrences, _context!, _fold.Decisions) is not Verdict.Accepted and var refused)
                return refused;
            await Append(decision with { At = NextDecisionAt() });
        }
        await Derive();
        return Verdict.Accepted;
    }

    public async Task<Verdict> Match(GuestMatch match)
    {
        await KnowContext();
        if (_fold.Decisions.InOrder.FirstOrDefault(one => one.Id == match.Id) is { } known)
            return await Decide(known);
        var now = Now;
        var occurrence = OccurrencesAt(now, _context!).FirstOrDefault(one => one.GoesBy(match.OccurrenceId));
        if (occurrence is null)
            return Verdict.NoSuchOccurrence;
        var attendance = AttendanceRules.Of(_meeting, occurrence, _fold, _context!, now);
        return GuestMatching.Of(match, attendance, now, out var matched) is not Verdict.Accepted and var refused
            ? refused : await Decide(matched!);
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
