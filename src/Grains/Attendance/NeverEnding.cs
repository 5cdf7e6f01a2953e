namespace ZoomOrleans.Attendance;

/// <summary>Runs whose end Zoom never reported (rules, section 8).</summary>
public static class NeverEnding
{
    /// <summary>So long must a run have been silent, and its scheduled end be past.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(2);

    /// <summary>So long where there is no scheduled end.</summary>
    public static readonly TimeSpan UnscheduledSilence = TimeSpan.FromHours(6);

    /// <summary>The ends to assume at <paramref name="now"/>, each at the run's latest fact.</summary>
    public static IReadOnlyList<Fact> Ends(IReadOnlyList<Occurrence> occurrences, DateTimeOffset now) =>
        [.. from due in DueTimes(occurrences)
            where due.At <= now
            select new Fact
            {
                Kind = FactKind.EndInferred,
                Run = due.Run.Uuid,
                At = due.Run.LastFactAt,
                Source = FactSource.Inferred,
            }];

    /// <summary>When the first of the open runs would be given an end, if it stays silent.</summary>
    public static DateTimeOffset? Next(IReadOnlyList<Occurrence> occurrences) =>
        DueTimes(occurrences).Min(due => (DateTimeOffset?)due.At);

    static IEnumerable<(Run Run, DateTimeOffset At)> DueTimes(IReadOnlyList<Occurrence> occurrences) =>
        from occurrence in occurrences
        from run in occurrence.Runs
        where run.IsOpen
        group occurrence by run into lessons
        let silent = lessons.Key.LastFactAt
        let scheduledEnd = lessons.Max(occurrence => occurrence.Lesson?.End)
        select (lessons.Key, scheduledEnd is not { } end ? silent + UnscheduledSilence
            : silent > end ? silent + Silence : end + Silence);
}
