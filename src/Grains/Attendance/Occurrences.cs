using static ZoomOrleans.Attendance.Moments;

namespace ZoomOrleans.Attendance;

/// <summary>Which lessons a meeting had and has, and which runs belong to each (rules, section 2).</summary>
public static class Occurrences
{
    /// <summary>All occurrences by the start of their time.</summary>
    /// <param name="meeting">Zoom's number of the meeting.</param>
    public static IReadOnlyList<Occurrence> Of(
        long meeting, IReadOnlyList<Run> runs, MeetingContext context, Decisions decisions, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(context.TimeZone);
        var drafts = Drafts(meeting, runs, context, zone, now);
        return [.. new Regrouping(meeting, zone, now).Apply(drafts, decisions)
            .Select(draft => new Occurrence(draft, decisions.About(draft.Ids), now, context.IsCancelled))
            .OrderBy(occurrence => occurrence.Planned.Start).ThenBy(occurrence => occurrence.Id, StringComparer.Ordinal)];
    }

    /// <summary>As the schedule and the runs make them, before anybody decided otherwise.</summary>
    static IEnumerable<Draft> Drafts(
        long meeting, IReadOnlyList<Run> runs, MeetingContext context, TimeZoneInfo zone, DateTimeOffset now)
    {
        var timetables = context.Schedules.Select(one => (one.From, Lessons: Timetable.Of(one))).ToList();
        var drafts = new Dictionary<string, Draft>();
        foreach (var run in runs)
        {
            var touched = LessonsInForce(timetables, run.Start).Where(one => run.Touches(one.Territory, now)).ToList();
            foreach (var (lesson, territory) in touched)
                Extended(lesson, territory).Runs.Add(run);
            if (touched.Count == 0)
                Find(Unscheduled(LocalDate(run.Start, zone))).Runs.Add(run);
        }
        foreach (var (lesson, territory) in LessonsThatStand(timetables))
            Find(Scheduled(lesson, territory));
        return drafts.Values;

        // Rescheduled under the same start while it lasted: what either schedule gives it is its own, and the later one says
        // when it is.
        Draft Extended(Lesson lesson, Interval territory)
        {
            var draft = Find(Scheduled(lesson, territory));
            return drafts[draft.Id] = draft with { Lesson = lesson, Territory = draft.Territory.Hull(territory) };
        }

        Draft Find(Draft draft) => drafts.TryAdd(draft.Id, draft) ? draft : drafts[draft.Id];

        Draft Scheduled(Lesson lesson, Interval territory) => new()
        {
            Ids = [Occurrence.IdOf(meeting, lesson)],
            Lesson = lesson,
            Territory = territory,
            Date = LocalDate(lesson.Start, zone),
        };

        Draft Unscheduled(DateOnly date) => new()
        {
            Ids = [Occurrence.IdOf(meeting, date)],
            Territory = Interval.Always,
            Date = date,
            RunDate = date,
        };
    }

    /// <summary>
    /// The one with this id; without an id the one under way, else the latest that has begun, else the next.
    /// </summary>
    public static Occurrence? Choose(IReadOnlyList<Occurrence> occurrences, string? id, DateTimeOffset now) =>
        id is not null ? occurrences.FirstOrDefault(occurrence => occurrence.Id == id)
        : occurrences.LastOrDefault(occurrence => occurrence.Status == OccurrenceStatus.Started)
            ?? occurrences.LastOrDefault(occurrence => occurrence.Runs.Count > 0 || occurrence.Territory.Start <= now)
            ?? occurrences.FirstOrDefault();

    /// <summary>The next moment at which the clock alone may change something; null where it cannot.</summary>
    public static DateTimeOffset? NextChange(IReadOnlyList<Occurrence> occurrences) =>
        Earlier(occurrences.Min(occurrence => occurrence.NextChange), NeverEnding.Next(occurrences));

    /// <summary>The schedule in force when a run started holds for it; the first one holds for all time before it.</summary>
    static IEnumerable<(Lesson Lesson, Interval Territory)> LessonsInForce(
        List<(DateTimeOffset From, IReadOnlyList<(Lesson, Interval)> Lessons)> timetables, DateTimeOffset start) =>
        timetables.Count == 0 ? []
        : timetables.FindLast(one => one.From <= start).Lessons ?? timetables[0].Lessons;

    /// <summary>Lessons without a run: those over when their schedule was replaced, and those of the last one.</summary>
    static IEnumerable<(Lesson Lesson, Interval Territory)> LessonsThatStand(
        List<(DateTimeOffset From, IReadOnlyList<(Lesson Lesson, Interval Territory)> Lessons)> timetables)
    {
        for (var i = 0; i < timetables.Count; i++)
        {
            var from = i == 0 ? DateTimeOffset.MinValue : timetables[i].From;
            var to = i + 1 < timetables.Count ? timetables[i + 1].From : DateTimeOffset.MaxValue;
            foreach (var one in timetables[i].Lessons)
                if (from < one.Territory.End && one.Territory.End <= to)
                    yield return one;
        }
    }

    internal static DateOnly LocalDate(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
}
