using System.Globalization;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// What can be asked of runs that are over. A uuid asks for that run; a number for the meeting's last, which may be the
/// wrong one. Runs of one person have no participants here.
/// </summary>
sealed class ReportRoutes(ZoomAccount account)
{
    const int PeopleMin = 2;
    static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static IEnumerable<Route> Of(ZoomAccount account)
    {
        var routes = new ReportRoutes(account);
        const string past = "/past_meetings/{meetingId}", report = "/report/meetings/{meetingId}";
        return
        [
            new("GET", past, RateCategory.Light, "meeting:read:past_meeting", routes.Past),
            new("GET", past + "/instances", RateCategory.Medium, "meeting:read:list_past_instances", routes.Instances),
            new("GET", past + "/participants", RateCategory.Medium, "meeting:read:list_past_participants", routes.PastPeople),
            new("GET", report, RateCategory.Heavy, "report:read:meeting", routes.Report),
            new("GET", report + "/participants", RateCategory.Heavy, "report:read:list_meeting_participants",
                routes.ReportPeople),
        ];
    }

    ApiAnswer Past(ApiCall call) =>
        With(call, TimeSpan.Zero, (meeting, run) => ApiAnswer.Ok(RunJson.Past(meeting, run, account.Options.Counted)));

    ApiAnswer Report(ApiCall call) =>
        WithPaid(call, (meeting, run) => ApiAnswer.Ok(RunJson.Report(meeting, run, account.Options.Counted)));

    ApiAnswer PastPeople(ApiCall call) => WithPaid(call, (_, run) =>
        account.Pages.Of(call, "participants", People(run).FindAll(row => row.IsMain), RunJson.PastRow));

    ApiAnswer ReportPeople(ApiCall call) => WithPaid(call, (_, run) =>
    {
        var tellsRegistrant = call.Query["include_fields"].Any(asked => asked?.Contains("registrant_id") == true);
        return account.Pages.Of(call, "participants", People(run), row => RunJson.ReportRow(
            account.Options.ReportsTellUserIds ? row : row with { UserId = "" }, tellsRegistrant));
    });

    /// <summary>Takes the meeting's number only.</summary>
    ApiAnswer Instances(ApiCall call)
    {
        if (account.Meetings.GetValueOrDefault(call.MeetingId) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        var over = meeting.Runs.Where(run => run.HasEnded(call.Now)).Select(run => RunJson.Instance(meeting, run));
        return ApiAnswer.Ok(new JsonObject { ["meetings"] = new JsonArray([.. over]) });
    }

    ApiAnswer WithPaid(ApiCall call, Func<Meeting, MeetingRun, ApiAnswer> answer) =>
        account.Options.Plan == ZoomPlan.Free
            ? ApiError.PaidOnly(account.Options.AccountId)
            : With(call, account.Options.ReportDelay, answer);

    ApiAnswer With(ApiCall call, TimeSpan delay, Func<Meeting, MeetingRun, ApiAnswer> answer)
    {
        if (Find(call) is not var (meeting, run) || !run.HasEnded(call.Now - delay))
            return ApiError.NoMeeting(call.Path["meetingId"]);
        return run.End < call.Now - Kept ? ApiError.TooOld : answer(meeting, run);
    }

    (Meeting, MeetingRun)? Find(ApiCall call)
    {
        var asked = call.Path["meetingId"];
        if (long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return account.Meetings.GetValueOrDefault(call.MeetingId) is { } meeting
                && meeting.Runs.FindLast(run => run.HasEnded(call.Now)) is { } last
                    ? (meeting, last)
                    : null;
        }
        return account.Meetings.Values
            .SelectMany(meeting => meeting.Runs, (meeting, run) => (meeting, run))
            .Where(found => found.run.Uuid == asked)
            .Select(found => ((Meeting, MeetingRun)?)found)
            .FirstOrDefault();
    }

    static List<ReportRow> People(MeetingRun run) =>
        run.Rows.Where(row => row.IsMain).DistinctBy(row => row.Person).Count() < PeopleMin ? [] : [.. run.Rows];
}
