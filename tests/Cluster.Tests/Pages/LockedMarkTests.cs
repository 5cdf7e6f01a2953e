using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Pages;

public sealed class LockedMarkTests
{
    static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task Locked_marks_are_only_to_be_looked_at_until_an_admin_unlocks_them()
    {
        await using var app = await AppProcess.Start(("School__LockAfterDays", "1"));
        var lesson = await HeldLesson.Make(app);
        await lesson.Run.Attended(lesson.Emails[0], 60, 1260);
        await lesson.Run.Ended(3000);
        var locked = await Eventually.Get(
            app.Admin, $"{lesson.Meeting.Path}/attendance", answer => answer.Text("state") == "locked", LockPatience);
        await lesson.Run.Attended(lesson.Emails[1], 60, 1260);
        await Eventually.Get(app.Admin, $"{lesson.Meeting.Path}/attendance", answer => answer.Body.Contains("lateAfterLock", StringComparison.Ordinal));
        var (path, teacher) = (
            $"/teacher/meetings/{lesson.Meeting.Id}/attendance?occurrenceId={locked.Text("occurrenceId")}", app.As(lesson.School.Teacher));

        var page = await teacher.Get(path);
        page.Says("These marks are locked").Says("Something arrived after the attendance was locked, and was left out.");
        Assert.Empty(page.Decisions());
        (await teacher.Fill(path, ("decision", "override"), ("student", $"{lesson.School.Students[2]}"), ("status", "excused"), ("reason", "Ill")))
            .Is(HttpStatusCode.Conflict).Says("This attendance is locked. An admin can unlock it.");
        Assert.Equal(["unlock"], (await app.Admin.Get(path)).Decisions());

        var unlocked = await app.Admin.Followed(await app.Admin.Fill(path, ("decision", "unlock"), ("reason", "Zoom was late")));

        unlocked.Says("Saved: the marks are unlocked, and computed again.").Says("present 2").Says("They are locked 1 day after the lesson.");
    }
}
