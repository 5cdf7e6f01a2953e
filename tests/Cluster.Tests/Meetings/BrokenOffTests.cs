using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>Whatever breaks off, there is one meeting at Zoom for each that somebody was told of, and no other.</summary>
[Collection(MeetingsAtZoom.Name)]
public sealed class BrokenOffTests(ZoomAppFixture shared) : IAsyncLifetime
{
    const string Make = "POST /users/{userId}/meetings";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => (await shared.App).Zoom.Failures.Clear();

    [PostgresTheory]
    [InlineData("scheduled", null)]
    [InlineData("recurring", null)]
    [InlineData("recurring", "daily")]
    public async Task An_answer_that_was_lost_is_found_by_the_repeated_request(string type, string? recurs)
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var key = $"{Guid.NewGuid()}";
        (string, object?)[] request =
            [("meetingType", type), ("recurrence", recurs is null ? null : new { type = recurs, count = 3 })];
        zoom.Zoom.Failures.Add(Make, Failure.LostAnswer, 1);

        var lost = (await school.CreateWith(key, request)).Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("ZOOM_UNAVAILABLE", lost.Text("code"));
        var made = Assert.Single(school.Meetings);
        var found = (await school.CreateWith(key, request)).Is(HttpStatusCode.Created);
        var again = (await school.CreateWith(key, request)).Is(HttpStatusCode.Created);

