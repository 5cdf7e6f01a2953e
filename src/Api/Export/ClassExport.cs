using System.Globalization;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>
/// A class's attendance over time as a file: a row for each student and one of the lessons' rates; where the file can hold
/// it, also a table with a row for each record. However many students there are, a few at a time are here.
/// </summary>
sealed class ClassExport(ClassDays asked, IExportFile file, SchoolClock clock)
{
    public static ExportResult Of(ClassLessons found, ExportRequest request, UserSession user)
    {
        var asked = found.Asked;
        return new ExportResult
        {
            Format = request.File!.Value,
            Name = ["Attendance", found.Name, ExportName.Days(asked.Days.First, asked.Days.Last)],
            Entry = new("class") { ClassId = asked.ClassId, Days = asked.Days },
            Write = request.Tables((file, clock) => user.Snapshot(new ClassExport(asked, file, clock).Write)),
        };
    }

    async Task Write(UserTransaction rows)
    {
        var lessons = await ClassAttendanceRows.Lessons(rows, asked);
        await WriteMatrix(rows, lessons);
        if (file.HasSheets)
            await WriteRecords(rows, lessons);
    }

    async Task WriteMatrix(UserTransaction rows, IReadOnlyList<ClassLesson> lessons)
    {
        await file.Begin(new Sheet("Attendance",
        [
            new("Student", Column.OfName), new("Student ID", Column.OfId),
            .. lessons.Select(lesson => new Column(Head(lesson), Column.OfTime)), .. CountHeads,
        ]));
        var tallies = new Tally[lessons.Count];
        await foreach (var student in ClassAttendanceRows.Students(rows, asked, lessons.Count))
        {
            foreach (var (lesson, cell) in student.Cells.Index())
                tallies[lesson] += cell.Tally;
            await file.Add(
                [Cell.Of(student.Name), Cell.Of(student.StudentId), .. student.Cells.Select(Mark), .. Counts(student.Summary)]);
        }
        await file.Add(
        [
            Cell.Of("Rate of each lesson, and all counts"), Cell.Empty, .. tallies.Select(tally => Cell.Share(tally.Rate)),
            .. Counts(Tally.Sum(tallies)),
        ]);
    }

    async Task WriteRecords(UserTransaction rows, IReadOnlyList<ClassLesson> lessons)
    {
        await file.Begin(new Sheet("Student and lesson",
        [
            new("Student", Column.OfName), new("Student ID", Column.OfId), new("Date"),
            new($"Begins ({clock.ZoneName})", Column.OfTime), new("Lesson", Column.OfName), new("Status"),
            new("Time attended (h:mm:ss)"), new("Time attended (seconds)"), new("Late"), new("Left early"),
        ]));
        await foreach (var student in ClassAttendanceRows.Students(rows, asked, lessons.Count))
            foreach (var (lesson, cell) in lessons.Zip(student.Cells).Where(one => one.Second.HasRecord))
                await file.Add(
                [
                    Cell.Of(student.Name), Cell.Of(student.StudentId), Cell.Of(lesson.Date),
                    Cell.Of(lesson.ScheduledStart, clock.Zone), Cell.Of(lesson.Title), Cell.Of(Words.Of(cell.Status)),
                    Cell.Duration(cell.Seconds), Cell.Of(cell.Seconds), Cell.Of(cell.Late), Cell.Of(cell.LeftEarly),
                ]);
    }

    static readonly Column[] CountHeads =
    [
        new("Present"), new("Partial"), new("Absent"), new("Excused"), new("Waits"), new("Late"), new("Left early"), new("Rate"),
    ];

    static IEnumerable<Cell> Counts(Tally tally) =>
    [
        Cell.Of(tally.Present), Cell.Of(tally.Partial), Cell.Of(tally.Absent), Cell.Of(tally.Excused), Cell.Of(tally.Waiting),
        Cell.Of(tally.Late), Cell.Of(tally.LeftEarly), Cell.Share(tally.Rate),
    ];

    static Cell Mark(LessonCell cell) => !cell.HasRecord ? Cell.Empty : Cell.Of(
        $"{Words.Of(cell.Status)}{(cell.Late ? ", late" : "")}{(cell.LeftEarly ? ", left early" : "")}");

    /// <summary>The day is the lesson's own, the time the school's.</summary>
    string Head(ClassLesson lesson)
    {
        var time = lesson.ScheduledStart is { } start
            ? TimeZoneInfo.ConvertTime(start, clock.Zone).ToString(" HH:mm", CultureInfo.InvariantCulture) : "";
        var end = lesson.Status is OccurrenceStatus.Void or OccurrenceStatus.Cancelled
            ? $" ({EnumText.Of(lesson.Status)})" : "";
        return $"{ExportName.Written(lesson.Date)}{time} {lesson.Title}{end}";
    }
}
