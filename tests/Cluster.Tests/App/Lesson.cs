using System.Globalization;
using System.Text.Json;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Zoom's events of one run of a meeting. Times are seconds since the run began.</summary>
sealed class Lesson(WebhookSender zoom, long meeting, DateTimeOffset start)
{
    readonly string _run = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
    int _stays;

    public Task Start() => Send("meeting.started", 0, new { start_time = At(0) });

    public Task End(int second) => Send("meeting.ended", second, new { start_time = At(0), end_time = At(second) });

    /// <summary>In and out again, recognized by the e-mail address.</summary>
    public async Task Attend(string name, string email, int join, int leave)
    {
        var stay = ++_stays;
        await Send("meeting.participant_joined", join, new { participant = Participant(new { join_time = At(join) }) });
        await Send("meeting.participant_left", leave, new { participant = Participant(new { leave_time = At(leave) }) });

        Dictionary<string, object> Participant(object time) => new(
            JsonSerializer.SerializeToElement(time).EnumerateObject().Select(field =>
                KeyValuePair.Create(field.Name, (object)field.Value)))
        {
            ["user_id"] = stay.ToString(CultureInfo.InvariantCulture),
            ["participant_uuid"] = $"client-{stay}",
            ["user_name"] = name,
            ["email"] = email,
        };
    }

    async Task Send(string name, int second, object fields)
    {
        var meetingFields = new Dictionary<string, object>
        {
            ["uuid"] = _run,
            ["id"] = meeting.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var field in JsonSerializer.SerializeToElement(fields).EnumerateObject())
            meetingFields.Add(field.Name, field.Value);
        using var answer = await zoom.Post(JsonSerializer.Serialize(new
        {
            @event = name,
            event_ts = start.AddSeconds(second).ToUnixTimeMilliseconds(),
            payload = new { account_id = "account", @object = meetingFields },
        }));
        answer.EnsureSuccessStatusCode();
    }

    string At(int second) => start.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
