namespace ZoomOrleans.Api.Attendance;

/// <summary>
/// The attendance of a class over time: a row for each student, a cell in it for each lesson, in the lessons' order.
/// </summary>
public sealed record ClassAttendance
{
    public required Guid ClassId { get; init; }

    public required string Name { get; init; }

    /// <summary>The lessons, by start.</summary>
    public required IReadOnlyList<ClassLesson> Occurrences { get; init; }

    /// <summary>By name: who belonged to the class at any time of the days asked for, or has a record.</summary>
    public required IReadOnlyList<StudentRow> Students { get; init; }

    /// <summary>Of all records together: a student with few lessons weighs less than one with many.</summary>
    public required Tally Summary { get; init; }

    /// <summary>Lays the marks out and counts them, by student, by lesson, and all.</summary>
    public static ClassAttendance Of(
        Guid classId, string name, IReadOnlyList<ClassLesson> lessons, IReadOnlyList<MarkedStudent> students)
    {
        var rows = students.Select(student => StudentRow.Of(student, lessons.Count)).ToList();
        return new ClassAttendance
        {
            ClassId = classId,
            Name = name,
            Occurrences =
            [
                .. lessons.Select((lesson, i) => lesson with
                {
                    Summary = Tally.Sum(rows.Select(row => row.Cells[i].Tally)),
                }),
            ],
            Students = rows,
            Summary = Tally.Sum(rows.Select(row => row.Summary)),
        };
    }
}
