namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>One lesson (rules, section 2).</summary>
/// <param name="Lesson">The scheduled time; null where there was none.</param>
sealed record NaiveOccurrence(
    string Id, DateOnly Date, Stretch? Lesson, Stretch Territory, IReadOnlyList<NaiveRun> Runs)
{
    /// <summary>Of a part, however often it was split: the date of the whole.</summary>
    public DateOnly WholeDate { get; init; } = Date;

    public bool WasTouched => Runs.Count > 0;

    public bool HasOpenRun(DateTimeOffset now) => now < Territory.To && Runs.Any(run => run.End is null);

    public bool HasEnded(DateTimeOffset now) =>
        now >= Territory.To || (WasTouched && !HasOpenRun(now) && !(now < Lesson?.From));

    public DateTimeOffset? Started =>
        WasTouched ? Stretch.Later(Territory.From, Runs.Min(run => run.Start)) : null;

    /// <summary>When the last run in it was over; null as long as one is not, or if none was.</summary>
    public DateTimeOffset? Ended(DateTimeOffset now) => WasTouched && !HasOpenRun(now)
        ? Stretch.Earlier(Territory.To, Runs.Max(run => run.End ?? now))
        : null;

    /// <summary>The time in which whoever was enrolled gets a record.</summary>
    public Stretch Planned(DateTimeOffset now) => Lesson ?? Took(now);

    /// <summary>The lesson that late and early, and the percentage, are measured by.</summary>
    public Stretch Took(DateTimeOffset now)
    {
        var start = Latest(Lesson?.From, Started);
        var end = Earliest(Lesson?.To, Ended(now)) ?? now;
        return new Stretch(start, Stretch.Later(start, end));
    }

    static DateTimeOffset Latest(params DateTimeOffset?[] times) => times.Max() ?? default;

    static DateTimeOffset? Earliest(params DateTimeOffset?[] times) => times.Where(time => time is not null).Min();
}
