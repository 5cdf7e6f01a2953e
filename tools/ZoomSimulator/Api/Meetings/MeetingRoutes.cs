using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Making, reading, changing and deleting meetings.</summary>
sealed class MeetingRoutes(ZoomAccount account)
{
    public static IEnumerable<Route> Of(ZoomAccount account)
    {
        var routes = new MeetingRoutes(account);
        return
        [
            new("POST", "/users/{userId}/meetings", RateCategory.Medium, "meeting:write:meeting", routes.Create),
            new("GET", "/meetings/{meetingId}", RateCategory.Light, "meeting:read:meeting", routes.Get),
            new("PATCH", "/meetings/{meetingId}", RateCategory.Light, "meeting:update:meeting", routes.Update),
            new("DELETE", "/meetings/{meetingId}", RateCategory.Light, "meeting:delete:meeting", routes.Delete),
        ];
    }

    ApiAnswer Create(ApiCall call)
    {
        if (account.User(call.Path["userId"]) is not { } scheduler)
            return ApiError.NoUser(call.Path["userId"]);
        var change = MeetingChange.Read(call.Body!, scheduler.TimeZone);
        var host = account.Options.MovesMeetings && change.ScheduleFor is { } heir ? account.User(heir) : scheduler;
        if (host is null)
            return ApiError.NoUser(change.ScheduleFor!);
        if (!host.MayHost)
            return ApiError.HostingNotAllowed;
        if (change.Type == MeetingType.Recurring && change.Recurrence is null)
            change.Fields.Add("recurrence");
        if (!change.IsValid)
            return ApiError.Invalid(change.Fields.Errors);
        if (account.Limits.Refuse(call, LimitKind.ChangesPerHost, scheduler.Id) is { } refused)
            return refused;
        var meeting = account.NewMeeting(host, account.NewMeetingId(), call.Now);
        meeting.Start = MeetingRun.WholeSecond(call.Now);
        change.ApplyTo(meeting);
        account.Meetings.Add(meeting.Id, meeting);
        MeetingNotices.Created(account.Webhooks, meeting);
        return ApiAnswer.Created(MeetingJson.Full(meeting, call.Now, meeting.Occurrences));
    }

    ApiAnswer Get(ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        if (call.Asked("occurrence_id") is not { } id)
            return ApiAnswer.Ok(MeetingJson.Full(meeting, call.Now, [.. Shown(meeting, call)]));
        if (meeting.Occurrences.Find(date => date.Id == id) is not { } occurrence)
            return ApiError.NoOccurrence;
        var json = MeetingJson.Full(meeting, call.Now, [occurrence]);
        json["start_time"] = Payload.Time(occurrence.Start);
        json["duration"] = occurrence.Duration;
        return ApiAnswer.Ok(json);
    }

    /// <summary>Those that are over only where they are asked for.</summary>
    static IEnumerable<Occurrence> Shown(Meeting meeting, ApiCall call) => meeting.Occurrences
        .Where(occurrence => occurrence.End > call.Now || call.Asked("show_previous_occurrences") == "true");

    ApiAnswer Update(ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        if (meeting.RunAt(call.Now) is not null)
            return ApiError.UpdatedInProgress;
        var change = MeetingChange.Read(WithoutPastStart(call, meeting), meeting.TimeZone);
        if (call.Asked("occurrence_id") is { } id)
            return UpdateOccurrence(call, meeting, change, id);
        if ((change.Type ?? meeting.Type) == MeetingType.Recurring
            && change.Recurrence is null && (change.Start is not null || meeting.Recurrence is null))
            change.Fields.Add("recurrence");
        if (!change.IsValid)
            return ApiError.Invalid(change.Fields.Errors);
        var host = change.ScheduleFor is { } heir ? account.User(heir) : meeting.Host;
        if (host is null)
            return ApiError.NoUser(change.ScheduleFor!);
        if (!host.MayHost)
            return ApiError.HostingNotAllowed;
        if (account.Limits.Refuse(call, LimitKind.ChangesPerHost, meeting.Host.Id) is { } refused)
            return refused;
        var former = MeetingJson.Changeable(meeting);
        meeting.Start ??= call.Now;
        change.ApplyTo(meeting);
        if (account.Options.MovesMeetings)
            meeting.Host = host;
        MeetingNotices.Updated(
            account.Webhooks, meeting, former, meeting.Type == MeetingType.Recurring ? "all" : "single", call.Now);
        return ApiAnswer.NoContent;
    }

    /// <summary>Of one date only time and length can be changed here; Zoom passes over the rest, too.</summary>
    ApiAnswer UpdateOccurrence(ApiCall call, Meeting meeting, MeetingChange change, string id)
    {
        var index = meeting.Occurrences.FindIndex(date => date.Id == id && !date.IsDeleted);
        if (index < 0)
            return ApiError.NoOccurrence;
        if (!change.IsValid)
            return ApiError.Invalid(change.Fields.Errors);
        if (account.Limits.Refuse(call, LimitKind.ChangesPerHost, meeting.Host.Id) is { } refused)
            return refused;
        var former = MeetingJson.Changeable(meeting);
        var occurrence = meeting.Occurrences[index];
        meeting.Occurrences[index] = occurrence with
        {
            Start = change.Start ?? occurrence.Start, Duration = change.Duration ?? occurrence.Duration,
        };
        MeetingNotices.Updated(account.Webhooks, meeting, former, "single", call.Now);
        return ApiAnswer.NoContent;
    }

    /// <summary>Zoom passes over a start in the past.</summary>
    static JsonObject WithoutPastStart(ApiCall call, Meeting meeting)
    {
        var body = call.Body!.DeepClone().AsObject();
        if (MeetingChange.Read(body, meeting.TimeZone).Start <= call.Now)
            body.Remove("start_time");
        return body;
    }

    ApiAnswer Delete(ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        if (call.Asked("occurrence_id") is { } id)
            return DeleteOccurrence(meeting, id);
        if (meeting.Type == MeetingType.PersonalRoom)
            return ApiError.PersonalRoomStays;
        if (meeting.RunAt(call.Now) is not null)
            return ApiError.DeletedInProgress;
        meeting.IsDeleted = true;
        MeetingNotices.Deleted(account.Webhooks, meeting, null);
        return ApiAnswer.NoContent;
    }

    ApiAnswer DeleteOccurrence(Meeting meeting, string id)
    {
        var index = meeting.Occurrences.FindIndex(date => date.Id == id && !date.IsDeleted);
        if (index < 0)
            return ApiError.NoOccurrence;
        meeting.Occurrences[index] = meeting.Occurrences[index] with { IsDeleted = true };
        MeetingNotices.Deleted(account.Webhooks, meeting, meeting.Occurrences[index]);
        return ApiAnswer.NoContent;
    }
}
