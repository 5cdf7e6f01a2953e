using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

[Collection(MeetingsAtZoom.Name)]
public sealed class MakingTests(ZoomAppFixture shared)
{
    const string Make = "POST /users/{userId}/meetings";

    [PostgresFact]
    public async Task A_class_meeting_is_made_at_Zoom_for_its_teacher_with_registration_and_a_waiting_room()
    {
        var school = await (await shared.App).Make();

        var answer = (await school.Create(("description", "Fractions"))).Is(HttpStatusCode.Created);

        var made = Assert.Single(school.Meetings);
        Assert.Equal($"{made.Id}", answer.Text("zoomMeetingId"));
        Assert.Equal(("Mathematics", 2, TimeSpan.FromHours(1)), (made.Topic, made.Type, made.Duration));
        Assert.Equal(DateTimeOffset.Parse("2027-03-01T00:30:00Z", null), made.Start);
        Assert.True(answer["registrationEnabled"].GetBoolean());
        Assert.Contains($"/j/{made.Id}", answer.Text("joinUrl"), StringComparison.Ordinal);
        Assert.NotNull(answer.Text("registrationUrl"));
        Assert.DoesNotContain("/s/", answer.Body, StringComparison.Ordinal);

        var sent = school.Sent(Make, school.Host.Id);
        Assert.Equal("Fractions", sent.GetProperty("agenda").GetString());
        Assert.Equal("Asia/Manila", sent.GetProperty("timezone").GetString());
        var settings = sent.GetProperty("settings");
        Assert.Equal(0, settings.GetProperty("approval_type").GetInt32());
        Assert.True(settings.GetProperty("waiting_room").GetBoolean());
        Assert.False(settings.GetProperty("join_before_host").GetBoolean());
        Assert.True(settings.GetProperty("mute_upon_entry").GetBoolean());
        var waiting = settings.GetProperty("waiting_room_options");
        Assert.Equal("custom", waiting.GetProperty("mode").GetString());
        Assert.Equal("users_not_on_invite", waiting.GetProperty("who_goes_to_waiting_room").GetString());
    }

    /// <summary>Two at once, by two teachers: one account for all could not hold them.</summary>
    [PostgresFact]
    public async Task Each_teacher_is_the_host_of_their_own_meetings()
    {
        var zoom = await shared.App;
        var (one, other) = (await zoom.Make(), await zoom.Make());

        await Task.WhenAll(one.Create(), other.Create());

        Assert.Single(one.Meetings);
        Assert.Single(other.Meetings);
    }

    [PostgresFact]
    public async Task Who_has_no_Zoom_id_is_known_to_Zoom_by_their_address_and_an_admin_makes_somebody_the_host()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        var host = zoom.NewHost();
        var teacher = (await zoom.App.Admin.Post(
            "/api/users", new { name = "Tala", role = "teacher", email = host.Email })).Is(HttpStatusCode.Created).Id;

        (await zoom.App.Admin.Post(ZoomSchool.Path, school.Request(("hostId", teacher)))).Is(HttpStatusCode.Created);

