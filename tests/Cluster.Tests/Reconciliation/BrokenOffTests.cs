using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>A comparison that ends in its middle, or comes when all is settled.</summary>
public sealed class BrokenOffTests
{
    const string Repeated = """
        SELECT count(*)::integer FROM (
            SELECT FROM meeting_log WHERE kind < 10
            GROUP BY meeting, run, kind, source, user_id, connection, at, name, email, registrant_id, participant_user_id,
                zoom_user_id
            HAVING count(*) > 1) AS twice
        """;

    [PostgresFact]
    public async Task A_comparison_that_is_killed_is_completed_after_it_and_records_nothing_twice()
    {
        await using var zoom = await ReconciledZoomFixture.Start(new());
        var lesson = await PlayedLesson.Play(zoom, plan => plan with { Guests = 320 });
        zoom.Zoom.Failures.Add("GET /report/*", Failure.Hang(TimeSpan.FromMinutes(1)), 2);
        await lesson.Enter();
        await Wait.Until(async () => await lesson.Logged("source = 2") >= 600, () => "the first page was recorded");
        Assert.Equal(0, await lesson.Logged("kind = 6"));

        await zoom.App.Kill();
        zoom.Zoom.Failures.Clear();
        await zoom.App.Launch();
        // Else after ten minutes: so long nobody else would take up what one that lives may be at.
        await zoom.Execute("UPDATE due_work SET due_at = now() WHERE kind = 'reconciliation'");

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
        var stays = lesson.Lesson.People.Sum(one => one.Stays.Count);
        Assert.Equal((stays, stays), (await lesson.Logged("kind = 3"), await lesson.Logged("kind = 4")));
        Assert.Equal(0, (await zoom.Query(Repeated, row => row.GetInt32(0))).Single());
        await lesson.IsVerified();
    }

    [PostgresFact]
    public async Task A_locked_lesson_is_left_alone()
    {
        await using var zoom = await ReconciledZoomFixture.Start(new(), ("School__LockAfterDays", "1"));
        zoom.Zoom.Failures.Add("GET /report/*", Failure.Error(404, 3001, "Meeting does not exist"));
        var lesson = await PlayedLesson.Play(zoom);
        await lesson.Tell(one => one.Person?.Name != lesson.School.Students[1].ToString());
        await lesson.Enter();
        var locked = await lesson.Is("locked");
        zoom.Zoom.Failures.Clear();
        var logged = await lesson.Logged();

        Assert.Empty((await lesson.Reconcile()).Is(HttpStatusCode.OK)["runs"].EnumerateArray());

        Assert.Equal(logged, await lesson.Logged());
        Assert.Equal(locked.Body, (await lesson.Is("locked")).Body);
        Assert.Equal(["present", "absent"], PlayedLesson.Statuses(locked));

        // Unlocked, it is asked about.
        await zoom.App.Admin.Post(
            $"{lesson.Meeting.Path}/occurrences/{locked.Text("occurrenceId")}/unlock", new { reason = "The report is here" });
        (await lesson.Reconcile()).Is(HttpStatusCode.OK);
        Assert.Equal(["present", "present"], PlayedLesson.Statuses(await lesson.Is("reconciled")));
    }
}
