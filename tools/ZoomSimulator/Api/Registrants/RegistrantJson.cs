using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>How Zoom tells a registrant, whose id is <c>id</c> in lists and <c>registrant_id</c> where one is made.</summary>
static class RegistrantJson
{
    static readonly string[] Unasked =
    [
        "address", "city", "country", "zip", "state", "phone", "industry", "org", "job_title", "purchasing_time_frame",
        "role_in_purchase_process", "no_of_employees", "comments",
    ];

    /// <summary>A row of the list, and the registrant of the event of a registration.</summary>
    public static JsonObject Row(Registrant registrant)
    {
        var json = Named(registrant);
        foreach (var field in Unasked)
            json[field] = "";
        json["custom_questions"] = new JsonArray();
        json["status"] = registrant.Status.ToString().ToLowerInvariant();
        json["create_time"] = Payload.Time(registrant.CreatedAt);
        AddEntry(json, registrant);
        return json;
    }

    public static JsonObject Named(Registrant registrant) => new()
    {
        ["id"] = registrant.Id,
        ["first_name"] = registrant.FirstName,
        ["last_name"] = registrant.LastName,
        ["email"] = registrant.Email,
    };

    /// <summary>The answer to adding one: here <c>id</c> is the meeting's.</summary>
    public static JsonObject Added(Meeting meeting, Registrant registrant, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["registrant_id"] = registrant.Id, ["id"] = meeting.Id, ["topic"] = meeting.Topic,
        };
        if (meeting.NextStart(now) is { } start)
            json["start_time"] = Payload.Time(start);
        AddEntry(json, registrant);
        if (meeting.Type == MeetingType.Recurring)
            json["occurrences"] = new JsonArray([.. DatesOf(meeting, registrant).Select(MeetingJson.Date)]);
        return json;
    }

    /// <summary>A row of the answer to a batch.</summary>
    public static JsonObject Batched(Registrant registrant)
    {
        var json = new JsonObject { ["registrant_id"] = registrant.Id, ["email"] = registrant.Email };
        AddEntry(json, registrant);
        return json;
    }

    public static void AddEntry(JsonObject json, Registrant registrant)
    {
        json["join_url"] = registrant.JoinUrl;
        json["participant_pin_code"] = registrant.PinCode;
    }

    public static IEnumerable<Occurrence> DatesOf(Meeting meeting, Registrant registrant) => meeting.Occurrences.Where(
        date => !date.IsDeleted && (registrant.OccurrenceIds.Count == 0 || registrant.OccurrenceIds.Contains(date.Id)));
}
