using System.Globalization;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>Occurrences as people split and joined them, one decision after the other.</summary>
static class NaiveRearrangement
{
    public static List<NaiveOccurrence> Of(NaiveLog log, List<NaiveOccurrence> occurrences)
    {
        foreach (var decision in log.Decisions)
            if (decision is OccurrenceSplit split)
                Split(log, occurrences, split);
            else if (decision is OccurrencesJoined joined)
                Join(log, occurrences, joined);
        return occurrences;
    }

    static void Split(NaiveLog log, List<NaiveOccurrence> occurrences, OccurrenceSplit split)
    {
        var whole = occurrences.SingleOrDefault(one => one.Id == split.OccurrenceId);
        if (whole is not { Lesson: null } || split.Time <= whole.Territory.From || split.Time >= whole.Territory.To)
            return;
        var date = whole.WholeDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var id = NaiveTimetable.Name(log, $"{date}-{NaiveTimetable.Written(split.Time)}");
        if (occurrences.Any(one => one != whole && (one.Id == id || log.IsJoinedInto(one.Id, id))))
            return;
        log.Split(id);
        occurrences.Remove(whole);
        occurrences.AddRange(Part(log, whole, whole.Id, whole.Territory with { To = split.Time }));
        occurrences.AddRange(Part(log, whole, id, whole.Territory with { From = split.Time }));
    }

    /// <summary>A part exists only if there was a run in it.</summary>
    static IEnumerable<NaiveOccurrence> Part(NaiveLog log, NaiveOccurrence whole, string id, Stretch territory)
    {
        var runs = whole.Runs.Where(run => run.Touches(territory)).ToList();
        if (runs.Count > 0)
        {
            var date = log.DateOf(Stretch.Later(territory.From, runs.Min(run => run.Start)));
            yield return whole with { Id = id, Date = date, Territory = territory, Runs = runs };
        }
    }

    static void Join(NaiveLog log, List<NaiveOccurrence> occurrences, OccurrencesJoined joined)
    {
        var kept = occurrences.SingleOrDefault(one => one.Id == joined.OccurrenceId);
        var taken = occurrences.SingleOrDefault(one => one.Id == joined.With);
        if (kept is null || taken is null || kept == taken || kept.Lesson is null != taken.Lesson is null)
            return;
        occurrences.Remove(kept);
        occurrences.Remove(taken);
        occurrences.Add(kept with
        {
            Runs = [.. kept.Runs.Union(taken.Runs)],
            Territory = kept.Lesson is null && kept.Territory.From < taken.Territory.To
                ? new Stretch(kept.Territory.From, taken.Territory.To) : Around(kept.Territory, taken.Territory),
            Lesson = kept.Lesson is { } lesson ? Around(lesson, taken.Lesson!.Value) : null,
        });
        log.Join(kept.Id, taken.Id);
    }

    static Stretch Around(Stretch one, Stretch other) =>
        new(Stretch.Earlier(one.From, other.From), Stretch.Later(one.To, other.To));
}
