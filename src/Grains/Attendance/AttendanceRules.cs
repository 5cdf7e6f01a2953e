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
        return [.. Occurrences.Of(meeting, fold.Runs, context, now).Select(occurrence => Of(occurrence, context, now))];
    }

    public static DateTimeOffset NoEarlierThan(DateTimeOffset latestFact, DateTimeOffset now) =>
        now > latestFact ? now : latestFact;

    public static OccurrenceAttendance Of(Occurrence occurrence, MeetingContext context, DateTimeOffset now)
    {
        var participants = Participants(occurrence, context, now);
        var policy = context.PolicyOn(occurrence.Date);
        var roster = occurrence.Status == OccurrenceStatus.Cancelled ? [] : Roster(occurrence, context);
        var ofUser = participants.Where(one => one.Identity.User is not null).ToLookup(one => one.Identity.User!.Value);
        var students = roster.Select(id => Mark.Of(id, [.. ofUser[id]], occurrence, policy, now)).ToList();
        var guests = Guests.Of(participants, roster, context, occurrence, now);
        return Holding.Apply(new OccurrenceAttendance
        {
            Occurrence = occurrence,
            State = StateOf(occurrence, context),
            Policy = policy,
            Students = students,
            Guests = guests,
            Participants = participants,
        });
    }

    static AttendanceState StateOf(Occurrence occurrence, MeetingContext context) => occurrence.Status switch
    {
        OccurrenceStatus.Started => AttendanceState.Live,
        OccurrenceStatus.Ended when context.ClassId is not null => AttendanceState.Provisional,
        _ => AttendanceState.None,
    };

    static List<Participant> Participants(Occurrence occurrence, MeetingContext context, DateTimeOffset now) =>
        [.. from run in occurrence.Runs
            from connection in run.Connections
            let stays = connection.StaysIn(occurrence.Territory, now)
            where stays.Count > 0
            select new Participant(run, connection, Identity.Of(connection, context), stays)];

    static SortedSet<Guid> Roster(Occurrence occurrence, MeetingContext context) =>
        [.. context.Roster.Where(enrolment => enrolment.Meets(occurrence.Planned)).Select(enrolment => enrolment.StudentId)];
}
