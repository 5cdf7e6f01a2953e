namespace ZoomOrleans.Api.Attendance;

/// <summary>A student's lessons; there is always one cell per lesson of the class.</summary>
public sealed record StudentRow(Guid StudentId, string Name, IReadOnlyList<LessonCell> Cells, Tally Summary)
{
    internal static StudentRow Of(MarkedStudent student, int lessons)
    {
        var cells = Enumerable.Repeat(LessonCell.Empty, lessons).ToArray();
        foreach (var mark in student.Marks)
            cells[mark.Lesson] = LessonCell.Of(mark);
        return new StudentRow(student.StudentId, student.Name, cells, Tally.Sum(cells.Select(cell => cell.Tally)));
    }
}

/// <summary>
/// One student in one lesson. Without a record the student was not on the roster then, or the lesson has no attendance.
/// With a record but no status, nobody may be called absent yet.
/// </summary>
public sealed record LessonCell(
    bool HasRecord, AttendanceStatus? Status, long Seconds, bool Late, bool LeftEarly, bool Excused)
{
    internal static LessonCell Empty { get; } = new(false, null, 0, false, false, false);

    internal Tally Tally => HasRecord ? Tally.Of(Status, Late, LeftEarly) : default;

    internal static LessonCell Of(LessonMark mark) => new(
        true, mark.Status, mark.Seconds, mark.Late, mark.LeftEarly, mark.Status is AttendanceStatus.Excused);
}
