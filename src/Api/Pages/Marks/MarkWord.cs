namespace ZoomOrleans.Api.Pages.Marks;

/// <summary>A mark as pages show it: a sign and a word, and never its colour alone.</summary>
public readonly record struct MarkWord(string Sign, string Word)
{
    /// <param name="status">Null while nobody may be called absent.</param>
    public static MarkWord Of(AttendanceStatus? status) => status switch
    {
        AttendanceStatus.Present => new("✓", "present"),
        AttendanceStatus.Partial => new("◐", "partial"),
        AttendanceStatus.Absent => new("✗", "absent"),
        AttendanceStatus.Excused => new("○", "excused"),
        _ => new("?", "waits"),
    };
}
