using ZoomOrleans.Attendance;

namespace ZoomOrleans;

/// <summary>Lessons that are long past lose the facts behind them.</summary>
public sealed partial class MeetingGrain
{
    public async Task<DeletedFacts> DeleteFacts(DateOnly before, bool dryRun)
    {
        // What was told since an earlier deletion is flagged in the records by then.
        await Derive();
        while (_onTheirWay.Count > 0)
            await Task.WhenAll(_onTheirWay.Values);
        var decided = Deletion.Of(_meeting, _fold, _context!, Now, before);
        var deleted = Deleted(decided);
        if (dryRun)
            return deleted;
        // In one turn with what is said to be deletable: what comes from now on is news.
        var wasToldSince = _fold.ForgetWhatWasToldSinceDeletions();
        _fold.ForgetContextsBefore(deleted.UsedFrom);
        // Whatever goes, it is not the log's last entry: that place would be used again.
        await Task.WhenAll(wasToldSince && decided.Count == 0
            ? [Append(new Rewritten { At = Now })] : decided.Select(one => Append(one with { At = NextDecisionAt() })));
        if (decided.Count > 0)
            await Derive();
        return deleted;
    }

    DeletedFacts Deleted(IReadOnlyList<FactsDeleted> decided)
    {
        var all = _fold.Decisions.Deletions.Concat(decided).ToList();
        return new DeletedFacts
        {
            OccurrenceIds = [.. all.Select(one => one.OccurrenceId)],
            Runs = [.. all.SelectMany(one => one.Runs).Select(run => run.Uuid).Distinct()],
            ThroughSeq = _fold.Seq,
            UsedFrom = Deletion.UsedFrom(_meeting, _fold, _context!, Now, decided),
        };
    }
}
