using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>The live page in each state of a lesson, as the server renders it.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class LivePageTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_lesson_under_way_shows_who_is_there_since_when_for_how_long()
    {
        var lesson = await UnderWay();

        var page = await Open(lesson);

        Assert.Contains("running for 20 min", page.State, StringComparison.Ordinal);
        Assert.Contains("7 Rizal", page.State, StringComparison.Ordinal);
        Assert.Equal(["Student 00", "Student 01", "Student 02"], page.Students);
        Assert.Equal(["iPad"], page.Guests);
        Assert.Equal(
            [("all", 3), ("inNow", 1), ("present", 1), ("partial", 1), ("absent", 1), ("guests", 1)],
            page.Counts.Select(count => (count.Key, count.Value)));
        Assert.Equal(("present", "2 devices"), (page.Cell("Student 00", "status"), page.Cell("Student 00", "inNow")));
        Assert.Equal(("partial", "", "4:00"),
            (page.Cell("Student 01", "status"), page.Cell("Student 01", "inNow"), page.Cell("Student 01", "time")));
        Assert.Equal("not joined yet", page.Cell("Student 02", "status"));
        Assert.EndsWith("–now", page.Cell("Student 00", "spans"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Times_are_the_schools_and_its_zone_is_named_once()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 1);
        await lesson.Run.Attended(lesson.Emails[0], 60, 1260);
        await lesson.Run.Ended(3600);

        var page = await Open(lesson);

        Assert.Contains("Mon 2 Mar 2026, 08:30–09:30 times of Asia/Manila", page.State, StringComparison.Ordinal);
        Assert.Equal(("08:31:00", "08:51:00", "20:00", "08:31–08:51"),
            (page.Cell("Student 00", "join"), page.Cell("Student 00", "leave"), page.Cell("Student 00", "time"),
                page.Cell("Student 00", "spans")));
        Assert.Equal("0 0 3600 10", page.Page.QuerySelector("tbody svg")!.GetAttribute("viewBox"));
        Assert.Equal("M60 0H1260V10H60Z", page.Page.QuerySelector("tbody [data-is=stays]")!.GetAttribute("d"));
        Assert.Equal("M960 0V10", page.Page.QuerySelector("tbody [data-is=threshold]")!.GetAttribute("d"));
    }

    [PostgresFact]
    public async Task Before_it_begins_everybody_is_expected()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("startTime", Ago(-60).ToString("O", CultureInfo.InvariantCulture)));

        var page = await LessonPage.Open(app.As(school.Teacher), meeting);

        Assert.Contains("planned", page.State, StringComparison.Ordinal);
        Assert.Contains("Whoever joins appears here by itself", page.State, StringComparison.Ordinal);
        Assert.Equal(3, page.Counts["absent"]);
        Assert.Empty(page.Decisions);
    }

    [PostgresFact]
    public async Task That_nobody_has_joined_yet_is_said()
    {
        var lesson = await HeldLesson.Make(await shared.App, Ago(2));

        Assert.Contains("nobody has joined yet", (await Open(lesson)).State, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Without_a_class_list_all_who_join_are_guests()
    {
        var lesson = await HeldLesson.Make(await shared.App, Ago(10), students: 0);
        await lesson.Run.Joined(60, email: null, "iPad");

        var page = await Open(lesson);

        Assert.Contains("There is no class list", page.State, StringComparison.Ordinal);
        Assert.Equal(["iPad"], page.Guests);
    }

    [PostgresFact]
    public async Task An_ended_lesson_shows_its_marks_and_their_files()
    {
        var lesson = await Ended();

        var page = await Open(lesson);

        Assert.Contains("over provisional", page.State, StringComparison.Ordinal);
        Assert.Equal(["present", "partial", "absent"], page.Students.Select(name => page.Cell(name, "status")));
        Assert.False(page.Counts.ContainsKey("inNow"));
        Assert.Equal("absent", page.Text("#show-absent").Split(' ', 2)[1]);
        Assert.Equal(["ask", "void"], page.Decisions);
        Assert.StartsWith($"{lesson.Meeting.Path}/attendance?occurrenceId=", page.Address("file-csv"), StringComparison.Ordinal);
        Assert.EndsWith("&format=xlsx", page.Address("file-xlsx"), StringComparison.Ordinal);
        (await (await shared.App).As(lesson.School.Teacher).Get(page.Address("file-csv"))).Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task Held_marks_are_undecided_and_the_page_says_what_to_do()
    {
        var lesson = await Held();

        var page = await Open(lesson);

        Assert.Contains("nobody is marked absent yet", page.State, StringComparison.Ordinal);
        Assert.Equal(5, page.Counts["undecided"]);
        Assert.All(page.Students, name => Assert.Equal("undecided", page.Cell(name, "status")));
        Assert.Contains("confirm", page.Decisions);
        Assert.Equal("Student 00", page.Cell("Student 00 (phone)", "perhaps"));
    }

    [PostgresFact]
    public async Task A_void_lesson_has_nothing_but_the_way_back()
    {
        var lesson = await Ended();
        var app = await shared.App;
        var occurrence = (await app.Admin.Get($"{lesson.Meeting.Path}/attendance")).Text("occurrenceId");
        (await app.Admin.Post($"{lesson.Meeting.Path}/occurrences/{occurrence}/void", new { reason = "A fire drill" }))
            .Is(HttpStatusCode.NoContent);

        var page = await Open(lesson);

        Assert.Contains("this lesson was not held", page.State, StringComparison.Ordinal);
        Assert.Empty(page.Students);
        Assert.Equal(["undoVoid"], page.Decisions);
        Assert.Null(page.Page.QuerySelector("#files a"));
    }

    [PostgresFact]
    public async Task A_cancelled_meeting_says_so()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("startTime", Ago(-60).ToString("O", CultureInfo.InvariantCulture)));
        (await app.Admin.Delete(meeting.Path)).Is(HttpStatusCode.NoContent);

        var page = await LessonPage.Open(app.As(school.Teacher), meeting);

        Assert.Contains("This lesson was cancelled", page.State, StringComparison.Ordinal);
        Assert.Empty(page.Decisions);
    }

    [PostgresFact]
    public async Task A_mark_set_by_hand_stands_with_its_reason_also_while_the_lesson_lasts()
    {
        var lesson = await UnderWay();
        var (app, view) = (await shared.App, await lesson.LiveAs(lesson.School.Teacher));
        (await app.As(lesson.School.Teacher).Put(
            $"{lesson.Meeting.Path}/attendance/{lesson.School.Students[2]}/override",
            new { occurrenceId = view.Text("occurrenceId"), status = "excused", reason = "At the dentist" }))
            .Is(HttpStatusCode.NoContent);

        var page = await Open(lesson);

        Assert.Equal(("excused", "by hand: At the dentist"), (page.Cell("Student 02", "status"), page.Cell("Student 02", "reason")));
        Assert.Equal((1, 0), (page.Counts["excused"], page.Counts["absent"]));
    }

    [PostgresFact]
    public async Task Whom_somebody_knew_is_listed_with_a_way_back()
    {
        var lesson = await UnderWay();
        var (app, view) = (await shared.App, await lesson.LiveAs(lesson.School.Teacher));
        var guest = view["guests"][0].GetProperty("guestId").GetString();
        var match = (await app.As(lesson.School.Teacher).Put(
            $"{lesson.Meeting.Path}/guests/{guest}/match",
            new { occurrenceId = view.Text("occurrenceId"), studentId = lesson.School.Students[2] })).Is(HttpStatusCode.OK);

        var page = await Open(lesson);

        Assert.StartsWith("iPad is Student 02", page.Text("#matches li"), StringComparison.Ordinal);
        Assert.EndsWith(
            $"/matches/{match["matchId"].GetGuid()}", page.Page.QuerySelector("#matches button")!.GetAttribute("data-path"),
            StringComparison.Ordinal);
        Assert.Empty(page.Guests);
    }

    /// <summary>A learner's address is their number.</summary>
    [PostgresFact]
    public async Task A_guest_without_a_name_is_not_called_by_their_address()
    {
        const string address = "123456789012@guests.example";
        var app = await shared.App;
        var lesson = await HeldLesson.Make(app, Ago(20));
        await lesson.Run.Joined(90, address, name: "");
        var view = await lesson.LiveAs(lesson.School.Teacher);
        var guest = view["guests"][0].GetProperty("guestId").GetString();
        (await app.As(lesson.School.Teacher).Put(
            $"{lesson.Meeting.Path}/guests/{guest}/match",
            new { occurrenceId = view.Text("occurrenceId"), studentId = lesson.School.Students[2] })).Is(HttpStatusCode.OK);

        var page = await Open(lesson);

        Assert.StartsWith("A guest known by address is Student 02", page.Text("#matches li"), StringComparison.Ordinal);
        Assert.DoesNotContain(address, page.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Of_several_lessons_one_chooses()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(
            ("meetingType", "recurring"), ("recurrence", new { type = "daily", interval = 1, count = 3 }));
        await Eventually.Get(app.Admin, $"{meeting.Path}/occurrences", answer => answer.Items.Count == 3);
        var first = (await app.Admin.Get($"{meeting.Path}/occurrences")).Items[0].GetProperty("id").GetString()!;

        var page = await LessonPage.Open(app.As(school.Teacher), meeting, $"?occurrenceId={first}&show=absent&q=01");

        var options = page.Page.QuerySelectorAll("#occurrence option");
        Assert.Equal(3, options.Length);
        Assert.Equal(first, options.Single(option => option.HasAttribute("selected")).GetAttribute("value"));
        Assert.StartsWith("Mon 2 Mar 2026, 08:30", options[^1].TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal($"?occurrenceId={first}&q=01", page.Address("show-all"));
        (await app.As(school.Teacher).Get($"{LessonPage.Path(meeting)}?occurrenceId=another")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task The_lesson_that_is_shown_can_be_chosen_however_many_there_are()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        var shown = (await Eventually.Get(app.Admin, $"{meeting.Path}/occurrences", answer => answer.Items.Count == 1))
            .Items[0].GetProperty("id").GetString();
        // All of them nearer to now than that one.
        await Statements.Run(app.Database.AdminConnectionString, $$"""
            SET session_replication_role = replica;
            INSERT INTO meeting_occurrences (id, meeting_id, date, scheduled_start, duration, status, attendance_state, policy, digest)
                SELECT '{{meeting.Number}}-' || i, '{{meeting.Id}}', current_date, now() - i * interval '1 hour', 60, 'ended', 'none', '{}', ''
                FROM generate_series(1, 150) i
            """);

        var page = await LessonPage.Open(app.As(school.Teacher), meeting, $"?occurrenceId={shown}");

        var options = page.Page.QuerySelectorAll("#occurrence option");
        Assert.Equal(100, options.Length);
        Assert.Equal(shown, options.Single(option => option.HasAttribute("selected")).GetAttribute("value"));
    }

    /// <summary>Begun twenty minutes ago: two devices, four minutes, and not yet; and a guest.</summary>
    async Task<HeldLesson> UnderWay()
    {
        var lesson = await HeldLesson.Make(await shared.App, Ago(20));
        await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Run.Joined(30, lesson.Emails[0]);
        await lesson.Run.Attended(lesson.Emails[1], 60, 300);
        await lesson.Run.Joined(90, email: null, "iPad");
        return lesson;
    }

    async Task<HeldLesson> Ended()
    {
        var lesson = await HeldLesson.Make(await shared.App);
        await lesson.Run.Attended(lesson.Emails[0], 0, 1790);
        await lesson.Run.Attended(lesson.Emails[1], 60, 300);
        await lesson.Run.Ended(3600);
        await lesson.Records(("present", 1790), ("partial", 240), ("absent", 0));
        return lesson;
    }

    /// <summary>None of the class was known, and guests came.</summary>
    async Task<HeldLesson> Held()
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 5);
        foreach (var guest in new[] { "Student 00 (phone)", "Mama", "iPad" })
            await lesson.Run.Left(await lesson.Run.Joined(60, email: null, guest), 1700);
        await lesson.Run.Ended(3600);
        await Eventually.Get((await shared.App).Admin, $"{lesson.Meeting.Path}/attendance", one => one.Text("state") == "held");
        return lesson;
    }

    async Task<LessonPage> Open(HeldLesson lesson) =>
        await LessonPage.Open((await shared.App).As(lesson.School.Teacher), lesson.Meeting);

    static DateTimeOffset Ago(int minutes) =>
        DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-minutes).ToUnixTimeSeconds());
}
