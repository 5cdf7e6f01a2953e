using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>How Zoom tells a meeting.</summary>
static class MeetingJson
{
    const string Site = "https://example.zoom.us";

    public static string JoinUrl(Meeting meeting) => $"{Site}/j/{meeting.Key}?pwd={Encrypted(meeting)}";

    public static string PersonalUrl(Meeting meeting, string ticket) => $"{Site}/w/{meeting.Key}?tk={ticket}";

    /// <summary>The answer to creating and to reading one.</summary>
    public static JsonObject Full(Meeting meeting, DateTimeOffset now, IReadOnlyList<Occurrence> occurrences)
    {
        var json = Head(meeting);
        json["host_email"] = meeting.Host.Email;
        json["assistant_id"] = "";
        json["topic"] = meeting.Topic;
        json["type"] = meeting.Type;
        json["status"] = meeting.RunAt(now) is null ? "waiting" : "started";
        // A recurring meeting has its times in its occurrences.
        if (meeting.Type != MeetingType.Recurring)
            AddStart(json, meeting.Start);
        AddRest(json, meeting);
        json["start_url"] = $"{Site}/s/{meeting.Key}?zak=simulated.{now.ToUnixTimeSeconds()}";
        json["join_url"] = JoinUrl(meeting);
        if (meeting.TakesRegistrations)
            json["registration_url"] = $"{Site}/meeting/register/{Encrypted(meeting)}";
        json["password"] = meeting.Password;
        json["h323_password"] = "123456";
        json["pstn_password"] = "123456";
        json["encrypted_password"] = Encrypted(meeting);
        json["settings"] = meeting.Settings.DeepClone();
        json["pre_schedule"] = false;
        AddDates(json, meeting, occurrences);
        return json;
    }

    /// <summary>A row of a user's meetings.</summary>
    public static JsonObject Row(Meeting meeting, DateTimeOffset now)
    {
        var json = Head(meeting);
        json["topic"] = meeting.Topic;
        json["type"] = meeting.Type;
        AddStart(json, meeting.NextStart(now));
        AddRest(json, meeting);
        json["join_url"] = JoinUrl(meeting);
        return json;
    }

    /// <summary>What webhooks about the meeting itself tell, its id being a number in them.</summary>
    public static JsonObject Told(Meeting meeting)
    {
        var json = Head(meeting);
        json["topic"] = meeting.Topic;
        json["type"] = meeting.Type;
        if (meeting.Type != MeetingType.Recurring)
            AddStart(json, meeting.Start);
        json["duration"] = meeting.Duration;
        json["timezone"] = meeting.TimeZone;
        return json;
    }

    /// <summary>All that a change can touch.</summary>
    public static JsonObject Changeable(Meeting meeting)
    {
        var json = Told(meeting);
        json["agenda"] = meeting.Agenda;
        json["password"] = meeting.Password;
        json["settings"] = meeting.Settings.DeepClone();
        AddDates(json, meeting, meeting.Occurrences);
        return json;
    }

    public static void AddDates(JsonObject json, Meeting meeting, IReadOnlyList<Occurrence> occurrences)
    {
        if (meeting.Recurrence is not { } recurrence)
            return;
        json["occurrences"] = new JsonArray([.. occurrences.Select(Date)]);
        json["recurrence"] = recurrence.Json.DeepClone();
    }

    public static JsonObject Date(Occurrence occurrence) => new()
    {
        ["occurrence_id"] = occurrence.Id,
        ["start_time"] = Payload.Time(occurrence.Start),
        ["duration"] = occurrence.Duration,
        ["status"] = occurrence.IsDeleted ? "deleted" : "available",
    };

    static JsonObject Head(Meeting meeting) => new()
    {
        ["uuid"] = meeting.Uuid, ["id"] = meeting.Id, ["host_id"] = meeting.Host.Id,
    };

    static void AddStart(JsonObject json, DateTimeOffset? start)
    {
        if (start is { } time)
            json["start_time"] = Payload.Time(time);
    }

    static void AddRest(JsonObject json, Meeting meeting)
    {
        json["duration"] = meeting.Duration;
        json["timezone"] = meeting.TimeZone;
        json["agenda"] = meeting.Agenda;
        json["created_at"] = Payload.Time(meeting.CreatedAt);
    }

    static string Encrypted(Meeting meeting) => $"simulated{meeting.Key}.1";
}
