namespace ZoomOrleans.Attendance;

/// <summary>An occurrence's attendance as it is seen while the lesson lasts (rules, section 9).</summary>
public static class LiveViews
{
    /// <summary>The view of a meeting that has no occurrence yet.</summary>
    public static LiveView Empty(MeetingContext context, long version, DateTimeOffset now) => new()
    {
        MeetingId = context.MeetingId ?? Guid.Empty,
        OccurrenceId = null,
        Version = version,
        AsOf = now,
        Status = OccurrenceStatus.Scheduled,
        Counts = new LiveCounts { Enrolled = 0, InNow = 0, Present = 0, Partial = 0, NotJoined = 0, Guests = 0 },
        Students = [],
        Guests = [],
    };

    public static LiveView Of(
        OccurrenceAttendance attendance, MeetingContext context, long version, DateTimeOffset now) => new()
    {
        MeetingId = context.MeetingId ?? Guid.Empty,
        OccurrenceId = attendance.Occurrence.Id,
        Version = version,
        AsOf = now,
        Status = attendance.Occurrence.Status,
        Degraded = attendance.Occurrence.Decisions.IsDegraded,
        FactsDeleted = attendance.Occurrence.Decisions.IsWithoutFacts,
        AttendanceState = attendance.State,
        Start = attendance.Occurrence.Planned.Start,
        End = attendance.Occurrence.Lesson is { } lesson ? lesson.End : attendance.Occurrence.EndedAt,
        PresentAfterSeconds = attendance.Policy.PresentAfterSeconds(attendance.Occurrence.LessonTime),
        CountsFrom = attendance.Policy.Window == PolicyWindow.Scheduled ? attendance.Occurrence.Lesson?.Start : null,
        CountsUntil = attendance.Policy.Window == PolicyWindow.Scheduled ? attendance.Occurrence.Lesson?.End : null,
        Counts = Counts(attendance),
        Students = [.. attendance.Students.Select(student => Student(student, context))
            .OrderBy(student => student.Name, StringComparer.InvariantCulture).ThenBy(student => student.StudentId)],
        Guests = [.. attendance.Guests.Select(Guest)],
    };

    static LiveCounts Counts(OccurrenceAttendance attendance)
    {
        var students = attendance.Students;
        return new LiveCounts
        {
            Enrolled = students.Count,
            InNow = students.Count(student => student.InNow),
            Present = students.Count(student => student.ComputedStatus == AttendanceStatus.Present),
            Partial = students.Count(student => student.ComputedStatus == AttendanceStatus.Partial),
            NotJoined = students.Count(student => student.ComputedStatus == AttendanceStatus.Absent),
            Guests = attendance.Guests.Count,
        };
    }

    static LiveStudent Student(StudentAttendance student, MeetingContext context) => new()
    {
        StudentId = student.StudentId,
        Name = context.Names.GetValueOrDefault(student.StudentId, ""),
        Status = student.ComputedStatus switch
        {
            AttendanceStatus.Present => LiveStatus.Present,
            AttendanceStatus.Partial => LiveStatus.Partial,
            _ => LiveStatus.NotJoined,
        },
        InNow = student.InNow,
        FirstJoin = student.Presence.FirstJoin,
        LastLeave = student.InNow ? null : student.Presence.LastLeave,
        Seconds = student.Seconds,
        Stays = student.Stays,
        Connections = student.OpenConnections,
        Flags = student.Flags,
        Mark = student.Status,
        Overridden = student.Override is not null,
        Reason = student.Override?.Reason,
        PresentAt = student.PresentAt,
        Late = student.Late,
        LeftEarly = student.LeftEarly,
        Intervals = [.. student.Presence.Intervals.Select((interval, i) => new LiveInterval(
            interval.Join, student.InNow && i == student.Presence.Intervals.Count - 1 ? null : interval.Leave))],
    };

    static LiveGuest Guest(GuestAttendance guest) => new()
    {
        GuestId = guest.Id,
        Name = guest.Name,
        InNow = guest.OpenConnections > 0,
        FirstJoin = guest.Presence.FirstJoin,
        LastLeave = guest.OpenConnections > 0 ? null : guest.Presence.LastLeave,
        Seconds = guest.Seconds,
        Connections = guest.OpenConnections,
        Suggestions = guest.Suggestions,
    };
}