        Assert.Equal($"{made.Id}", found.Text("zoomMeetingId"));
        Assert.Equal(found.Id, again.Id);
        Assert.Contains($"/j/{made.Id}", found.Text("joinUrl"), StringComparison.Ordinal);
        if (recurs is not null)
            Assert.Equal(made.Dates, await school.Lessons(found.Id));
        await zoom.LetCreationsEnd();
        Assert.Equal(made.Id, Assert.Single(school.Meetings).Id);
    }

    [PostgresFact]
    public async Task What_nobody_asks_for_again_is_removed_at_Zoom()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var kept = (await school.Create()).Is(HttpStatusCode.Created).Text("zoomMeetingId");
        zoom.Zoom.Failures.Add(Make, Failure.LostAnswer, 1);
        (await school.Create()).Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(2, school.Meetings.Count);

        await zoom.LetCreationsEnd();

        Assert.Equal(kept, $"{Assert.Single(school.Meetings).Id}");
        Assert.Empty(await zoom.Query("SELECT 1 FROM due_work WHERE kind = 'creation'", _ => true));
    }

    /// <summary>It is somebody's in between.</summary>
    [PostgresFact]
    public async Task A_404_that_is_not_Zooms_own_word_does_not_say_that_nothing_was_made()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        zoom.Zoom.Failures.Add(Make, Failure.LostAnswer, 1);
        (await school.Create()).Is(HttpStatusCode.ServiceUnavailable);
        zoom.Zoom.Failures.Add("GET /meetings/{meetingId}", Failure.Status(404));
        await zoom.Execute("UPDATE meeting_creations SET busy_until = now()");
        await zoom.Execute("UPDATE due_work SET due_at = now() WHERE kind = 'creation'");
        await Wait.Until(
            async () => await zoom.Query("SELECT 1 FROM due_work WHERE kind = 'creation' AND attempts > 0", _ => true) is not [],
            () => "the look is put off");

        zoom.Zoom.Failures.Clear();
        await zoom.LetCreationsEnd();

        Assert.Empty(school.Meetings);
    }

    /// <summary>Nothing was done, but nobody can know: Zoom is asked once, and again only when it is known.</summary>
    [PostgresTheory]
    [InlineData("fault")]
    [InlineData("reset")]
    [InlineData("hang")]
    public async Task What_Zoom_may_have_made_is_not_blindly_made_again(string how)
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var key = $"{Guid.NewGuid()}";
        zoom.Zoom.Failures.Add(Make, how switch
        {
            "fault" => Failure.Status(502),
            "reset" => Failure.Reset,
            _ => Failure.Hang(TimeSpan.FromMinutes(1)),
        }, 1);

        (await school.CreateWith(key)).Is(HttpStatusCode.ServiceUnavailable);

        // A call that hangs is recorded when it has been given up, which the caller knows first.
        await Wait.Until(() => school.Calls(Make, school.Host.Id).Count > 0, "Zoom has recorded the call");
        Assert.Single(school.Calls(Make, school.Host.Id));
        (await school.CreateWith(key)).Is(HttpStatusCode.Created);
        await zoom.LetCreationsEnd();
        Assert.Single(school.Meetings);
    }

    /// <summary>Zoom makes it after all, when the repeated request has found none and had one made.</summary>
    [PostgresFact]
    public async Task A_meeting_that_comes_late_is_removed_again()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var key = $"{Guid.NewGuid()}";
        zoom.Zoom.Failures.Add(Make, Failure.Status(504), 1);
        (await school.CreateWith(key)).Is(HttpStatusCode.ServiceUnavailable);
        var kept = (await school.CreateWith(key)).Is(HttpStatusCode.Created).Text("zoomMeetingId");
        await MakeAtZoom(zoom, school);
        Assert.Equal(2, school.Meetings.Count);

        await zoom.LetCreationsEnd();

        Assert.Equal(kept, $"{Assert.Single(school.Meetings).Id}");
    }

    /// <summary>They are told that Zoom is away, and make the class at zoom.us, with the same title, time and length.</summary>
    [PostgresTheory]
    [InlineData("scheduled", null)]
    [InlineData("recurring", null)]
    [InlineData("recurring", "daily")]
    public async Task What_a_teacher_has_made_by_hand_is_neither_removed_nor_taken(string type, string? recurs)
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var key = $"{Guid.NewGuid()}";
        (string, object?)[] request =
            [("meetingType", type), ("recurrence", recurs is null ? null : new { type = recurs, count = 3 })];
        zoom.Zoom.Failures.Add(Make, Failure.Status(502), 1, 2);
        (await school.Create(request)).Is(HttpStatusCode.ServiceUnavailable);
        (await school.CreateWith(key, request)).Is(HttpStatusCode.ServiceUnavailable);
        await MakeAtZoom(zoom, school, isByHand: true);
        var own = Assert.Single(school.Meetings).Id;

        var made = (await school.CreateWith(key, request)).Is(HttpStatusCode.Created).Text("zoomMeetingId");
        await zoom.LetCreationsEnd();

        Assert.NotEqual($"{own}", made);
        Assert.Equal(new[] { $"{own}", made }.Order(), school.Meetings.Select(meeting => $"{meeting.Id}").Order());
    }

    [PostgresFact]
    public async Task What_is_removed_is_the_lost_one_and_not_its_like_that_is_being_made()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        zoom.Zoom.Failures.Add(Make, Failure.LostAnswer, 1);
        (await school.Create()).Is(HttpStatusCode.ServiceUnavailable);
        zoom.Zoom.Failures.Clear();
        var lost = Assert.Single(school.Meetings).Id;
        await zoom.Execute("UPDATE meeting_creations SET busy_until = now()");
        zoom.Zoom.Failures.Add(Make, Failure.LateAnswer(TimeSpan.FromSeconds(6)), 1);
        var other = school.Create();
        await Wait.Until(() => school.Meetings.Count == 2, "Zoom has made the other");

        await zoom.Execute("UPDATE due_work SET due_at = now() WHERE kind = 'creation'");

        await Wait.Until(() => school.Meetings.All(meeting => meeting.Id != lost), "the lost one is removed");
        var kept = (await other).Is(HttpStatusCode.Created).Text("zoomMeetingId");
        await zoom.LetCreationsEnd();
        Assert.Equal(kept, $"{Assert.Single(school.Meetings).Id}");
    }

    [PostgresFact]
    public async Task While_one_request_is_at_Zoom_another_with_its_key_is_told_to_wait()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var key = $"{Guid.NewGuid()}";
        zoom.Zoom.Failures.Add(Make, Failure.LateAnswer(TimeSpan.FromSeconds(9)), 1);

        var first = school.CreateWith(key);
        await Wait.Until(() => school.Meetings.Count == 1, "Zoom has made it");
        (await school.CreateWith(key)).Is(HttpStatusCode.Conflict);
        (await school.CreateWith(key, ("title", "Algebra"))).Is(HttpStatusCode.UnprocessableEntity);

        (await first).Is(HttpStatusCode.Created);
        (await school.CreateWith(key)).Is(HttpStatusCode.Created);
        Assert.Single(school.Meetings);
    }

    [PostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_between_Zooms_answer_and_our_row_one_is_left_if_it_is_asked_for_again_and_else_none(bool again)
    {
        await using var zoom = await ZoomApp.Start();
        var school = await zoom.Make();
        var key = $"{Guid.NewGuid()}";
        zoom.Zoom.Failures.Add(Make, Failure.LateAnswer(TimeSpan.FromSeconds(60)), 1);
        var request = school.CreateWith(key);
        await Wait.Until(() => school.Meetings.Count == 1, "Zoom has made it");

        await zoom.App.Kill();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
        await zoom.App.Launch();

        if (again)
        {
            (await school.CreateWith(key)).Is(HttpStatusCode.Conflict);
            await zoom.Execute("UPDATE meeting_creations SET busy_until = now()");
            var made = (await school.CreateWith(key)).Is(HttpStatusCode.Created);
            Assert.Equal($"{school.Meetings[0].Id}", made.Text("zoomMeetingId"));
        }
        await zoom.LetCreationsEnd();
        Assert.Equal(again ? 1 : 0, school.Meetings.Count);
        Assert.Equal(again ? 1 : 0, (await school.Teacher.Get(ZoomSchool.Path)).Items.Count);
    }

    /// <summary>As the program has asked last, but unknown to it; by hand: as somebody would at zoom.us.</summary>
    static async Task MakeAtZoom(ZoomApp zoom, ZoomSchool school, bool isByHand = false)
    {
        using var http = new HttpClient();
        var options = zoom.Zoom.Options;
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(
            System.Text.Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}")));
        var token = await http.Send(
            HttpMethod.Post, $"{zoom.Zoom.Address}oauth/token",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "account_credentials", ["account_id"] = options.AccountId,
            }));
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.Text("access_token"));
        var body = JsonNode.Parse(school.Calls(Make, school.Host.Id)[^1].Body)!;
        if (isByHand)
            body["settings"]!.AsObject().Remove("custom_keys");
        (await http.Send(HttpMethod.Post, $"{zoom.Zoom.ApiAddress}users/{school.Host.Id}/meetings", body.ToJsonString()))
            .Is(HttpStatusCode.Created);
    }
}
