using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>What Zoom's webhooks tell of registrations.</summary>
static class RegistrantNotices
{
    /// <summary>One that needs no approval is told as approved here, and by no event of its own.</summary>
    public static void Created(Webhooks webhooks, Meeting meeting, Registrant registrant)
    {
        var row = RegistrantJson.Row(registrant);
        row.Remove("create_time");
        var told = About(meeting, row);
        if (meeting.Type == MeetingType.Recurring)
        {
            told["occurrences"] = new JsonArray(
            [
                .. RegistrantJson.DatesOf(meeting, registrant).Select(date => new JsonObject
                {
                    ["occurrence_id"] = date.Id, ["start_time"] = Payload.Time(date.Start),
                }),
            ]);
        }
        webhooks.Tell("meeting.registration_created", told);
    }

    public static void Changed(Webhooks webhooks, Meeting meeting, Registrant registrant)
    {
        var json = RegistrantJson.Named(registrant);
        if (registrant.Status == RegistrantStatus.Approved)
            RegistrantJson.AddEntry(json, registrant);
        var status = registrant.Status.ToString().ToLowerInvariant();
        webhooks.Tell($"meeting.registration_{status}", About(meeting, json), MeetingNotices.ByHost(meeting));
    }

    static JsonObject About(Meeting meeting, JsonObject registrant)
    {
        var json = MeetingJson.Told(meeting);
        json["registrant"] = registrant;
        return json;
    }
}
