namespace ZoomOrleans.Attendance;

/// <summary>
/// Who was present, partial or absent: a pure function of a meeting's entries and of "now". The live view and the
/// final attendance are this one function at two moments (rules, sections 7 and 9).
/// </summary>
public static class AttendanceRules
{
    /// <param name="meeting">Zoom's number of the meeting.</param>
    public static IReadOnlyList<OccurrenceAttendance> Of(long meeting, IEnumerable<Entry> entries, DateTimeOffset now)
    {
        var fold = new MeetingFold();
        var seq = 0L;
        foreach (var entry in entries)
            fold.Add(++seq, entry);
        var context = fold.Context ?? MeetingContext.Unknown;
        now = NoEarlierThan(fold.LatestFactAt, now);
        return [.. Occurrences.Of(meeting, fold.Runs, context, fold.Decisions, now)
            .Select(occurrence => Of(meeting, occurrence, fold, context, now))];
    }

    public static DateTimeOffset NoEarlierThan(DateTimeOffset latestFact, DateTimeOffset now) =>
        Moments.Later(now, latestFact);

    /// <summary>As it stands: as it was locked, else as the log and the context have it now.</summary>
    public static OccurrenceAttendance Of(
        long meeting, Occurrence occurrence, MeetingFold fold, MeetingContext context, DateTimeOffset now) =>
        occurrence.Decisions.IsWithoutFacts ? WithoutFacts(occurrence, context)
        : occurrence.Decisions.Lock is { } locked && Locking.Of(meeting, fold, locked) is { } frozen ? frozen
        : Of(occurrence, context, fold.Decisions, now);

    /// <summary>Nobody: who was there, the records alone can tell.</summary>
    static OccurrenceAttendance WithoutFacts(Occurrence occurrence, MeetingContext context) => new()
    {
        Occurrence = occurrence,
        State = AttendanceState.Locked,
        Policy = context.PolicyOn(occurrence.Date),
        Students = [],
        Guests = [],
        Participants = [],
    };

    internal static OccurrenceAttendance Of(
        Occurrence occurrence, MeetingContext context, Decisions decisions, DateTimeOffset now)
    {
        var participants = Participants(occurrence, context, decisions, now);
        var policy = context.PolicyOn(occurrence.Date);
        var isTaken = occurrence.Status is not (OccurrenceStatus.Cancelled or OccurrenceStatus.Void);
        var roster = isTaken ? Roster(occurrence, context) : [];
        var ofUser = participants.Where(one => one.Identity.User is not null).ToLookup(one => one.Identity.User!.Value);
        var students = roster.Select(id => Mark.Of(id, [.. ofUser[id]], occurrence, policy, now)).ToList();
        return Override(Holding.Apply(new OccurrenceAttendance
        {
            Occurrence = occurrence,
            State = StateOf(occurrence, context),
            Policy = policy,
            Students = students,
            Guests = isTaken ? Guests.Of(participants, roster, context, occurrence, now) : [],
            Participants = participants,
        }));
    }

    /// <summary>A person's word stays through every computation, with what was computed beside it.</summary>
    static OccurrenceAttendance Override(OccurrenceAttendance attendance)
    {
        var overrides = attendance.Occurrence.Decisions.Overrides;
        return overrides.IsEmpty ? attendance : attendance with
        {
            Students = [.. attendance.Students.Select(student => overrides.TryGetValue(student.StudentId, out var decided)
                ? student with { Status = decided.Status, Override = decided }
                : student)],
        };
    }

    static AttendanceState StateOf(Occurrence occurrence, MeetingContext context) => occurrence.Status switch
    {
        OccurrenceStatus.Started => AttendanceState.Live,
        OccurrenceStatus.Ended when context.ClassId is not null =>
            occurrence.IsReported ? AttendanceState.Reconciled : AttendanceState.Provisional,
        _ => AttendanceState.None,
    };

    static List<Participant> Participants(
        Occurrence occurrence, MeetingContext context, Decisions decisions, DateTimeOffset now)
    {
        var seen = SeenIn(occurrence, now);
        var matches = Matches.In(occurrence, seen, decisions, now);
        return seen.ConvertAll(one => new Participant(one.Run, one.Connection,
            Identity.Of(one.Connection, matches.Of(one.Connection, occurrence), context), one.Stays));
    }

    static List<Seen> SeenIn(Occurrence occurrence, DateTimeOffset now) =>
        [.. from run in occurrence.Runs
            from connection in run.Connections
            let stays = connection.StaysIn(occurrence.Territory, now)
            where stays.Count > 0
            select new Seen(run, connection, stays)];

    internal static SortedSet<Guid> Roster(Occurrence occurrence, MeetingContext context) =>
        [.. context.Roster.Where(enrolment => enrolment.Meets(occurrence.Planned)).Select(enrolment => enrolment.StudentId)];
}
