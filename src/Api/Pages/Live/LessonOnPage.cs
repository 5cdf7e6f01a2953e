using ZoomOrleans.Api.Pages.Marks;

namespace ZoomOrleans.Api.Pages.Live;

/// <param name="TaughtClass">The class, where the reader may open check-ins for it: its teacher, an admin.</param>
public sealed record MeetingOnPage(
    Guid Id, string Title, string? ClassName, DateTimeOffset Start, string Status, Guid? TaughtClass);

/// <summary>One of the meeting's lessons, to choose from.</summary>
public sealed record LessonToChoose(string Id, DateTimeOffset Start, OccurrenceStatus Status);

/// <summary>A guest whom somebody said to be a student, and what undoes it.</summary>
public sealed record MatchOnPage(Guid Id, string Guest, string Student);

/// <summary>A student's row, shown or not.</summary>
public sealed record RollRow(LiveStudent Student, Standing Standing, bool IsShown);

/// <summary>One lesson, as its page shows it to one reader.</summary>
public sealed record LessonOnPage
{
    readonly Lazy<Axis> _axis;

    public LessonOnPage() => _axis = new(() => Axis.Of(View!));

    public required PageUser User { get; init; }

    public required MeetingOnPage Meeting { get; init; }

    public required LiveView View { get; init; }

    public required RollChoice Choice { get; init; }

    /// <summary>The school's: all times of the page are its.</summary>
    public required string Zone { get; init; }

    /// <summary>By their start, the latest first.</summary>
    public required IReadOnlyList<LessonToChoose> Lessons { get; init; }

    /// <summary>That hold for this lesson.</summary>
    public required IReadOnlyList<MatchOnPage> Matches { get; init; }

    /// <summary>What was decided just now.</summary>
    public MarkDecision? Done { get; init; }

    /// <summary>
    /// Who sees everybody decides, as <see cref="Attendance.DecisionMaker"/> has it: host, class's teacher, admin.
    /// </summary>
    public bool MayDecide => View.Counts is not null;

    public bool HasEnded => View.Status == OccurrenceStatus.Ended;

    public bool IsUnderWay => View.Status == OccurrenceStatus.Started;

    public bool IsCancelled => View.Status == OccurrenceStatus.Cancelled
        || View.OccurrenceId is null && Meeting.Status == "cancelled";

    public bool IsTaken => View.Status != OccurrenceStatus.Void && !IsCancelled;

    public DecidableLesson Decidable => new(View.Status, View.AttendanceState, Count(Show.Undecided), View.FactsDeleted);

    /// <summary>What the reader may decide about the lesson as a whole.</summary>
    public IEnumerable<LessonDecision> Decisions =>
        MayDecide && View.OccurrenceId is not null ? LessonDecision.Of(Decidable, User.IsAdmin) : [];

    public bool HasRecords => View.AttendanceState is not (AttendanceState.None or AttendanceState.Live);

    /// <summary>
    /// What all that the page says of the lesson besides its rows follows from: when it is no longer so, the script has the page
    /// say it anew. In the script's form, times in milliseconds (live.js).
    /// </summary>
    public string Stands => string.Join(' ',
        EnumText.Of(View.Status), EnumText.Of(View.AttendanceState), View.Degraded ? "true" : "false",
        View.Start?.ToUnixTimeMilliseconds(), View.End?.ToUnixTimeMilliseconds(), Count(Show.Undecided),
        IsEmpty ? "true" : "false");

    /// <summary>Whether nobody has been in it.</summary>
    public bool IsEmpty => View.Guests.IsEmpty && View.Students.All(student => student.Stays == 0);

    public Axis Axis => _axis.Value;

    public string Api => $"/api/zoom/meetings/{Meeting.Id}";

    public IEnumerable<RollRow> Rows =>
        from student in Choice.Sorted(View.Students, HasEnded)
        select new RollRow(student, StandingOf(student), Choice.Shows(student, HasEnded));

    public Standing StandingOf(LiveStudent student) => Standings.Of(student, HasEnded);

    /// <summary>How many a counter counts. What is counted is what its link shows.</summary>
    public int Count(Show show) => show switch
    {
        Show.Guests => View.Guests.Length,
        _ => View.Students.Count(student => (new RollChoice { Show = show }).Shows(student, HasEnded)),
    };
}
