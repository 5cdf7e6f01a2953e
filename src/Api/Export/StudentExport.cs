using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>A student's lessons as a file: all that were asked for, the latest first as on the page, as of one moment.</summary>
sealed class StudentExport(StudentDays asked, IExportFile file, SchoolClock clock)
{
    /// <summary>Tells whose they are.</summary>
    static readonly PageRequest FirstLesson = new(1, null);

    /// <returns>Null where the caller sees no such student.</returns>
    public static async Task<ExportResult?> Find(UserSession user, StudentDays asked, ExportRequest request) =>
        await StudentLessonRows.Find(user, asked, FirstLesson) is not { } first ? null : new ExportResult
        {
            Format = request.File!.Value,
            Name = ["Attendance", first.Items is [var lesson, ..] ? lesson.Name : null, ExportName.Days(asked.First, asked.Last)],
            Entry = new("student")
            {
                StudentId = asked.StudentId, ClassId = asked.ClassId, Days = (asked.First, asked.Last),
            },
            Write = request.Tables((file, clock) => user.Snapshot(new StudentExport(asked, file, clock).Write)),
        };

    async Task Write(UserTransaction rows)
    {
        var columns = new RecordColumns(clock);
        await file.Begin(new Sheet("Attendance",
        [
            new("Date"), new($"Begins ({clock.ZoneName})", Column.OfTime), new("Class", Column.OfName),
            new("Lesson", Column.OfName), new("Student", Column.OfName), new("Student ID", Column.OfId), .. columns.Heads,
            new("State of the lesson"),
        ]));
        var markers = await MarkerNames.Of(rows, asked);
        await foreach (var lesson in StudentLessonRows.Each(rows, asked))
            await file.Add(
            [
                Cell.Of(lesson.Date), Cell.Of(lesson.ScheduledStart, clock.Zone), Cell.Of(lesson.ClassName),
                Cell.Of(lesson.Title), Cell.Of(lesson.Name), Cell.Of(lesson.StudentId), .. columns.Of(lesson, markers),
                Cell.Of(lesson.State is { } state ? LessonWords.Of(state) : ""),
            ]);
    }
}
