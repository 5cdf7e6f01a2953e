using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>Everybody in one occurrence (rules, sections 5 to 7 and 9).</summary>
sealed class NaiveLesson
{
    readonly NaiveLog _log;
    readonly NaiveOccurrence _occurrence;
    readonly List<(Seen Seen, Who Who)> _people;
    readonly List<Guid> _enrolled;
    readonly List<Decision> _decisions;

    public NaiveLesson(NaiveLog log, NaiveOccurrence occurrence)
    {
        (_log, _occurrence) = (log, occurrence);
        _decisions = [.. log.About(occurrence.Id)];
        var seen = occurrence.Runs.SelectMany(run => SeenIn(run, occurrence.Territory)).ToList();
        var identity = new NaiveIdentity(log, occurrence.Id, seen);
        _people = [.. seen.Select(one => (one, identity.Of(one)))];
        _enrolled = Enrolled();
    }

    public Account Account()
    {
        var account = new Account
        {
            Id = _occurrence.Id,
            Date = _occurrence.Date,
            Status = Status,
            State = AttendanceState.None,
            Started = _occurrence.Started,
            Ended = _occurrence.Ended(_log.Now),
            Lesson = _occurrence.Lesson,
            Counts = new LiveCounts { Enrolled = 0, InNow = 0, Present = 0, Partial = 0, NotJoined = 0, Guests = 0 },
        };
        if (Status == OccurrenceStatus.Void)
            return account;
        var guests = NaiveGuests.Of(_people.Where(one => IsGuest(one.Who.User)));
        var students = _enrolled.Select(Student).ToList();
        var state = State(students, guests.Count);
        return account with
        {
            State = state,
            Students = [.. students.Select(student => Held(student, state))],
            Guests = guests,
            Counts = Counts(students, guests.Count),
        };
    }

    OccurrenceStatus Status =>
        IsVoid ? OccurrenceStatus.Void
        : !_occurrence.WasTouched && _log.Context.IsCancelled && !_decisions.Any(decision => decision is Degraded)
            ? OccurrenceStatus.Cancelled
        : _occurrence.HasEnded(_log.Now) ? OccurrenceStatus.Ended
        : _occurrence.HasOpenRun(_log.Now) ? OccurrenceStatus.Started : OccurrenceStatus.Scheduled;

    bool IsVoid => _decisions.LastOrDefault(decision => decision is Voided or VoidUndone) is Voided;

    bool IsConfirmed => _decisions.Any(decision => decision is Confirmed);

    bool WasCompared => _occurrence.WasTouched && _occurrence.Runs.All(run => run.WasCompared);

    AttendanceState State(List<StudentAccount> students, int guests)
    {
        return Status switch
        {
            OccurrenceStatus.Started => AttendanceState.Live,
            OccurrenceStatus.Ended when _log.Context.ClassId is null => AttendanceState.None,
            OccurrenceStatus.Ended when WasCompared => AttendanceState.Reconciled,
            OccurrenceStatus.Ended when !IsConfirmed && IsDoubtful(students, guests) => AttendanceState.Held,
            OccurrenceStatus.Ended => AttendanceState.Provisional,
            _ => AttendanceState.None,
        };
    }

    bool IsDoubtful(List<StudentAccount> students, int guests)
    {
        var absent = students.Count(student => student.Computed == AttendanceStatus.Absent);
        return !_occurrence.WasTouched || _decisions.Any(decision => decision is Degraded)
            || (students.Count >= 5 && absent * 100 > students.Count * 80 && guests * 2 >= absent)
            || _people.Any(one => one.Seen.Stays.Any(stay => stay.EndIsInferred));
    }

    /// <summary>What is not said yet: who would be absent while all is held, and who only left.</summary>
    StudentAccount Held(StudentAccount student, AttendanceState state)
    {
        var onlyLeft = student is { Computed: AttendanceStatus.Partial } && student.Flags.HasFlag(AttendanceFlags.Incomplete);
        var isHeld = student.Computed == AttendanceStatus.Absent
            ? state == AttendanceState.Held
            : onlyLeft && !IsConfirmed && state is AttendanceState.Held or AttendanceState.Provisional;
        return isHeld && student.Override is null ? student with { Status = null } : student;
    }

    StudentAccount Student(Guid id)
    {
        var theirs = _people.Where(one => one.Who.User == id).ToList();
        var decision = _decisions.LastOrDefault(one => one is Overridden set && set.StudentId == id
            || one is OverrideRemoved removed && removed.StudentId == id);
        var policy = InForce(_log.Context.Policies) ?? InForce(_log.Context.SchoolPolicies) ?? new Policy();
        var mark = new NaiveMark(policy, _occurrence, [.. theirs.SelectMany(one => one.Seen.Stays)], _log.Now);
        var set = (decision as Overridden)?.Status;
        return mark.Account(id) with
        {
            Status = set ?? mark.Status,
            Override = set,
            MatchedBy = theirs.Min(one => one.Who.Rule),
            Flags = mark.Flags
                | (theirs.Any(one => one.Who.IsAmbiguous) ? AttendanceFlags.AmbiguousIdentity : AttendanceFlags.None),
            Connections = theirs.Count(one => one.Seen.Stays.Any(stay => stay.IsOpen)),
        };
    }

    bool IsGuest(Guid? user) => user is not { } known || (!_enrolled.Contains(known) && !_log.Context.Staff.Contains(known));

    List<Guid> Enrolled()
    {
        if (Status == OccurrenceStatus.Cancelled)
            return [];
        var lesson = _occurrence.Planned(_log.Now);
        return [.. _log.Context.Roster
            .Where(one => (one.From <= lesson.From || one.From < lesson.To) && !(one.To <= lesson.From))
            .Select(one => one.StudentId).Distinct()];
    }

    static LiveCounts Counts(List<StudentAccount> students, int guests) => new()
    {
        Enrolled = students.Count,
        InNow = students.Count(student => student.Connections > 0),
        Present = students.Count(student => student.Computed == AttendanceStatus.Present),
        Partial = students.Count(student => student.Computed == AttendanceStatus.Partial),
        NotJoined = students.Count(student => student.Computed == AttendanceStatus.Absent),
        Guests = guests,
    };

    /// <summary>A stay that goes on after the territory is over is not open in it.</summary>
    IEnumerable<Seen> SeenIn(NaiveRun run, Stretch territory) =>
        from stay in run.Stays
        let span = stay.Span.Within(territory)
        where span is not null
        let cut = stay with { Span = span.Value, IsOpen = stay.IsOpen && territory.Holds(_log.Now) }
        group cut by stay.Connection into one
        select new Seen(run.Connections[one.Key], [.. one]);

    Policy? InForce(IEnumerable<Policy> versions) =>
        versions.LastOrDefault(version => version.EffectiveFrom <= _occurrence.Date);
}
