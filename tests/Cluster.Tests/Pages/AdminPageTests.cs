using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>What admins see of what is stuck, in a program of the test's own: it is about all of the school.</summary>
public sealed class AdminPageTests
{
    [PostgresFact]
    public async Task What_is_stuck_or_waits_stands_on_one_page_for_admins()
    {
        await using var app = await AppProcess.Start();
        (await app.Admin.Get("/admin")).Is(HttpStatusCode.OK).Says("0 undecided lessons").Says("0 in quarantine")
            .Says("Everything that Zoom sent could be read.").Says("Zoom is not reached: Zoom is not connected.");
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("title", "<b>Unheard</b>"));
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "held");
        // Nothing is due for it yet, so that the program does not take the work away again.
        var coming = await school.AddMeeting(("title", "<b>Coming</b>"), ("startTime", "2099-12-07T00:30:00Z"));
        await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO due_work (kind, key, due_at, attempts, last_error) VALUES
                ('attendance', '{coming.Number}', '2100-01-01T00:00:00Z', 3, 'The log has a <b>hole</b>.'),
                ('unscheduled', '4711', '2100-01-01T00:00:00Z', 1, 'It cannot be forgotten.'),
                ('reconciliation', '{coming.Number}', '2100-01-01T00:00:00Z', 1, 'Zoom does not answer.')
            ON CONFLICT (kind, key) DO UPDATE SET due_at = excluded.due_at, attempts = excluded.attempts, last_error = excluded.last_error
            """);
        await Quarantine(app);
        await Unscheduled(app, 83_000_000_001);
        await Refused(app);

        var page = await Eventually.Get(
            app.Admin, "/admin", answer => answer.Text().Contains("the token could not be read", StringComparison.Ordinal)
                && answer.Text().Contains("83000000001", StringComparison.Ordinal));

        page.Says("1 undecided lesson ").Says("1 in quarantine").Says("1 unscheduled meeting ").Says("1 refused sign-in ");
        Assert.Equal("<b>Unheard</b> Mon 2 Mar 2026 the lesson; 3 marks", page.Row("<b>Unheard</b>"));
        Assert.Equal(
            "Computing attendance <b>Coming</b> failed 3 times, again Fri 1 Jan 2100, 08:00 The log has a <b>hole</b>.",
            page.Row("Computing attendance"));
        Assert.Contains("Zoom meeting 4711 failed 1 time", page.Row("Forgetting a meeting"), StringComparison.Ordinal);
        Assert.Contains("Zoom does not answer.", page.Row("Comparing attendance"), StringComparison.Ordinal);
        page.Says("meeting.participant_joined without id").Says("83000000001");
        Assert.DoesNotContain("<b>Unheard", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Coming", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>hole", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana Liwayway", page.Body, StringComparison.Ordinal);
        foreach (var user in new[] { school.Teacher, school.Students[0], school.Parent })
        foreach (var path in new[] { "/admin", "/admin/quarantine" })
            (await app.As(user).Get(path)).Is(HttpStatusCode.Forbidden).DoesNotSay("Unheard");
    }

    [PostgresFact]
    public async Task What_lies_in_quarantine_is_read_again_page_by_page()
    {
        await using var app = await AppProcess.Start();
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        for (var i = 0; i < 3; i++)
            await Quarantine(app, i);
        var readable = Guid.NewGuid();
        await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO quarantined_events (id, received_at, reason, body)
            VALUES ('{readable}', now() - interval '1 day', 'An earlier program could not read it.', '{Start(meeting.Number)}')
            """);

        var first = (await app.Admin.Get("/admin/quarantine?limit=2")).Is(HttpStatusCode.OK);
        var next = Assert.Single(first.Links(), link => link.Contains("after=", StringComparison.Ordinal));
        var last = (await app.Admin.Get($"{next}&limit=2")).Is(HttpStatusCode.OK).Says("An earlier program could not read it.");
        first.DoesNotSay("An earlier program");

        (await app.Admin.Fill(Replay(first))).Is(HttpStatusCode.UnprocessableEntity)
            .Says("It stays in quarantine: meeting.participant_joined without id");
        Assert.Contains($"/admin/quarantine/{readable}/replay", last.Body, StringComparison.Ordinal);
        (await app.Admin.Followed(await app.Admin.Fill($"/admin/quarantine/{readable}/replay")))
            .Says("It was read, and is in its meeting's log.").DoesNotSay("An earlier program");
        (await app.Admin.Fill($"/admin/quarantine/{readable}/replay")).Is(HttpStatusCode.NotFound)
            .Says("There is no such event in quarantine.");
        (await app.As(school.Teacher).Fill(Replay(first))).Is(HttpStatusCode.Forbidden);
    }

    [PostgresFact]
    public async Task A_meeting_is_not_adopted_without_Zoom_and_that_is_said_kindly()
    {
        await using var app = await AppProcess.Start();
        var school = await School.Make(app);
        (string, string?)[] form = [("zoomMeetingId", "83000000001"), ("classId", $"{school.Class}")];

        (await app.Admin.Fill("/admin/adopt", form)).Is(HttpStatusCode.ServiceUnavailable)
            .Says("The meeting was not adopted: Zoom is not connected.");
        (await app.Admin.Fill("/admin/adopt", ("zoomMeetingId", "the one of today"), ("classId", "none"))).Is(HttpStatusCode.UnprocessableEntity)
            .Says("Expected Zoom's number, digits only.");
        (await app.Admin.Post("/admin/adopt", new { })).Is(HttpStatusCode.UnprocessableEntity);
        (await app.As(school.Teacher).Fill("/admin/adopt", form)).Is(HttpStatusCode.Forbidden);
    }

    /// <summary>A participant without a meeting.</summary>
    static async Task Quarantine(AppProcess app, int number = 0)
    {
        var body = ZoomBody.Of("meeting.participant_joined", new JsonObject
        {
            ["uuid"] = $"run {number}", ["participant"] = new JsonObject { ["user_name"] = "Ana Liwayway Reyes" },
        });
        (await app.Zoom.Post($"{body}")).EnsureSuccessStatusCode().Dispose();
    }

    static async Task Unscheduled(AppProcess app, long number) =>
        (await app.Zoom.Post(Start(number))).EnsureSuccessStatusCode().Dispose();

    static string Start(long number) => ZoomBody.Of("meeting.started", new JsonObject
    {
        ["uuid"] = "run", ["id"] = $"{number}", ["start_time"] = "2026-03-02T00:30:00Z",
    });

    static async Task Refused(AppProcess app)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/users");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");
        using var answer = await app.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>The form of the first event on the page.</summary>
    static string Replay(Answer page)
    {
        var from = page.Body.IndexOf("/admin/quarantine/", StringComparison.Ordinal);
        return page.Body[from..page.Body.IndexOf('"', from)];
    }
}
