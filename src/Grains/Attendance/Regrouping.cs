using static ZoomOrleans.Attendance.Moments;

namespace ZoomOrleans.Attendance;

/// <summary>An occurrence in the making.</summary>
sealed record Draft
{
    /// <summary>Its own id first, then those of the neighbours that it took in.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    public string Id => Ids[0];

    /// <summary>Null for an unscheduled occurrence.</summary>
    public Lesson? Lesson { get; init; }

    public required Interval Territory { get; init; }

    /// <summary>The local date of its start.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Unscheduled: the local date on which its runs started; the parts of one that was split share it.</summary>
    public DateOnly RunDate { get; init; }

    public List<Run> Runs { get; init; } = [];
}

/// <summary>Occurrences that people split or joined (rules, section 2).</summary>
sealed class Regrouping(long meeting, TimeZoneInfo zone, DateTimeOffset now)
{
    /// <param name="drafts">As the schedule and the runs make them.</param>
    /// <param name="decisions">What people made of them.</param>
    public List<Draft> Apply(IEnumerable<Draft> drafts, Decisions decisions)
    {
        var all = drafts.ToList();
        foreach (var decision in decisions.Regroupings)
        {
            if (decision is OccurrenceSplit split)
                Split(all, split);
            else if (decision is OccurrencesJoined joined)
                Join(all, joined);
        }
        return all;
    }

    public static bool CanBeSplit(Lesson? lesson, Interval territory, DateTimeOffset time) =>
        lesson is null && territory.Start < time && time < territory.End;

    /// <summary>Time that is divided by lessons cannot be joined with time that is not.</summary>
    public static bool CanBeJoined(Lesson? one, Lesson? other) => (one is null) == (other is null);

    void Split(List<Draft> all, OccurrenceSplit split)
    {
        var index = all.FindIndex(draft => draft.Id == split.OccurrenceId);
        if (index < 0 || !CanBeSplit(all[index].Lesson, all[index].Territory, split.Time))
            return;
        var whole = all[index];
        var later = Occurrence.IdOf(meeting, whole.RunDate, split.Time);
        // One that was split off there before, and is not part of this one any more.
        if (all.Exists(draft => draft != whole && draft.Ids.Contains(later)))
            return;
        all.RemoveAt(index);
        Draft?[] parts =
        [
            Part(whole, [.. whole.Ids.Where(id => id != later)], new Interval(whole.Territory.Start, split.Time)),
            Part(whole, [later], new Interval(split.Time, whole.Territory.End)),
        ];
        all.AddRange(parts.OfType<Draft>());
    }

    /// <summary>Null where nothing took place.</summary>
    Draft? Part(Draft whole, IReadOnlyList<string> ids, Interval territory)
    {
        var runs = whole.Runs.Where(run => run.Touches(territory, now)).ToList();
        return runs.Count == 0 ? null : whole with
        {
            Ids = ids,
            Territory = territory,
            Date = Occurrences.LocalDate(Later(runs.Min(run => run.Start), territory.Start), zone),
            Runs = runs,
        };
    }

    static void Join(List<Draft> all, OccurrencesJoined joined)
    {
        var first = all.FindIndex(draft => draft.Id == joined.OccurrenceId);
        var second = all.FindIndex(draft => draft.Id == joined.With);
        if (first < 0 || second < 0 || first == second || !CanBeJoined(all[first].Lesson, all[second].Lesson))
            return;
        var (one, other) = (all[first], all[second]);
        all[first] = one with
        {
            Ids = [.. one.Ids, .. other.Ids],
            Lesson = Hull(one.Lesson, other.Lesson),
            // Of days that were split: what lies before the first and after the second may be another part's.
            Territory = one.Lesson is null && one.Territory.Start < other.Territory.End
                ? new Interval(one.Territory.Start, other.Territory.End) : one.Territory.Hull(other.Territory),
            Runs = [.. one.Runs.Concat(other.Runs).DistinctBy(run => run.Uuid)
                .OrderBy(run => run.Start).ThenBy(run => run.Uuid, StringComparer.Ordinal)],
        };
        all.RemoveAt(second);
    }

    static Lesson? Hull(Lesson? one, Lesson? other)
    {
        if (one is null || other is null)
            return null;
        var start = Earlier(one.Start, other.Start);
        return new Lesson(start, (int)(Later(one.End, other.End) - start).TotalMinutes);
    }
}
