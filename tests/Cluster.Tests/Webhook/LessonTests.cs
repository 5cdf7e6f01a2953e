using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>From Zoom's webhooks to the attendance, each case one that a system before this one got wrong.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class LessonTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Who_comes_back_has_both_times_added_up()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 2);
        await lesson.Run.Attended(lesson.Emails[0], 0, 600);
        await lesson.Run.Attended(lesson.Emails[0], 1200, 1500);
        await lesson.Run.Attended(lesson.Emails[1], 0, 600);
        await lesson.Run.Attended(lesson.Emails[1], 1200, 1499);
        await lesson.Run.Ended(3000);

        await lesson.Records(("present", 900), ("partial", 899));
    }

    [PostgresFact]
    public async Task Two_devices_at_once_count_once()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 2);
        var first = await lesson.Run.Joined(0, lesson.Emails[0]);
        var second = await lesson.Run.Joined(600, lesson.Emails[0]);
        await lesson.Run.Left(first, 1800);
        await lesson.Run.Left(second, 2400);
        var whole = await lesson.Run.Joined(0, lesson.Emails[1]);
        await lesson.Run.Left(await lesson.Run.Joined(1800, lesson.Emails[1]), 1860);
        await lesson.Run.Left(whole, 3600);
        await lesson.Run.Ended(3600);

        await lesson.Records(("present", 2400), ("present", 3600));
    }

    [PostgresFact]
    public async Task An_old_leave_that_comes_again_after_a_return_changes_nothing()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 1);
        var first = await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Run.Left(first, 300);
        var second = await lesson.Run.Joined(400, lesson.Emails[0]);
        await lesson.Run.Left(first, 300);
        await lesson.Run.Left(second, 700);
        await lesson.Run.Left(first, 300);
        await lesson.Run.Ended(3000);

        await lesson.Records(("partial", 600));
    }

    [PostgresFact]
    public async Task A_leave_that_comes_twice_adds_nothing()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 1);
        var client = await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Run.Left(client, 600);
        await lesson.Run.Left(client, 600);
        await lesson.Run.Ended(3000);
        await lesson.Run.Left(client, 600);

        await lesson.Records(("partial", 600));
    }

    [PostgresFact]
    public async Task A_leave_after_the_end_replaces_the_end_that_was_assumed_and_counts_once()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 1);
        var client = await lesson.Run.Joined(60, lesson.Emails[0]);
        await lesson.Run.Ended(540);
        await lesson.Records(("partial", 480));

        await lesson.Run.Left(client, 542);

        var attendance = await lesson.Records(("partial", 482));
        var interval = Assert.Single(attendance["records"][0].GetProperty("intervals").EnumerateArray());
        Assert.Equal("2026-03-02T00:39:02Z", interval.GetProperty("leave").GetString());
    }

    [PostgresFact]
    public async Task A_fact_that_comes_after_the_end_changes_the_records()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 2);
        await lesson.Run.Attended(lesson.Emails[0], 0, 3000);
        await lesson.Run.Ended(3000);
        await lesson.Records(("present", 3000), ("absent", 0));

        await lesson.Run.Attended(lesson.Emails[1], 100, 1100);

        await lesson.Records(("present", 3000), ("present", 1000));
    }

    [PostgresFact]
    public async Task A_run_that_fell_silent_ends_at_its_last_fact_and_calls_nobody_absent()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 3);
        await lesson.Run.Attended(lesson.Emails[0], 0, 1200);
        await lesson.Run.Joined(1300, lesson.Emails[1]);

        var attendance = await lesson.Records(("present", 1200), ("partial", 0), (null, 0));

        Assert.Equal("held", attendance.Text("state"));
        Assert.Equal("absent", attendance["records"][2].GetProperty("computedStatus").GetString());
        var flags = attendance["records"][1].GetProperty("flags").EnumerateArray().Select(flag => flag.GetString());
        Assert.Contains("inferredEnd", flags);
        var occurrences = await (await shared.App).Admin.Get($"{lesson.Meeting.Path}/occurrences");
        var run = occurrences.Items[0].GetProperty("runs")[0];
        Assert.Equal("2026-03-02T00:51:40Z", run.GetProperty("endedAt").GetString());
    }

    [PostgresFact]
    public async Task A_real_end_takes_the_place_of_one_that_was_assumed()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 2);
        await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Records(("partial", 0), (null, 0));

        await lesson.Run.Ended(1000);

        await lesson.Records(("present", 1000), ("absent", 0));
    }

    [PostgresFact]
    public async Task Two_lessons_of_a_day_have_records_of_their_own()
    {
        var app = await shared.App;
        var morning = await HeldLesson.Make(app, students: 1);
        await morning.Run.Attended(morning.Emails[0], 0, 1200);
        await morning.Run.Ended(3000);
        var afternoon = await HeldLesson.Make(app, morning.School, HeldLesson.LongAgo.AddHours(6));
        await afternoon.Run.Ended(3000);

        await morning.Records(("present", 1200));
        await afternoon.Records(("absent", 0));

        var path = $"/api/students/{morning.School.Students[0]}/attendance?from=2026-03-02&to=2026-03-02";
        var day = (await app.Admin.Get(path)).Items;
        Assert.Equal(
            [("absent", "2026-03-02"), ("present", "2026-03-02")],
            day.Select(one => (one.GetProperty("status").GetString(), one.GetProperty("date").GetString())).Order());
    }
    [PostgresFact]
    public async Task Leaves_that_come_at_the_same_moment_all_count()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 1);
        var clients = new List<ZoomRun.Client>();
        for (var i = 0; i < 10; i++)
            clients.Add(await lesson.Run.Joined(i * 100, lesson.Emails[0]));

        await Task.WhenAll(clients.Select((client, i) => lesson.Run.Left(client, (i * 100) + 90)));
        await lesson.Run.Ended(3000);

        await lesson.Records(("present", 900));
    }

    [PostgresFact]
    public async Task Capitals_and_spaces_in_an_address_make_nobody_a_guest()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 1);
        await lesson.Run.Attended($" {lesson.Emails[0].ToUpperInvariant()} ", 0, 1200);
        await lesson.Run.Ended(3000);

        await lesson.Records(("present", 1200));
    }
}
