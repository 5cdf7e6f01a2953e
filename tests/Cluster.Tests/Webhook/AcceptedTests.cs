using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>What is signed by Zoom and answered 200.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class AcceptedTests(SharedAppFixture shared)
{
    [PostgresTheory]
    [InlineData("meeting.started")]
    [InlineData("meeting.ended")]
    [InlineData("meeting.participant_joined")]
    [InlineData("meeting.participant_left")]
    public async Task A_fact_is_in_the_log_once_however_often_it_comes(string name)
    {
        var meeting = School.NewNumber();

        await IsLoggedOnce(meeting, ZoomBody.Fact(name, meeting));
    }

    [PostgresTheory]
    [InlineData("meeting.updated")]
    [InlineData("meeting.deleted")]
    [InlineData("meeting.registration_created")]
    [InlineData("meeting.registration_approved")]
    [InlineData("meeting.registration_cancelled")]
    [InlineData("meeting.registration_denied")]
    public async Task A_notice_is_in_the_log_once_however_often_it_comes(string name)
    {
        var meeting = School.NewNumber();

        await IsLoggedOnce(meeting, ZoomBody.Notice(name, meeting));
    }

    [PostgresFact]
    public async Task Of_repetitions_that_come_at_once_one_is_stored()
    {
        var app = await shared.App;
        var meeting = School.NewNumber();
        var body = ZoomBody.Fact("meeting.participant_joined", meeting);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Send(body)));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, await Stored.InLog(app, meeting));
    }

    [PostgresTheory]
    [InlineData("""{"event":"meeting.sharing_started"}""")]
    [InlineData("""{"event":"meeting.participant_joined_waiting_room","payload":null}""")]
    [InlineData("""{"event":"meeting.participant_joined_breakout_room","payload":"a text","event_ts":"nonsense"}""")]
    [InlineData("""{"event":"recording.completed","payload":{"object":{"id":[1,2],"uuid":{},"participant":7}}}""")]
    [InlineData("""{"event":"something.nobody_has_heard_of","payload":[[[[]]]]}""")]
    [InlineData("""{"payload":{"object":{"participant":{"email":1}}},"event":"MEETING.STARTED"}""")]
    public async Task Any_other_event_is_answered_200_and_leaves_nothing_behind(string body)
    {
        var app = await shared.App;
        var before = (await Stored.InAnyLog(app), await Stored.InQuarantine(app));

        Assert.Equal(HttpStatusCode.OK, await Send(body));

        Assert.Equal(before, (await Stored.InAnyLog(app), await Stored.InQuarantine(app)));
    }

    [PostgresTheory]
    [InlineData("Zoë Nguyễn 🎓")]
    [InlineData("محمد العربي")]
    [InlineData("李小龍 <b>&amp;\"'")]
    public async Task Names_in_any_script_are_signed_and_kept_as_they_are(string name)
    {
        var app = await shared.App;
        var meeting = School.NewNumber();

        Assert.Equal(HttpStatusCode.OK, await Send(ZoomBody.Fact("meeting.participant_joined", meeting, name)));

        Assert.Equal(name, await Statements.Run(
            app.Database.AdminConnectionString, $"SELECT name FROM meeting_log WHERE meeting = {meeting} AND seq = 1"));
    }

    [PostgresFact]
    public async Task The_second_secret_is_accepted_too()
    {
        var app = await shared.App;
        var meeting = School.NewNumber();
        var request = new WebhookRequest(ZoomBody.Fact("meeting.started", meeting), app.WebhookSecrets.Second);

        using var answer = await request.SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, await Stored.InLog(app, meeting));
    }

    [PostgresTheory]
    [InlineData(-115)]
    [InlineData(4)]
    public async Task A_repetition_signed_at_first_and_a_clock_a_little_ahead_are_accepted(int minutes)
    {
        var app = await shared.App;
        var request = new WebhookRequest(ZoomBody.Fact("meeting.started", School.NewNumber()), app.WebhookSecrets.First)
        {
            Timestamp = WebhookRequest.Seconds(TimeSpan.FromMinutes(minutes)),
        };

        using var answer = await request.SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    async Task IsLoggedOnce(long meeting, string body)
    {
        var app = await shared.App;
        for (var delivery = 0; delivery < 3; delivery++)
        {
            Assert.Equal(HttpStatusCode.OK, await Send(body));
            Assert.Equal(1, await Stored.InLog(app, meeting));
        }
    }

    async Task<HttpStatusCode> Send(string body)
    {
        var app = await shared.App;
        using var answer = await new WebhookRequest(body, app.WebhookSecrets.First).SendTo(app.Anonymous);
        return answer.StatusCode;
    }
}
