using System.Globalization;
using static ZoomOrleans.Attendance.Moments;

namespace ZoomOrleans.Attendance;

/// <summary>One lesson: what attendance is taken for. Scheduled, or unscheduled for a local date.</summary>
public sealed class Occurrence
{
    readonly Draft _draft;
    readonly DateTimeOffset _now;
    readonly bool _isCancelled;

    internal Occurrence(Draft draft, OccurrenceDecisions decisions, DateTimeOffset now, bool isCancelled)
    {
        (_draft, Decisions) = (draft, decisions);
        (_now, _isCancelled) = (now, isCancelled);
    }

    /// <summary>Made of the meeting's number and the scheduled start, or the date: whatever arrived first.</summary>
    public string Id => _draft.Id;

    /// <summary>Null for an unscheduled occurrence.</summary>
    public Lesson? Lesson => _draft.Lesson;

    /// <summary>The presence in this span of time is this occurrence's.</summary>
    public Interval Territory => _draft.Territory;

    /// <summary>The day on which it is filed: that of its start in the meeting's time zone.</summary>
    public DateOnly Date => _draft.Date;

    /// <summary>The runs that touch it, by start.</summary>
    public IReadOnlyList<Run> Runs => _draft.Runs;

    public OccurrenceDecisions Decisions { get; }

    /// <summary>Whether Zoom's participant reports of all its runs were compared, as far as Zoom makes any.</summary>
    public bool IsReported => Runs.Count > 0 && Runs.All(run => run.IsKnownWhole);

    public DateTimeOffset? StartedAt =>
        Runs.Count == 0 ? null : Later(Runs.Min(run => run.Start), Territory.Start);

    /// <summary>
    /// Whether there is attendance of it, or was none though there should have been; not where it stands for good.
    /// </summary>
    public bool IsExplainedByLog => !Decisions.IsWithoutFacts && (Runs.Count > 0 || Status == OccurrenceStatus.Ended);

    /// <summary>Null before the first run and while one is open in the territory.</summary>
    public DateTimeOffset? EndedAt =>
        Runs.Count == 0 || HasOpenRun ? null : Earlier(Runs.Max(run => run.End ?? Territory.End), Territory.End);

    public OccurrenceStatus Status =>
        Decisions.IsVoid ? OccurrenceStatus.Void
        : _isCancelled && Runs.Count == 0 && !Decisions.IsDegraded ? OccurrenceStatus.Cancelled
        : HasOpenRun ? OccurrenceStatus.Started
        : _now >= Territory.End || (Runs.Count > 0 && _now >= (Lesson?.Start ?? _now)) ? OccurrenceStatus.Ended
        : OccurrenceStatus.Scheduled;

    /// <summary>The next moment at which the clock alone changes the status; null where it cannot.</summary>
    public DateTimeOffset? NextChange =>
        Status is OccurrenceStatus.Ended or OccurrenceStatus.Cancelled or OccurrenceStatus.Void || Lesson is null ? null
        : Runs.Count > 0 && !HasOpenRun ? Lesson.Start
        // A run that is open already would touch it from then on.
        : _now < Territory.Start ? Territory.Start
        : Territory.End;

    /// <summary>Scheduled: the scheduled time. Unscheduled: from the first run's start to the last one's end, or "now".</summary>
    public Interval Planned => Lesson is { } lesson
        ? new Interval(lesson.Start, lesson.End)
        : new Interval(StartedAt!.Value, Later(StartedAt.Value, EndedAt ?? _now));

    /// <inheritdoc cref="TimeOf"/>
    public Interval LessonTime => TimeOf(Planned, StartedAt, EndedAt);

    /// <summary>From the later of scheduled and actual start to the earlier of scheduled and actual end.</summary>
    public static Interval TimeOf(Interval planned, DateTimeOffset? startedAt, DateTimeOffset? endedAt)
    {
        var start = Later(planned.Start, startedAt ?? planned.Start);
        return new Interval(start, Later(start, Earlier(planned.End, endedAt ?? planned.End)));
    }

    /// <summary>Whether a decision about this id is about this occurrence: its own id, or that of one it took in.</summary>
    public bool GoesBy(string id) => _draft.Ids.Contains(id);

    bool HasOpenRun => _now < Territory.End && Runs.Any(run => run.IsOpen);

    internal static string IdOf(long meeting, Lesson lesson) =>
        string.Create(CultureInfo.InvariantCulture, $"{meeting}-{lesson.Start.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");

    internal static string IdOf(long meeting, DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{meeting}-{date:yyyyMMdd}");

    /// <summary>The later part of an unscheduled occurrence that was split.</summary>
    internal static string IdOf(long meeting, DateOnly date, DateTimeOffset split) =>
        string.Create(CultureInfo.InvariantCulture, $"{IdOf(meeting, date)}-{split.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
}
