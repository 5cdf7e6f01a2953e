using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>What Zoom's webhooks tell of a meeting's creation, changes, end and runs.</summary>
static class MeetingNotices
{
    public static void Created(Webhooks webhooks, Meeting meeting)
    {
        var json = MeetingJson.Told(meeting);
        json["join_url"] = MeetingJson.JoinUrl(meeting);
        json["password"] = meeting.Password;
        MeetingJson.AddDates(json, meeting, meeting.Occurrences);
        json["settings"] = new JsonObject
        {
            ["use_pmi"] = false,
            ["jbh_time"] = meeting.Settings["jbh_time"]?.DeepClone(),
            ["join_before_host"] = meeting.Settings["join_before_host"]?.DeepClone(),
            ["meeting_invitees"] = new JsonArray(),
            ["alternative_hosts"] = meeting.Settings["alternative_hosts"]?.DeepClone(),
        };
        json["creation_source"] = "open_api";
        webhooks.Tell("meeting.created", json, ByHost(meeting, "operation", Scope(meeting)));
    }

    /// <summary>Only what changed, and its former value.</summary>
    public static void Updated(Webhooks webhooks, Meeting meeting, JsonObject former, string scope, DateTimeOffset now)
    {
        var changed = MeetingJson.Changeable(meeting);
        var (was, isNow) = (ZoomJson.Difference(changed, former), ZoomJson.Difference(former, changed));
        if (was.Count == 0 && isNow.Count == 0)
            return;
        (was["id"], isNow["id"]) = (meeting.Id, meeting.Id);
        var beside = ByHost(meeting, "scope", scope);
        beside["time_stamp"] = now.ToUnixTimeMilliseconds();
        beside["old_object"] = was;
        webhooks.Tell("meeting.updated", isNow, beside);
    }

    /// <param name="occurrence">The only one deleted; null: the whole meeting.</param>
    public static void Deleted(Webhooks webhooks, Meeting meeting, Occurrence? occurrence)
    {
        var json = MeetingJson.Told(meeting);
        if (occurrence is not null)
        {
            json["occurrences"] = new JsonArray(new JsonObject
            {
                ["occurrence_id"] = occurrence.Id, ["start_time"] = Payload.Time(occurrence.Start),
            });
        }
        var operation = occurrence is null ? Scope(meeting) : "single";
        webhooks.Tell("meeting.deleted", json, ByHost(meeting, "operation", operation));
    }

    public static void Started(Webhooks webhooks, Meeting meeting, MeetingRun run) =>
        webhooks.Tell("meeting.started", Live(meeting, run));

    public static void Ended(Webhooks webhooks, Meeting meeting, MeetingRun run, DateTimeOffset end)
    {
        var json = Live(meeting, run);
        json["end_time"] = Payload.Time(end);
        webhooks.Tell("meeting.ended", json);
    }

    public static JsonObject ByHost(Meeting meeting) => new()
    {
        ["operator"] = meeting.Host.Email, ["operator_id"] = meeting.Host.Id,
    };

    static JsonObject ByHost(Meeting meeting, string name, string value)
    {
        var json = ByHost(meeting);
        json[name] = value;
        return json;
    }

    static string Scope(Meeting meeting) => meeting.Type == MeetingType.Recurring ? "all" : "single";

    /// <summary>In events of a run the id is text, the uuid and the start are the run's, the duration the plan's.</summary>
    static JsonObject Live(Meeting meeting, MeetingRun run) => new()
    {
        ["uuid"] = run.Uuid,
        ["id"] = meeting.Key,
        ["host_id"] = meeting.Host.Id,
        ["topic"] = meeting.Topic,
        ["type"] = meeting.Type,
        ["start_time"] = Payload.Time(run.Start),
        ["timezone"] = meeting.TimeZone,
        ["duration"] = meeting.Type == MeetingType.Instant ? 0 : meeting.Duration,
    };
}
