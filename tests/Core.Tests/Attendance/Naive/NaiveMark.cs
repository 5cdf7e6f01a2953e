using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>What the policy makes of one student's stays (rules, section 6).</summary>
sealed class NaiveMark
{
    readonly Policy _policy;
    readonly IReadOnlyList<NaiveStay> _stays;
    readonly Stretch _lesson;

    /// <summary>The stays of which it is known when they began; and what of them lies in the policy's window.</summary>
    readonly List<Stretch> _known, _inWindow;

    readonly long _seconds;

    public NaiveMark(Policy policy, NaiveOccurrence occurrence, IReadOnlyList<NaiveStay> stays, DateTimeOffset now)
    {
        (_policy, _stays, _lesson) = (policy, stays, occurrence.Took(now));
        _known = [.. stays.Where(stay => !stay.HasNoJoin).Select(stay => stay.Span)];
        var window = policy.Window == PolicyWindow.Scheduled ? occurrence.Lesson ?? Stretch.Always : Stretch.Always;
        _inWindow = [.. _known.Where(IsSomething).Select(one => one.Within(window)).OfType<Stretch>()];
        _seconds = Union.Seconds(_inWindow);
    }

    public AttendanceStatus Status =>
        _stays.Count == 0 ? AttendanceStatus.Absent
        : _seconds > 0 && ReachedThreshold ? AttendanceStatus.Present : AttendanceStatus.Partial;

    public AttendanceFlags Flags =>
        (_stays.Any(stay => stay.IsOpen) ? AttendanceFlags.Open : AttendanceFlags.None)
        | (_stays.Any(stay => stay.HasNoJoin) ? AttendanceFlags.Incomplete : AttendanceFlags.None)
        | (_known.Count > 0 && _inWindow.Count == 0 ? AttendanceFlags.OutsideWindow : AttendanceFlags.None)
        | (_stays.Any(stay => stay.EndIsInferred) ? AttendanceFlags.InferredEnd : AttendanceFlags.None);

    public StudentAccount Account(Guid student) => new()
    {
        Id = student,
        Status = Status,
        Computed = Status,
        Seconds = _seconds,
        Late = _known.Count > 0 && _policy.LateAfterMinutes is { } minutes
            && _known.Min(one => one.From) > _lesson.From.AddMinutes(minutes),
        LeftEarly = _known.Count > 0 && _policy.LeftEarlyMinutes is { } early && !_stays.Any(stay => stay.IsOpen)
            && _stays.Max(stay => stay.Span.To) < _lesson.To.AddMinutes(-early),
        Stays = _stays.Count,
        Intervals = Intervals(),
    };

    bool ReachedThreshold => _policy.PresentAfterPercent is { } percent && _lesson.To > _lesson.From
        ? _seconds * TimeSpan.TicksPerSecond * 100 >= percent * (_lesson.To - _lesson.From).Ticks
        : _seconds >= _policy.PresentAfterMinutes * 60;

    /// <summary>A stay of no length at the edge of another, or within it, is a part of that one.</summary>
    bool IsSomething(Stretch one) =>
        one.From < one.To || !_known.Any(other => other.From < other.To && other.From <= one.From && one.To <= other.To);

    List<(DateTimeOffset? Join, DateTimeOffset Leave)> Intervals() =>
    [
        .. _stays.Where(stay => stay.HasNoJoin).Select(stay => stay.Span.To).Distinct().Order()
            .Select(leave => ((DateTimeOffset?)null, leave)),
        .. Union.Of(_known).Select(one => ((DateTimeOffset?)one.From, one.To)),
    ];
}
