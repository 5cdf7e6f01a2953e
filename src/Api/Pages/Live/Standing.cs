namespace ZoomOrleans.Api.Pages.Live;

/// <summary>Where a student stands, as the page says it; those whom a teacher looks for stand first.</summary>
public enum Standing
{
    /// <summary>While the lesson lasts: not joined yet.</summary>
    Absent,

    /// <summary>Ended, and nobody may be called absent yet.</summary>
    Undecided,
    Partial,
    Present,
    Excused,
}

/// <summary>Reads where a student stands off the live view.</summary>
public static class Standings
{
    /// <param name="student">The student.</param>
    /// <param name="hasEnded">Then marks count; before, what is computed, unless somebody has decided.</param>
    public static Standing Of(LiveStudent student, bool hasEnded) =>
        hasEnded || student.Overridden ? Of(student.Mark) : student.Status switch
        {
            LiveStatus.Present => Standing.Present,
            LiveStatus.Partial => Standing.Partial,
            _ => Standing.Absent,
        };

    static Standing Of(AttendanceStatus? mark) => mark switch
    {
        AttendanceStatus.Present => Standing.Present,
        AttendanceStatus.Partial => Standing.Partial,
        AttendanceStatus.Absent => Standing.Absent,
        AttendanceStatus.Excused => Standing.Excused,
        _ => Standing.Undecided,
    };
}
