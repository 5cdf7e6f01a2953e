namespace ZoomOrleans.Attendance;

/// <summary>
/// Locked attendance (rules, section 7): it stands as the log had it at the lock. What arrives later changes nothing, but
/// whoever it would have been another mark for is flagged.
/// </summary>
public static class Locking
{
    /// <summary>
    /// When it is to be locked: so many days after its end, or after it was confirmed or unlocked; null where it must wait.
    /// </summary>
    public static DateTimeOffset? DueAt(OccurrenceAttendance attendance, int days)
    {
        var isDecided = attendance.State is AttendanceState.Provisional or AttendanceState.Reconciled
            && attendance.Students.All(student => student.Status is not null);
        if (!isDecided)
            return null;
        var occurrence = attendance.Occurrence;
        var ended = occurrence.EndedAt ?? occurrence.Territory.End;
        return Moments.Later(ended, occurrence.Decisions.SettledAt ?? ended).AddDays(days);
    }

    /// <summary>Whether facts of its runs arrived after the lock.</summary>
    public static bool HasNews(MeetingFold fold, Occurrence occurrence) =>
        occurrence.Decisions.Lock is { } locked && occurrence.Runs.Any(run => fold.LastSeqOf(run) > fold.SeqOf(locked));

    /// <param name="meeting">Zoom's number of the meeting.</param>
    /// <param name="fold">Its whole log.</param>
    /// <param name="locked">The lock that holds.</param>
    /// <returns>Null where the log before the lock does not have it: it was written by another version of the program.</returns>
    public static OccurrenceAttendance? Of(long meeting, MeetingFold fold, Locked locked)
    {
        var then = fold.At(fold.SeqOf(locked));
        if (At(meeting, then.Runs, then, locked, AttendanceRules.NoEarlierThan(then.LatestFactAt, locked.At)) is not { } frozen)
            return null;
        var later = At(meeting, fold.Runs, then, locked, AttendanceRules.NoEarlierThan(fold.LatestFactAt, locked.At));
        var marks = later?.Students.ToDictionary(student => student.StudentId) ?? [];
        return frozen with
        {
            State = AttendanceState.Locked,
            Students = [.. frozen.Students.Select(student => IsSame(student, marks.GetValueOrDefault(student.StudentId))
                ? student
                : student with { Flags = student.Flags | AttendanceFlags.LateAfterLock })],
        };
    }

    /// <summary>What the runs amount to by the context and the decisions of <paramref name="then"/>.</summary>
    static OccurrenceAttendance? At(long meeting, IReadOnlyList<Run> runs, LogMoment then, Locked locked, DateTimeOffset now) =>
        Occurrences.Of(meeting, runs, then.Context, then.Decisions, now)
            .FirstOrDefault(occurrence => occurrence.GoesBy(locked.OccurrenceId)) is { } occurrence
            ? AttendanceRules.Of(occurrence, then.Context, then.Decisions, now)
            : null;

    static bool IsSame(StudentAttendance one, StudentAttendance? other) =>
        other is not null
        && (one.ComputedStatus, one.Seconds, one.Late, one.LeftEarly)
            == (other.ComputedStatus, other.Seconds, other.Late, other.LeftEarly)
        && Times(one).SequenceEqual(Times(other));

    static IEnumerable<(DateTimeOffset?, DateTimeOffset)> Times(StudentAttendance student) =>
        student.Presence.Intervals.Select(interval => (interval.Join, interval.Leave));
}
