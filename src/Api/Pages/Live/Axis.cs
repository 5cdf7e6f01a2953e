using System.Globalization;

namespace ZoomOrleans.Api.Pages.Live;

/// <summary>
/// The time on which stays are drawn, a second being one unit: the lesson's, and longer where somebody was in longer.
/// </summary>
/// <remarks>The page's script draws the same (live/lesson.js).</remarks>
public sealed record Axis(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>A lesson that goes on after its end is drawn on this much more at a time.</summary>
    static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public long Length => (long)(End - Start).TotalSeconds;

    public static Axis Of(LiveView view)
    {
        var start = view.Students.Select(student => student.FirstJoin).Append(view.Start).Min() ?? view.AsOf;
        var latest = view.Status == OccurrenceStatus.Started
            ? view.AsOf : view.Students.Select(student => student.LastLeave).Max() ?? start;
        if (view.End is { } end && end > start && end >= latest)
            return new Axis(start, end);
        var steps = Math.Max(1, Math.Ceiling((latest - start) / Step));
        return new Axis(start, start + steps * Step);
    }

    /// <summary>The path of the times in which the student was in.</summary>
    public string Stays(LiveStudent student, DateTimeOffset now) => string.Concat(
        from stay in student.Intervals
        where stay.Join is not null
        let begun = At(stay.Join!.Value)
        select string.Create(CultureInfo.InvariantCulture, $"M{begun} 0H{At(stay.Leave ?? now)}V10H{begun}Z"));

    /// <summary>The path of where the student became present, or will if they stay; empty where neither is known.</summary>
    public string Threshold(LiveStudent student, LiveView view) =>
        student.PresentAt is { } reached ? Line(reached)
        : student.InNow ? Line(view.AsOf.AddSeconds(view.PresentAfterSeconds - student.Seconds))
        : "";

    string Line(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"M{At(at)} 0V10");

    long At(DateTimeOffset time) => (long)(time - Start).TotalSeconds;
}
