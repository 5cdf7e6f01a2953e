namespace ZoomOrleans.Api.Attendance;

/// <summary>A mark as pages and files show it: a sign and a word, and never its colour alone.</summary>
public readonly record struct MarkWord(string Sign, string Word)
{
    public const string Late = "late";
    public const string LeftEarly = "left early";

    public static MarkWord Undecided => new("?", "undecided");

    /// <summary>With what stands for the one that is not decided.</summary>
    public static IReadOnlyList<MarkWord> All { get; } =
        [.. Enum.GetValues<AttendanceStatus>().Select(status => Of(status)), Undecided];

    /// <param name="status">Null while nobody may be called absent.</param>
    public static MarkWord Of(AttendanceStatus? status) => status switch
    {
        AttendanceStatus.Present => new("✓", "present"),
        AttendanceStatus.Partial => new("◐", "partial"),
        AttendanceStatus.Absent => new("✗", "absent"),
        AttendanceStatus.Excused => new("○", "excused"),
        _ => Undecided,
    };

    /// <summary>With what stands beside the mark; empty where there is none.</summary>
    public static string InFull(LessonCell cell) => !cell.HasRecord ? "" : string.Join(", ",
    [
        Of(cell.Status).Word,
        .. cell.Late ? [Late] : Array.Empty<string>(),
        .. cell.LeftEarly ? [LeftEarly] : Array.Empty<string>(),
    ]);
}
