using System.Globalization;
using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>
/// A lesson in which there is something of everything: a student who came twice, one whose mark waits, one who
/// is excused by hand, one who was absent. Their names are hostile.
/// </summary>
static class ExportedLesson
{
    /// <summary>In Manila a Monday, 08:30.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    /// <summary>In the order in which the database sorts them.</summary>
    public static readonly string[] Names =
        ["=HYPERLINK(\"x\")", "1 =cmd|' /C calc'!A0", "2 \"Quoted\", with comma; =1+1", "3 \u202ednuora denruT\nand\tbroken"];

    public static async Task<(School School, Meeting Meeting)> Hold(AppProcess app)
    {
        var school = await School.Make(app, students: Names.Length);
        var lesson = await HeldLesson.Make(app, school, Monday);
        await lesson.Run.Attended(lesson.Emails[0], 60, 600);
        await lesson.Run.Attended(lesson.Emails[0], 1200, 2461);
        await lesson.Run.Left(new(99, "Somebody", lesson.Emails[1]), 300);
        await lesson.Run.Ended(3600);
        foreach (var (student, name) in school.Students.Zip(Names))
            (await app.Admin.Patch($"/api/users/{student}", new { name })).Is(HttpStatusCode.OK);
        var records = await Eventually.Get(app.Admin, $"{lesson.Meeting.Path}/attendance", answer =>
            HeldLesson.Recorded(answer).SequenceEqual([("present", 1801), (null, 0), ("absent", 0), ("absent", 0)]));
        var decided = new { occurrenceId = records.Text("occurrenceId"), status = "excused", reason = "+1 at the dentist\nall day" };
        (await app.As(school.Teacher).Put($"{lesson.Meeting.Path}/attendance/{school.Students[2]}/override", decided))
            .Is(HttpStatusCode.NoContent);
        return (school, lesson.Meeting);
    }

    /// <summary>A time of an answer as the clocks of Manila show it.</summary>
    public static string InManila(string? time) => time is null ? "" : DateTimeOffset
        .Parse(time, CultureInfo.InvariantCulture).AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The records of an answer, or what is in them.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement json, string list) => json.GetProperty(list).EnumerateArray();
}
