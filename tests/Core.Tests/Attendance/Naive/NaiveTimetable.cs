using System.Globalization;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>All occurrences of a meeting (rules, section 2).</summary>
static class NaiveTimetable
{
    static readonly TimeSpan Before = TimeSpan.FromMinutes(30);
    static readonly TimeSpan After = TimeSpan.FromMinutes(120);

    public static List<NaiveOccurrence> Of(NaiveLog log)
    {
        var schedules = log.Context.Schedules.OrderBy(schedule => schedule.From).ToList();
        var occurrences = schedules.SelectMany((_, i) => Scheduled(log, schedules, i))
            .GroupBy(one => one.Id).Select(same => Same([.. same])).ToList();
        var elsewhere = log.Runs.Where(run => Touched(InForce(schedules, run.Start), run).Count == 0);
        occurrences.AddRange(elsewhere.GroupBy(run => log.DateOf(run.Start)).Select(runs =>
            new NaiveOccurrence(Name(log, $"{runs.Key:yyyyMMdd}"), runs.Key, null, Stretch.Always, [.. runs])));
        return occurrences;
    }

    /// <summary>Lessons with a run that started under this schedule, and those that stand without one.</summary>
    static IEnumerable<NaiveOccurrence> Scheduled(NaiveLog log, List<Schedule> schedules, int which)
    {
        var runs = log.Runs.Where(run => InForce(schedules, run.Start) == schedules[which]).ToList();
        foreach (var (lesson, territory) in Territories(schedules[which]))
        {
            var touching = runs.Where(run => run.Touches(territory)).ToList();
            if (touching.Count == 0 && !Stands(territory, schedules, which))
                continue;
            var id = Name(log, Written(lesson.From));
            yield return new NaiveOccurrence(id, log.DateOf(lesson.From), lesson, territory, touching);
        }
    }

    /// <summary>It was over when its schedule was replaced, and was not over when its schedule came into force.</summary>
    static bool Stands(Stretch territory, List<Schedule> schedules, int which) =>
        (which == 0 || territory.To > schedules[which].From)
        && (which + 1 == schedules.Count || territory.To <= schedules[which + 1].From);

    /// <summary>
    /// Two schedules may both have a lesson at one time: of those that a run was in, the later says when it is, and the
    /// time of each is its own.
    /// </summary>
    static NaiveOccurrence Same(List<NaiveOccurrence> same)
    {
        var touched = same.FindAll(one => one.WasTouched);
        return touched is [] ? same[0] : touched[^1] with
        {
            Territory = new Stretch(touched.Min(one => one.Territory.From), touched.Max(one => one.Territory.To)),
            Runs = [.. touched.SelectMany(one => one.Runs)],
        };
    }

    static List<Stretch> Touched(Schedule? schedule, NaiveRun run) => schedule is null
        ? []
        : [.. Territories(schedule).Select(one => one.Territory).Where(run.Touches)];

    static Schedule? InForce(List<Schedule> schedules, DateTimeOffset time) =>
        schedules.LastOrDefault(schedule => schedule.From <= time) ?? schedules.FirstOrDefault();

    static List<(Stretch Lesson, Stretch Territory)> Territories(Schedule schedule)
    {
        var lessons = schedule.Lessons.Select(lesson => new Stretch(lesson.Start, lesson.Start.AddMinutes(lesson.Minutes)))
            .OrderBy(lesson => lesson.From).ToList();
        return [.. lessons.Select((lesson, i) => (lesson, new Stretch(
            i == 0 ? lesson.From - Before : Stretch.Later(lesson.From - Before, Boundary(lessons[i - 1], lesson)),
            i + 1 == lessons.Count ? lesson.To + After : Stretch.Earlier(lesson.To + After, Boundary(lesson, lessons[i + 1])))))];
    }

    static DateTimeOffset Boundary(Stretch first, Stretch second) =>
        Stretch.Earlier(second.From, Stretch.Later(first.To, second.From - Before));

    public static string Name(NaiveLog log, string rest) => string.Create(CultureInfo.InvariantCulture, $"{log.Meeting}-{rest}");

    public static string Written(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
