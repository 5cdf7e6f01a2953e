using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Up to 30 registrants in one call. Whom Zoom does not take is simply missing from the answer: it tells no reason.
/// </summary>
static class BatchRoute
{
    const int RowsMax = 30;

    public static Route Of(ZoomAccount account) => new(
        "POST", "/meetings/{meetingId}/batch_registrants", RateCategory.Heavy, "meeting:write:batch_registrants",
        call => Add(account, call));

    static ApiAnswer Add(ZoomAccount account, ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        if (meeting.Type != MeetingType.Scheduled)
            return ApiError.NotScheduled;
        var registering = new Registering(account);
        if (Registering.Refuse(meeting, call.Now) is { } unable)
            return unable;
        var fields = new Fields(call.Body!);
        var isApproved = fields.Flag("auto_approve") == true;
        if (fields.Array("registrants") is not { Count: > 0 and <= RowsMax } rows)
            return ApiError.Invalid([.. fields.Errors, ("registrants", $"1 to {RowsMax} registrants.")]);
        var requests = Requests(rows, account.Options.LastNameRequired)
            .Select(request => request with { IsApprovedAtOnce = isApproved })
            .ToList();
        if (registering.RefuseFull(meeting, requests) is { } full)
            return full;
        var subjects = requests.Select(request => registering.Counted(meeting, request.Email)).ToList();
        if (account.Limits.Refuse(call, LimitKind.RegistrationsPerRegistrant, subjects) is { } refused)
            return refused;
        var added = requests.Select(request => registering.Add(meeting, request, call.Now));
        return ApiAnswer.Created(new JsonObject
        {
            ["registrants"] = new JsonArray([.. added.Select(RegistrantJson.Batched)]),
        });
    }

    static IEnumerable<RegistrantRequest> Requests(JsonArray rows, bool isLastNameRequired) => rows
        .OfType<JsonObject>()
        .Select(row => RegistrantRequest.Read(row, isLastNameRequired).Request)
        .OfType<RegistrantRequest>()
        .DistinctBy(request => request.Email.ToLowerInvariant());
}
