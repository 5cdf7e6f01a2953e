namespace ZoomOrleans.Attendance;

/// <summary>What the policy makes of one student's stays (rules, sections 5 and 6).</summary>
static class Mark
{
    public static StudentAttendance Of(
        Guid student, IReadOnlyList<Participant> connections, Occurrence occurrence, Policy policy, DateTimeOffset now)
    {
        var stays = connections.SelectMany(connection => connection.Stays).ToList();
        var presence = Presence.Of(stays, occurrence.Territory, now);
        var window = Window(occurrence, policy);
        var seconds = presence.SecondsWithin(window);
        var open = Open(connections, occurrence, now);
        var status = stays.Count == 0 ? AttendanceStatus.Absent
            : policy.IsPresent(seconds, occurrence.LessonTime) ? AttendanceStatus.Present
            : AttendanceStatus.Partial;
        return new StudentAttendance
        {
            StudentId = student,
            ComputedStatus = status,
            Status = status,
            Seconds = seconds,
            PresentAt = presence.ReachedAt(policy.PresentAfterSeconds(occurrence.LessonTime), window),
            Late = IsLate(presence, occurrence, policy),
            LeftEarly = open == 0 && HasLeftEarly(presence, occurrence, policy),
            Flags = Flags(connections, stays, open) | OutsideWindow(presence, window),
            MatchedBy = connections.Min(connection => connection.Identity.MatchedBy),
            Presence = presence,
            Stays = stays.Count,
            OpenConnections = open,
        };
    }

    /// <summary>How many of the connections are in at <paramref name="now"/>.</summary>
    public static int Open(IEnumerable<Participant> connections, Occurrence occurrence, DateTimeOffset now) =>
        occurrence.Territory.Contains(now) ? connections.Count(connection => connection.Stays.Any(stay => stay.IsOpen)) : 0;

    /// <summary>The whole territory; the scheduled time where the policy says so and there is one.</summary>
    public static Interval Window(Occurrence occurrence, Policy policy) =>
        policy.Window == PolicyWindow.Scheduled && occurrence.Lesson is { } lesson
            ? new Interval(lesson.Start, lesson.End) : occurrence.Territory;

    static bool IsLate(Presence presence, Occurrence occurrence, Policy policy) =>
        policy.LateAfterMinutes is { } minutes && presence.FirstJoin > occurrence.LessonTime.Start.AddMinutes(minutes);

    static bool HasLeftEarly(Presence presence, Occurrence occurrence, Policy policy) =>
        policy.LeftEarlyMinutes is { } minutes && presence.FirstJoin is not null
            && presence.LastLeave < occurrence.LessonTime.End.AddMinutes(-minutes);

    static AttendanceFlags OutsideWindow(Presence presence, Interval window) =>
        presence.FirstJoin is not null && !presence.LiesWithin(window)
            ? AttendanceFlags.OutsideWindow : AttendanceFlags.None;

    static AttendanceFlags Flags(IReadOnlyList<Participant> connections, List<Stay> stays, int open) =>
        (open > 0 ? AttendanceFlags.Open : AttendanceFlags.None)
        | (stays.Exists(stay => stay.IsIncomplete) ? AttendanceFlags.Incomplete : AttendanceFlags.None)
        | (stays.Exists(stay => stay.EndIsInferred) ? AttendanceFlags.InferredEnd : AttendanceFlags.None)
        | (connections.Any(connection => connection.Identity.IsAmbiguous)
            ? AttendanceFlags.AmbiguousIdentity : AttendanceFlags.None);
}
