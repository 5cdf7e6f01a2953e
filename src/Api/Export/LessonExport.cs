using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>The attendance of a lesson as a file: the records that the caller sees in the answer.</summary>
static class LessonExport
{
    const string Names = """
        SELECT class.name, meeting.title
        FROM zoom_meetings meeting LEFT JOIN classes class ON class.id = meeting.class_id
        WHERE meeting.id = $1
        """;

    public static async Task<ExportResult> Of(AttendanceAnswer answer, ExportRequest request, UserSession user)
    {
        var (className, title) = (await user.Query(
            Names, [answer.MeetingId], row => (Class: row.TextOrNull(0), Title: row.GetString(1)))).SingleOrDefault();
        var markers = await MarkerNames.Of(user, answer.Records);
        var date = answer.Records is [{ Date: var day }, ..] ? Rfc3339.Write(day) : null;
        return new ExportResult
        {
            Format = request.File!.Value,
            Name = ["Attendance", className, title, date],
            Entry = new("lesson") { MeetingId = answer.MeetingId, OccurrenceId = answer.OccurrenceId },
            Write = request.Tables((file, clock) => Write(answer, markers, file, clock)),
        };
    }

    static async Task Write(
        AttendanceAnswer answer, IReadOnlyDictionary<Guid, string> markers, IExportFile file, SchoolClock clock)
    {
        var columns = new RecordColumns(clock);
        await file.Begin(new Sheet(
            "Attendance", [new("Student", Column.OfName), new("Student ID", Column.OfId), new("Date"), .. columns.Heads]));
        foreach (var record in answer.Records)
            await file.Add(
                [Cell.Of(record.Name), Cell.Of(record.StudentId), Cell.Of(record.Date), .. columns.Of(record, markers)]);
    }
}
