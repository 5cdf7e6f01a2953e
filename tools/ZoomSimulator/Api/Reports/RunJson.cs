using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>How Zoom tells a run that is over: its minutes rounded up, its rows in seconds.</summary>
static class RunJson
{
    public static JsonObject Past(Meeting meeting, MeetingRun run, Func<int, int?> counted)
    {
        var json = Head(meeting, run, counted);
        json["host_id"] = meeting.Host.Id;
        json["source"] = "Zoom";
        json["has_meeting_summary"] = false;
        return json;
    }

    public static JsonObject Report(Meeting meeting, MeetingRun run, Func<int, int?> counted)
    {
        var json = Head(meeting, run, counted);
        json["tracking_fields"] = new JsonArray();
        return json;
    }

    public static JsonObject Instance(Meeting meeting, MeetingRun run) => new()
    {
        ["uuid"] = run.Uuid,
        ["start_time"] = Payload.Time(run.Start),
        ["occurrence_id"] = meeting.Occurrences.MinBy(date => (date.Start - run.Start).Duration())?.Id ?? "",
    };

    /// <summary>A row of the past meeting's participants.</summary>
    public static JsonObject PastRow(ReportRow row)
    {
        var json = Row(row);
        json["registrant_id"] = row.RegistrantId;
        json["failover"] = false;
        json["status"] = "in_meeting";
        json["groupId"] = "";
        json["internal_user"] = row.ZoomUserId.Length > 0;
        return json;
    }

    /// <summary>A row of the report. Only those who are signed in have a <c>participant_user_id</c> at all.</summary>
    public static JsonObject ReportRow(ReportRow row, bool tellsRegistrant)
    {
        var json = Row(row);
        if (tellsRegistrant)
            json["registrant_id"] = row.RegistrantId;
        json["attentiveness_score"] = "";
        json["failover"] = false;
        json["status"] = row.IsInWaitingRoom ? "in_waiting_room" : "in_meeting";
        json["customer_key"] = "";
        if (row.ZoomUserId.Length > 0)
            json["participant_user_id"] = row.ZoomUserId;
        if (row.Room is { } room)
            json["bo_mtg_id"] = room;
        return json;
    }

    static JsonObject Head(Meeting meeting, MeetingRun run, Func<int, int?> counted)
    {
        var main = run.Rows.Where(row => row.IsMain).ToList();
        return new()
        {
            ["uuid"] = run.Uuid,
            ["id"] = meeting.Id,
            ["type"] = meeting.Type,
            ["topic"] = meeting.Topic,
            ["user_name"] = meeting.Host.Name,
            ["user_email"] = meeting.Host.Email,
            ["start_time"] = Payload.Time(run.Start),
            ["end_time"] = Payload.Time(run.End!.Value),
            ["duration"] = Minutes(run.End.Value - run.Start),
            ["total_minutes"] = main.Sum(row => Minutes(row.Leave - row.Join)),
            ["participants_count"] = counted(main.DistinctBy(row => row.Person).Count()),
            ["dept"] = "",
        };
    }

    static JsonObject Row(ReportRow row) => new()
    {
        ["id"] = row.ZoomUserId,
        ["user_id"] = row.UserId,
        ["name"] = row.Name,
        ["user_email"] = row.Email,
        ["join_time"] = Payload.Time(row.Join),
        ["leave_time"] = Payload.Time(row.Leave),
        ["duration"] = row.Seconds,
    };

    static int Minutes(TimeSpan time) => (int)Math.Ceiling(time.TotalMinutes);
}
