namespace ZoomOrleans.Attendance;

/// <summary>
/// Nobody is called absent where the evidence is doubtful (rules, section 7, "Held"): such marks wait, without a status,
/// until Zoom's report was compared or a teacher confirmed.
/// </summary>
static class Holding
{
    const int RosterAtLeast = 5;
    const double AbsentShareAbove = 0.8;

    public static OccurrenceAttendance Apply(OccurrenceAttendance attendance)
    {
        if (attendance.State != AttendanceState.Provisional || attendance.Occurrence.Decisions.IsConfirmed)
            return attendance;
        var held = IsHeld(attendance);
        return attendance with
        {
            State = held ? AttendanceState.Held : attendance.State,
            Students = [.. attendance.Students.Select(
                student => Waits(student, held) ? student with { Status = null } : student)],
        };
    }

    static bool Waits(StudentAttendance student, bool occurrenceIsHeld) =>
        (occurrenceIsHeld && student.ComputedStatus == AttendanceStatus.Absent)
        || (student.Flags.HasFlag(AttendanceFlags.Incomplete) && student.ComputedStatus == AttendanceStatus.Partial);

    static bool IsHeld(OccurrenceAttendance attendance) =>
        NobodyHeardOfIt(attendance) || attendance.Occurrence.Decisions.IsDegraded
        || StrangersInsteadOfStudents(attendance) || EndWasInferredWithOpenStays(attendance);

    static bool NobodyHeardOfIt(OccurrenceAttendance attendance) => attendance.Occurrence.Runs.Count == 0;

    static bool StrangersInsteadOfStudents(OccurrenceAttendance attendance)
    {
        var absent = attendance.Students.Count(student => student.ComputedStatus == AttendanceStatus.Absent);
        return attendance.Students.Count >= RosterAtLeast
            && absent > AbsentShareAbove * attendance.Students.Count
            && attendance.Guests.Count * 2 >= absent;
    }

    static bool EndWasInferredWithOpenStays(OccurrenceAttendance attendance) =>
        attendance.Participants.Any(participant => participant.Stays.Any(stay => stay.EndIsInferred));
}
