using System.Globalization;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Lessons of an hour that a class had, each in a meeting of its own.</summary>
static class LessonsOfClass
{
    const int PresentSeconds = 1000;

    /// <summary>Holds a lesson to its end, and waits until its records say who was there.</summary>
    /// <param name="school">Whose class it is.</param>
    /// <param name="app">The program.</param>
    /// <param name="start">When it begins.</param>
    /// <param name="present">Who attends, of the class's students.</param>
    public static async Task<Meeting> Hold(this School school, AppProcess app, DateTimeOffset start, params Guid[] present)
    {
        var meeting = await school.AddMeeting(("startTime", start.ToString("O", CultureInfo.InvariantCulture)));
        var run = new ZoomRun(app, meeting, start);
        await run.Started();
        foreach (var student in present)
            await run.Attended((await app.Admin.Get($"/api/users/{student}")).Text("email")!, 0, PresentSeconds);
        await run.Ended(3600);
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer =>
            answer.Text("state") == "provisional"
            && answer["records"].EnumerateArray().Count(record => record.GetProperty("status").GetString() == "present")
                == present.Length);
        return meeting;
    }

    /// <summary>The status of each cell of a student's row; "-" without a record, "?" while it waits.</summary>
    public static string Cells(this Answer attendance, Guid student) => string.Join(' ',
        from row in attendance["students"].EnumerateArray()
        where row.GetProperty("studentId").GetGuid() == student
        from cell in row.GetProperty("cells").EnumerateArray()
        select cell.GetProperty("hasRecord").GetBoolean() ? cell.GetProperty("status").GetString() ?? "?" : "-");

    /// <summary>The rate in a summary.</summary>
    public static double? Rate(this JsonElement json) =>
        json.GetProperty("summary").GetProperty("rate") is { ValueKind: JsonValueKind.Number } rate
            ? rate.GetDouble() : null;
}
