using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>A student's lessons as a file: all that were asked for, read page by page.</summary>
static class StudentExport
{
    static readonly PageRequest FirstPage = new(PageRequest.LimitMax, null);

    /// <returns>Null where the caller sees no such student.</returns>
    public static async Task<ExportResult?> Find(UserSession user, StudentDays asked, ExportRequest request)
    {
        if (await StudentLessonRows.Find(user, asked, FirstPage) is not { } first)
            return null;
        var name = first.Items is [var lesson, ..] ? lesson.Name : null;
        return new ExportResult
        {
            Format = request.File!.Value,
            Name = ["Attendance", name, ExportName.Days(asked.First, asked.Last)],
            Entry = new("student")
            {
                StudentId = asked.StudentId, ClassId = asked.ClassId, Days = (asked.First, asked.Last),
            },
            Write = request.Tables((file, clock) => Write(file, clock, Pages(user, asked, first))),
        };
    }

    static async IAsyncEnumerable<StudentLesson> Pages(UserSession user, StudentDays asked, StudentLessons first)
    {
        for (var page = first; ;)
        {
            foreach (var lesson in page.Items)
                yield return lesson;
            if (page.NextCursor is not { } cursor)
                break;
            page = (await StudentLessonRows.Find(user, asked, FirstPage with { After = cursor }))!;
        }
    }

    static async Task Write(IExportFile file, SchoolClock clock, IAsyncEnumerable<StudentLesson> lessons)
    {
        var columns = new RecordColumns(clock);
        await file.Begin(new Sheet("Attendance",
        [
            new("Date"), new($"Begins ({clock.ZoneName})", Column.OfTime), new("Class", Column.OfName),
            new("Lesson", Column.OfName), new("Student", Column.OfName), new("Student ID", Column.OfId), .. columns.Heads,
            new("State of the lesson"),
        ]));
        await foreach (var lesson in lessons)
            await file.Add(
            [
                Cell.Of(lesson.Date), Cell.Of(lesson.ScheduledStart, clock.Zone), Cell.Of(lesson.ClassName),
                Cell.Of(lesson.Title), Cell.Of(lesson.Name), Cell.Of(lesson.StudentId), .. columns.Of(lesson),
                Cell.Of(Words.Of(lesson.State)),
            ]);
    }
}
