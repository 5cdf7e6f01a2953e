namespace ZoomOrleans.Attendance;

/// <summary>
/// Scheduled lessons divide a meeting's time into territories: each reaches from 30 minutes before its start to 120
/// minutes after its end, or to the boundary with its neighbour (rules, section 2).
/// </summary>
public static class Timetable
{
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan After = TimeSpan.FromMinutes(120);

    /// <summary>Each lesson with its territory, by start.</summary>
    public static IReadOnlyList<(Lesson Lesson, Interval Territory)> Of(Schedule schedule)
    {
        var lessons = schedule.Lessons.OrderBy(lesson => lesson.Start).ToList();
        return [.. lessons.Select((lesson, i) => (lesson, Territory(
            lesson, i > 0 ? lessons[i - 1] : null, i + 1 < lessons.Count ? lessons[i + 1] : null)))];
    }

    static Interval Territory(Lesson lesson, Lesson? previous, Lesson? next)
    {
        var start = previous is null ? lesson.Start - Before : Boundary(previous, lesson);
        var end = lesson.End + After;
        return new Interval(start, next is not null && Boundary(lesson, next) < end ? Boundary(lesson, next) : end);
    }

    /// <summary>The later of the first's end and 30 minutes before the second's start, but never after that start.</summary>
    static DateTimeOffset Boundary(Lesson first, Lesson second)
    {
        var boundary = first.End > second.Start - Before ? first.End : second.Start - Before;
        return boundary < second.Start ? boundary : second.Start;
    }
}
