using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>A lesson that lies further back than the school waits for.</summary>
public sealed class LockTests
{
    static readonly DateTimeOffset LessonStart = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);
    static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task Attendance_is_locked_flags_what_comes_later_and_is_computed_again_when_unlocked()
    {
        await using var app = await AppProcess.Start(("School__LockAfterDays", "1"));
        var school = await School.Make(app, students: 2);
        var meeting = await school.AddMeeting();
        var lesson = new Lesson(app.Zoom, meeting.Number, LessonStart);
        await lesson.Start();
        await lesson.End(3000);
        var path = $"{meeting.Path}/attendance";
        var locked = await Eventually.Get(app.Admin, path, answer => answer.Text("state") == "locked", LockPatience);

        await lesson.Attend("Zero", await EmailOf(app, school.Students[0]), 60, 1260);

        var late = await Eventually.Get(app.Admin, path, answer => Flags(answer, 0).Contains("lateAfterLock"));
        Assert.Equal(["absent", "absent"], Statuses(late));
        Assert.Empty(Flags(late, 1));
        var occurrence = $"{meeting.Path}/occurrences/{locked.Text("occurrenceId")}";
        var refused = await app.As(school.Teacher).Post($"{occurrence}/void", new { reason = "Too late" });
        Assert.Equal((HttpStatusCode.Conflict, "LOCKED"), (refused.Status, refused.Text("code")));

        (await app.Admin.Post($"{occurrence}/unlock", new { reason = "Zoom was late" })).Is(HttpStatusCode.NoContent);

        var unlocked = await app.Admin.Get(path);
        Assert.Equal("provisional", unlocked.Text("state"));
        Assert.Equal(["present", "absent"], Statuses(unlocked));
        Assert.Empty(Flags(unlocked, 0));
    }

    static IEnumerable<string?> Statuses(Answer answer) =>
        answer["records"].EnumerateArray().Select(record => record.GetProperty("status").GetString());

    static IEnumerable<string?> Flags(Answer answer, int record) =>
        answer["records"][record].GetProperty("flags").EnumerateArray().Select(flag => flag.GetString());

    static async Task<string> EmailOf(AppProcess app, Guid user) => (await app.Admin.Get($"/api/users/{user}")).Text("email")!;
}
