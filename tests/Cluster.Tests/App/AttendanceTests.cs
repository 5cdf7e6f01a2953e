using System.Net;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class AttendanceTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Fifteen_minutes_are_present_less_is_partial_and_none_is_absent()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 3);
        var meeting = await school.AddMeeting("2026-03-02T00:30:00Z");
        var lesson = new Lesson(app.Zoom, meeting.Number, new DateTimeOffset(2026, 3, 2, 0, 30, 0, TimeSpan.Zero));
        await lesson.Start();
        await lesson.Attend("Zero", await EmailOf(app, school.Students[0]), 60, 960);
        await lesson.Attend("One", await EmailOf(app, school.Students[1]), 60, 959);
        await lesson.End(3000);
        var attendance = await Eventually.Get(
            app.As(school.Teacher), $"/api/zoom/meetings/{meeting.Id}/attendance", answer => answer["state"].GetString() == "provisional");
        Console.WriteLine(attendance.Json);
    }

    static async Task<string> EmailOf(AppProcess app, Guid user) => (await app.Admin.Get($"/api/users/{user}"))["email"].GetString()!;
}
