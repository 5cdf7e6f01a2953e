namespace ZoomOrleans.Attendance;

/// <summary>
/// Which locked lessons may lose their facts (rules, section 10). It can never be undone, so it is done only where every
/// other lesson is the same without them.
/// </summary>
public static class Deletion
{
    /// <summary>One decision for each lesson that loses its facts; not for those that have lost them already.</summary>
    /// <param name="meeting">Zoom's number of the meeting.</param>
    /// <param name="fold">Its whole log.</param>
    /// <param name="context">What its school's tables say.</param>
    /// <param name="now">The present.</param>
    /// <param name="before">Of lessons of earlier days than this.</param>
    public static IReadOnlyList<FactsDeleted> Of(
        long meeting, MeetingFold fold, MeetingContext context, DateTimeOffset now, DateOnly before)
    {
        // Which lessons there are, and not who was there: nothing that is locked has to be computed for it.
        var locked = fold.Decisions.Locks.Select(one => one.OccurrenceId).ToHashSet();
        var attendance = MeetingAttendance.Of(meeting, fold, context, now, locked);
        var all = attendance.Occurrences.Concat(attendance.LockedUnderOtherIds.Select(one => one.Occurrence)).ToList();
        // As they are now: since the lock, a run may have begun to last again.
        var runs = fold.Runs.ToDictionary(run => run.Uuid);
        var chosen = all.Where(one =>
            one.Date < before && IsLocked(one, fold) && one.Runs.All(run => !runs[run.Uuid].IsOpen)).ToList();
        KeepWholeRuns(chosen, all, fold);
        var outlines = chosen.SelectMany(one => one.Runs).DistinctBy(run => run.Uuid)
            .ToDictionary(run => run.Uuid, run => runs[run.Uuid].Outline(fold.FirstSeqOf(run))!);
        return !LeavesAllElse(meeting, fold, context, attendance.AsOf, chosen, outlines) ? []
            : [.. chosen.Select(one => new FactsDeleted
            {
                Id = Guid.NewGuid(),
                OccurrenceId = one.Id,
                Runs = [.. one.Runs.Select(run => outlines[run.Uuid])],
            })];
    }

    /// <summary>
    /// Before which place of the log contexts and notices explain nothing any more, once these lessons have lost their facts:
    /// they are older than whatever is left to explain. Never behind the decisions that lessons lose them.
    /// </summary>
    public static long UsedFrom(
        long meeting, MeetingFold fold, MeetingContext context, DateTimeOffset now, IReadOnlyList<FactsDeleted> decided)
    {
        var gone = fold.Decisions.Deletions.Concat(decided).Select(one => one.OccurrenceId).ToHashSet();
        var locks = fold.Decisions.Locks.Where(locked => !gone.Contains(locked.OccurrenceId)).ToList();
        var isAnyLeft = MeetingAttendance.Of(meeting, fold, context, now, locks.Select(one => one.OccurrenceId).ToHashSet())
            .Occurrences.Any(one => one.IsExplainedByLog && !gone.Contains(one.Id));
        return locks.Count > 0 || isAnyLeft ? locks.Select(fold.SeqOf).Append(fold.Seq).Min(fold.ContextFor)
            : decided.Count > 0 ? fold.Seq + 1
            : fold.Decisions.Deletions.Select(fold.SeqOf).DefaultIfEmpty().Max();
    }

    /// <summary>Lessons whose facts are deleted and of which something was told since.</summary>
    public static IEnumerable<LateNews> News(MeetingFold fold, MeetingContext context) =>
        from deleted in fold.Decisions.Deletions
        let told = deleted.Runs.Select(run => fold.ToldSinceDeletionOf(run.Uuid)).OfType<Run>().ToList()
        where told.Count > 0
        select new LateNews(
            deleted.OccurrenceId,
            [.. told.SelectMany(run => run.Connections)
                .Select(connection => Identity.Of(connection, [], context).User).OfType<Guid>().Distinct()],
            IsWithoutFacts: true);

    /// <summary>Under the id that its rows have.</summary>
    static bool IsLocked(Occurrence one, MeetingFold fold) =>
        fold.Decisions.About(one.Id) is { Lock: not null, IsWithoutFacts: false };

    /// <summary>A run that serves a lesson which keeps its facts keeps its own, and so do all lessons that it serves.</summary>
    static void KeepWholeRuns(List<Occurrence> chosen, List<Occurrence> all, MeetingFold fold)
    {
        var kept = all.Except(chosen).ToList();
        while (chosen.Find(one => one.Runs.Any(run => kept.Any(other => Has(other, run)))) is { } shared)
        {
            chosen.Remove(shared);
            kept.Add(shared);
        }
    }

    static bool Has(Occurrence one, Run run) => one.Runs.Any(other => other.Uuid == run.Uuid);

    /// <summary>
    /// Which runs each lesson has, now and as each lesson that stays locked was when it was locked. Where nothing was split or
    /// joined each run finds its lessons by itself: the others need not be looked at, of a meeting that is held for years.
    /// </summary>
    static bool LeavesAllElse(
        long meeting, MeetingFold fold, MeetingContext context, DateTimeOffset now, List<Occurrence> chosen,
        Dictionary<string, RunOutline> outlines)
    {
        var staying = fold.Decisions.Locks.Where(locked => !fold.Decisions.About(locked.OccurrenceId).IsWithoutFacts
            && !chosen.Exists(one => one.GoesBy(locked.OccurrenceId)));
        var runs = fold.Decisions.Regroupings.Any() ? fold.Runs : [.. fold.Runs.Where(IsGoing)];
        return IsSame(fold.Runs, context, fold.Decisions, now, _ => true) && staying.All(locked =>
        {
            var then = fold.At(fold.SeqOf(locked));
            if (!fold.Decisions.Regroupings.Any())
                then = then with { Runs = [.. then.Runs.Where(IsGoing)] };
            return IsSame(then.Runs, then.Context, then.Decisions, locked.At, Frozen)
                && IsSame(runs, then.Context, then.Decisions, locked.At, Frozen);

            bool Frozen(Occurrence one) => one.GoesBy(locked.OccurrenceId);
        });

        bool IsSame(
            IReadOnlyList<Run> runs, MeetingContext context, Decisions decisions, DateTimeOffset now,
            Func<Occurrence, bool> concerns)
        {
            var lessons = Lessons(runs).ToList();
            return lessons.Select(InWords).SequenceEqual(Lessons(runs.Select(WithoutFacts)).Select(InWords))
                && !lessons.Exists(one => !chosen.Exists(other => other.GoesBy(one.Id)) && one.Runs.Any(IsGoing));

            IEnumerable<Occurrence> Lessons(IEnumerable<Run> runs) =>
                Occurrences.Of(meeting, [.. runs], context, decisions, now).Where(concerns);
        }

        Run WithoutFacts(Run run) => outlines.TryGetValue(run.Uuid, out var outline) ? Run.Of(outline) : run;
        bool IsGoing(Run run) => outlines.ContainsKey(run.Uuid);
    }

    static string InWords(Occurrence one) =>
        $"{one.Id} {one.Territory.Start:O} {one.Territory.End:O} {string.Join(' ', one.Runs.Select(run => run.Uuid))}";
}