        Assert.Single((school with { Host = host }).Meetings);
        Assert.Empty(school.Meetings);
    }

    [PostgresFact]
    public async Task Who_is_not_in_the_account_is_told_so_and_nothing_is_left_behind()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();

        var answer = await zoom.App.Admin.Post(ZoomSchool.Path, school.Request(("hostId", school.School.OtherTeacher)));

        answer.Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("ZOOM_UNKNOWN_HOST", answer.Text("code"));
        Assert.Empty(await zoom.Query("SELECT 1 FROM meeting_creations", _ => true));
        Assert.Empty(await zoom.Query("SELECT 1 FROM due_work WHERE kind = 'creation'", _ => true));
    }

    [PostgresTheory]
    [InlineData("instant", null, 1)]
    [InlineData("scheduled", null, 2)]
    [InlineData("recurring", null, 3)]
    [InlineData("recurring", """{"type": "daily", "interval": 2, "count": 3}""", 8)]
    [InlineData("recurring", """{"type": "weekly", "weekDays": ["mon", "thu", "sun"], "until": "2027-03-14"}""", 8)]
    [InlineData("recurring", """{"type": "weekly", "interval": 2, "count": 4}""", 8)]
    [InlineData("recurring", """{"type": "monthly", "monthDay": 31, "count": 4}""", 8)]
    [InlineData("recurring", """{"type": "monthly", "interval": 3, "until": "2027-09-01T00:30:00Z"}""", 8)]
    public async Task Each_type_is_made_and_its_lessons_are_Zooms(string type, string? recurrence, int zoomType)
    {
        var school = await (await shared.App).Make();

        var answer = (await school.Create(
            ("meetingType", type), ("recurrence", recurrence is null ? null : JsonElement.Parse(recurrence))))
            .Is(HttpStatusCode.Created);

        var made = Assert.Single(school.Meetings);
        Assert.Equal(zoomType, made.Type);
        var lessons = await school.Lessons(answer.Id);
        Assert.Equal(zoomType == 8, lessons.Count > 1);
        Assert.Equal(zoomType == 2 ? [made.Start!.Value] : made.Dates, lessons);
    }

    /// <summary>Our weeks begin on Monday, Zoom's on Sunday: every second week that is not the same.</summary>
    [PostgresFact]
    public async Task Where_Zoom_plans_other_lessons_than_were_asked_for_Zooms_are_kept()
    {
        var school = await (await shared.App).Make();

        var answer = (await school.Create(
            ("meetingType", "recurring"),
            ("recurrence", new { type = "weekly", interval = 2, weekDays = new[] { "mon", "sun" }, count = 4 })))
            .Is(HttpStatusCode.Created);

        var made = Assert.Single(school.Meetings);
        Assert.DoesNotContain(DateTimeOffset.Parse("2027-03-07T00:30:00Z", null), made.Dates);
        Assert.Equal(made.Dates, await school.Lessons(answer.Id));
    }

    [PostgresTheory]
    [InlineData("""{"type": "daily", "count": 51}""", "recurrence")]
    [InlineData("""{"type": "daily", "until": "2027-06-01"}""", "recurrence")]
    [InlineData("""{"type": "weekly", "interval": 13, "count": 2}""", "recurrence.interval")]
    [InlineData("""{"type": "monthly", "interval": 4, "count": 2}""", "recurrence.interval")]
    public async Task What_Zoom_does_not_take_of_a_recurrence_is_refused_before_Zoom_is_asked(string recurrence, string field)
    {
        var school = await (await shared.App).Make();

        (await school.Create(("meetingType", "recurring"), ("recurrence", JsonElement.Parse(recurrence)))).Blames(field);

        Assert.Empty(school.Calls(Make, school.Host.Id));
    }

    [PostgresFact]
    public async Task Settings_go_to_Zoom_in_its_own_words_and_are_told_as_they_were_asked_for()
    {
        var school = await (await shared.App).Make();

        var answer = (await school.Create(
            ("classId", null), ("targetAudience", "personal"),
            ("settings", new
            {
                hostVideo = true, participantVideo = false, autoRecording = "cloud", muteUponEntry = true, waitingRoom = true,
                waitingRoomFor = "usersNotInAccount", joinBeforeHost = false, meetingAuthentication = true,
                registrationApproval = "manual", registrantsConfirmationEmail = false, registrantsEmailNotification = false,
                usePmi = false,
            }),
            ("registrationEnabled", true))).Is(HttpStatusCode.Created);

        Assert.Equal("cloud", answer["settings"].GetProperty("autoRecording").GetString());
        Assert.Equal("manual", answer["settings"].GetProperty("registrationApproval").GetString());
        Assert.False(answer["settings"].TryGetProperty("usePmi", out _));
        var sent = school.Sent(Make, school.Host.Id).GetProperty("settings");
        Assert.Equal("""
            {"approval_type":1,"waiting_room":true,"waiting_room_options":{"who_goes_to_waiting_room":"users_not_in_account","mode":"custom"},"join_before_host":false,"mute_upon_entry":true,"host_video":true,"participant_video":false,"auto_recording":"cloud","registrants_confirmation_email":false,"registrants_email_notification":false,"meeting_authentication":true,"use_pmi":false}
            """.Trim(), WithoutMark(sent));
    }

    [PostgresTheory]
    [InlineData("""{"usePmi": true}""", "settings.usePmi")]
    [InlineData("""{"pmi": 1234567890}""", "settings.pmi")]
    [InlineData("""{"autoRecording": "always"}""", "settings.autoRecording")]
    [InlineData("""{"waitingRoom": "yes"}""", "settings.waitingRoom")]
    public async Task Settings_that_there_are_not_are_refused_by_their_name(string settings, string field)
    {
        var school = await (await shared.App).Make();

        (await school.Create(("settings", JsonElement.Parse(settings)))).Blames(field);

        Assert.Empty(school.Calls(Make, school.Host.Id));
    }

    [PostgresFact]
    public async Task Without_a_class_there_is_no_registration_and_nothing_is_set_that_was_not_asked_for()
    {
        var school = await (await shared.App).Make();

        var answer = (await school.Create(("classId", null), ("targetAudience", "personal"))).Is(HttpStatusCode.Created);

        Assert.False(answer["registrationEnabled"].GetBoolean());
        Assert.Equal("""{"approval_type":2,"use_pmi":false}""", WithoutMark(school.Sent(Make, school.Host.Id).GetProperty("settings")));
    }

    /// <summary>Zoom refuses a second one while the first is under way.</summary>
    [PostgresFact]
    public async Task Ten_meetings_that_a_teacher_makes_at_once_are_made_and_count_as_ten()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        zoom.Zoom.Failures.Add(Make, Failure.LateAnswer(TimeSpan.FromMilliseconds(150)));
        try
        {
            var made = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => school.Create(("title", $"Lesson {i}"))));
            Assert.All(made, one => one.Is(HttpStatusCode.Created));
        }
        finally
        {
            zoom.Zoom.Failures.Clear();
        }

        Assert.Equal(10, school.Calls(Make, school.Host.Id).Count);
        Assert.Equal(10, school.Meetings.Count);
    }

    [PostgresFact]
    public async Task The_answer_says_what_is_used_of_the_hosts_day_and_the_refusal_until_when()
    {
        var zoom = await shared.App;
        var school = await zoom.Make();
        await school.Create();

        var second = (await school.Create()).Is(HttpStatusCode.Created);

        Assert.Equal(["2"], second.Response.Headers.GetValues("Zoom-Changes-Today"));
        Assert.Equal(["100"], second.Response.Headers.GetValues("Zoom-Changes-Per-Day"));
        try
        {
            zoom.Zoom.Failures.Add(Make, Failure.Error(
                429, 429, "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for "
                    + "this particular user."));
            (await school.Create()).Is(HttpStatusCode.TooManyRequests);
        }
        finally
        {
            zoom.Zoom.Failures.Clear();
        }
        var refused = (await school.Create()).Is(HttpStatusCode.TooManyRequests);
        Assert.Equal("ZOOM_LIMIT", refused.Text("code"));
        Assert.NotNull(refused.Response.Headers.RetryAfter);
        Assert.Equal(3, school.Calls(Make, school.Host.Id).Count);
        Assert.Equal(2, school.Meetings.Count);
        Assert.Empty(await zoom.Query("SELECT 1 FROM meeting_creations", _ => true));
    }

    static string WithoutMark(JsonElement settings)
    {
        var others = JsonNode.Parse(settings.GetRawText())!.AsObject();
        Assert.True(others.Remove("custom_keys"));
        return others.ToJsonString();
    }
}
