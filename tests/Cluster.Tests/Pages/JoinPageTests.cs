using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>With a simulated Zoom, at which one registers.</summary>
[Collection(MeetingsAtZoom.Name)]
public sealed class JoinPageTests(ZoomAppFixture shared)
{
    [PostgresFact]
    public async Task Who_is_not_registered_registers_on_the_page_and_comes_in_by_their_own_link()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        // A meeting for all students registers nobody by itself.
        var meeting = (await school.Create(("hostId", null), ("classId", school.School.Class))).Is(HttpStatusCode.Created);
        await zoom.Execute($"UPDATE zoom_meetings SET target_audience = 'students' WHERE id = '{meeting.Id}'");
        await zoom.Execute($"UPDATE users SET email = '{Guid.NewGuid():N}@deped.gov.ph' WHERE id = '{school.School.Stranger}'");
        var (stranger, page) = (zoom.App.As(school.School.Stranger), $"/join/{meeting.Id}");

        var before = await stranger.Page(page, HttpStatusCode.Conflict);
        before.Says("Register for the meeting first", $"<form method=\"post\" action=\"{page}\">", "__RequestVerificationToken",
            "Register and join", "<bdi>Mathematics</bdi>");
        before.SaysNot("zoom.example", "/j/", "/w/");
        var registered = (await stranger.Press(page)).Is(HttpStatusCode.Redirect);
        Assert.Equal(page, registered.Response.Headers.Location?.OriginalString);

        var link = (await stranger.Open(page)).Is(HttpStatusCode.Redirect).Response.Headers;
        var own = (await stranger.Get($"{ZoomSchool.Path}/{meeting.Id}/registrants")).Items.Single().GetProperty("joinUrl").GetString();
        Assert.Equal(own, $"{link.Location}");
        Assert.True(link.CacheControl?.NoStore);
        Assert.NotEqual(meeting.Text("joinUrl"), own);
    }

    [PostgresFact]
    public async Task Whoever_has_no_link_is_told_why_and_what_to_do()
    {
        var zoom = await shared.App;
        var school = await zoom.Make(students: 4);
        var (meeting, students) = ((await school.Create()).Is(HttpStatusCode.Created), school.School.Students);
        await zoom.Execute($"""
            INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, join_url, status, denied_by_host) VALUES
                ('{meeting.Id}', '{students[0]}', 'r0', 'https://zoom.example/w/0', 'approved', false),
                ('{meeting.Id}', '{students[1]}', 'r1', 'https://zoom.example/w/1', 'pending', false),
                ('{meeting.Id}', '{students[2]}', 'r2', NULL, 'denied', true)
            """);

        await Says(students[1], HttpStatusCode.Conflict, "not approved yet", "Try again</a>");
        await Says(students[2], HttpStatusCode.Forbidden, "The host has denied your registration.");
        await Says(school.School.Parent, HttpStatusCode.Forbidden, "Parents do not join meetings");
        await Says(school.School.Stranger, HttpStatusCode.NotFound, "There is nothing here");
        (await school.Teacher.Delete($"{ZoomSchool.Path}/{meeting.Id}")).Is(HttpStatusCode.NoContent);
        await Says(students[3], HttpStatusCode.Conflict, "The meeting is cancelled.");

        async Task Says(Guid person, HttpStatusCode status, params string[] texts)
        {
            var page = await zoom.App.As(person).Page($"/join/{meeting.Id}", status);
            page.Says(texts);
            page.SaysNot("Register and join", "/w/", "/j/");
        }
    }

    [PostgresFact]
    public async Task Whose_address_is_none_of_the_schools_is_told_so_in_plain_words()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);
        var outsider = await School.AddUser(zoom.App, "student", "Olga Outside");
        await zoom.Execute($"UPDATE users SET email = '{Guid.NewGuid():N}@elsewhere.test' WHERE id = '{outsider}'");
        (await zoom.App.Admin.Put($"/api/classes/{school.School.Class}/students/{outsider}")).Is(HttpStatusCode.OK);
        var student = zoom.App.As(outsider);

        (await student.Page($"/join/{meeting.Id}", HttpStatusCode.Conflict)).Says("Register and join");
        var refused = (await student.Press($"/join/{meeting.Id}")).Is(HttpStatusCode.UnprocessableEntity);

        refused.Body.Says("Ask your school&#x27;s office");
        refused.Body.SaysNot("Registration__AllowedEmailDomains", "Register and join");
    }

    [PostgresFact]
    public async Task The_host_is_led_to_Zoom_to_start_it_by_a_link_that_is_kept_nowhere()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var meeting = (await school.Create()).Is(HttpStatusCode.Created);
        var page = $"/teacher/meetings/{meeting.Id}";

        (await school.Teacher.Page(page)).Says("Start in Zoom", $"href=\"{page}/start\"");
        var sent = (await school.Teacher.Open($"{page}/start")).Is(HttpStatusCode.Redirect).Response.Headers;

        Assert.Contains("zak=", $"{sent.Location}", StringComparison.Ordinal);
        Assert.True(sent.CacheControl?.NoStore);
        (await zoom.App.As(school.School.Students[0]).Page(page)).SaysNot("Start in Zoom", "/start\"");
        await zoom.App.As(school.School.Students[0]).Page($"{page}/start", HttpStatusCode.Forbidden);
    }
}
