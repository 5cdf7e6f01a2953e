namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Ends a run under way, and brings a deleted meeting back.</summary>
static class MeetingStatusRoute
{
    public static Route Of(ZoomAccount account) => new(
        "PUT", "/meetings/{meetingId}/status", RateCategory.Light, "meeting:update:status", call => Change(account, call));

    static ApiAnswer Change(ZoomAccount account, ApiCall call)
    {
        if (account.Meetings.GetValueOrDefault(call.MeetingId) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        var fields = new Fields(call.Body!);
        switch (fields.Text("action", 20))
        {
            case "end" when meeting.RunAt(call.Now) is { } run:
                run.EndAt(call.Now);
                MeetingNotices.Ended(account.Webhooks, meeting, run, run.End!.Value);
                return ApiAnswer.NoContent;
            case "end":
                return meeting.IsDeleted ? ApiError.NoMeeting(meeting.Key) : ApiError.NotInProgress;
            case "recover":
                meeting.IsDeleted = false;
                return ApiAnswer.NoContent;
            default:
                return ApiError.Invalid([("action", "Invalid field.")]);
        }
    }
}
