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
            new("Student", Column.OfName), new("Student ID", Column.OfId), new("Rate"),
            .. lessons.Select(lesson => new Column(Head(lesson), Column.OfTime)), .. CountHeads,
        ]));
        var tallies = new Tally[lessons.Count];
        await foreach (var student in ClassAttendanceRows.Students(rows, asked, lessons.Count))
        {
            foreach (var (lesson, cell) in student.Cells.Index())
                tallies[lesson] += cell.Tally;
            await file.Add(
            [
                Cell.Of(student.Name), Cell.Of(student.StudentId), Cell.Share(student.Summary.Rate),
                .. student.Cells.Select(cell => Cell.Of(MarkWord.InFull(cell))), .. Counts(student.Summary),
            ]);
        }
        var all = Tally.Sum(tallies);
        await file.Add(
        [
            Cell.Of("All"), Cell.Empty, Cell.Share(all.Rate), .. tallies.Select(tally => Cell.Share(tally.Rate)), .. Counts(all),
        ]);
    }

    async Task WriteRecords(UserTransaction rows, IReadOnlyList<ClassLesson> lessons)
    {
        await file.Begin(new Sheet("Student and lesson",
        [
            new("Student", Column.OfName), new("Student ID", Column.OfId), new("Date"),
            new($"Begins ({clock.ZoneName})", Column.OfTime), new("Lesson", Column.OfName), new("Mark"),
            new("In for (h:mm:ss)"), new("In for (seconds)"), new("Late"), new("Left early"),
        ]));
        await foreach (var student in ClassAttendanceRows.Students(rows, asked, lessons.Count))
            foreach (var (lesson, cell) in lessons.Zip(student.Cells).Where(one => one.Second.HasRecord))
                await file.Add(
                [
                    Cell.Of(student.Name), Cell.Of(student.StudentId), Cell.Of(lesson.Date),
                    Cell.Of(lesson.ScheduledStart, clock.Zone), Cell.Of(lesson.Title), Cell.Of(MarkWord.Of(cell.Status).Word),
                    Cell.Duration(cell.Seconds), Cell.Of(cell.Seconds), Cell.Of(cell.Late), Cell.Of(cell.LeftEarly),
                ]);
    }

    static readonly Column[] CountHeads =
    [
        new("Present"), new("Partial"), new("Absent"), new("Excused"), new("Undecided"), new("Late"), new("Left early"),
    ];

    static IEnumerable<Cell> Counts(Tally tally) =>
    [
        Cell.Of(tally.Present), Cell.Of(tally.Partial), Cell.Of(tally.Absent), Cell.Of(tally.Excused), Cell.Of(tally.Waiting),
        Cell.Of(tally.Late), Cell.Of(tally.LeftEarly),
    ];

    /// <summary>The day is the lesson's own, the time the school's.</summary>
    string Head(ClassLesson lesson)
    {
        var time = lesson.ScheduledStart is { } start
            ? TimeZoneInfo.ConvertTime(start, clock.Zone).ToString(" HH:mm", CultureInfo.InvariantCulture) : "";
        var end = lesson.Status is OccurrenceStatus.Void or OccurrenceStatus.Cancelled
            ? $" ({LessonWords.Of(lesson.Status)})" : "";
        return $"{Rfc3339.Write(lesson.Date)}{time} {lesson.Title}{end}";
    }
}
