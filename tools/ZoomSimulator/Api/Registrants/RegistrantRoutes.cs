namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>One registrant at a time, and the lists of them.</summary>
sealed class RegistrantRoutes(ZoomAccount account)
{
    const string All = "/meetings/{meetingId}/registrants", One = All + "/{registrantId}";

    public static IEnumerable<Route> Of(ZoomAccount account)
    {
        var routes = new RegistrantRoutes(account);
        return
        [
            new("POST", All, RateCategory.Light, "meeting:write:registrant", routes.Add),
            new("GET", All, RateCategory.Medium, "meeting:read:list_registrants", routes.List),
            new("GET", One, RateCategory.Light, "meeting:read:registrant", routes.Get),
            new("DELETE", One, RateCategory.Light, "meeting:delete:registrant", routes.Delete),
        ];
    }

    ApiAnswer Add(ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        var registering = new Registering(account);
        if (Registering.Refuse(meeting, call.Now) is { } unable)
            return unable;
        var (request, fields) = RegistrantRequest.Read(call.Body!, account.Options.LastNameRequired);
        if (request is null)
            return ApiError.Invalid(fields.Errors);
        var occurrences = call.Asked("occurrence_ids")?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (occurrences.Except(meeting.Occurrences.Where(date => !date.IsDeleted).Select(date => date.Id)).Any())
            return ApiError.NoOccurrence;
        if (registering.RefuseFull(meeting, [request]) is { } full)
            return full;
        var subject = registering.Counted(meeting, request.Email);
        if (account.Limits.Refuse(call, LimitKind.RegistrationsPerRegistrant, subject) is { } refused)
            return refused;
        var registrant = registering.Add(meeting, request with { OccurrenceIds = occurrences }, call.Now);
        return ApiAnswer.Created(RegistrantJson.Added(meeting, registrant, call.Now));
    }

    ApiAnswer List(ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        if (Asked(call) is not { } status)
            return ApiError.Invalid([("status", "Invalid field.")]);
        var date = call.Asked("occurrence_id");
        var registrants = meeting.Registrants
            .Where(registrant => registrant.Status == status)
            .Where(registrant => date is null || RegistrantJson.DatesOf(meeting, registrant).Any(d => d.Id == date))
            .ToList();
        return account.Pages.Of(call, "registrants", registrants, RegistrantJson.Row, isNumbered: true);
    }

    static RegistrantStatus? Asked(ApiCall call) => (call.Asked("status") ?? "approved") switch
    {
        "pending" => RegistrantStatus.Pending,
        "approved" => RegistrantStatus.Approved,
        "denied" => RegistrantStatus.Denied,
        _ => null,
    };

    ApiAnswer Get(ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        return Find(meeting, call) is { Status: not RegistrantStatus.Cancelled } registrant
            ? ApiAnswer.Ok(RegistrantJson.Row(registrant))
            : ApiError.NoRegistrant(call.Path["registrantId"]);
    }

    ApiAnswer Delete(ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        if (Find(meeting, call) is not { } registrant)
            return ApiError.NoRegistrant(call.Path["registrantId"]);
        meeting.Registrants.Remove(registrant);
        registrant.Status = RegistrantStatus.Cancelled;
        RegistrantNotices.Changed(account.Webhooks, meeting, registrant);
        return ApiAnswer.NoContent;
    }

    static Registrant? Find(Meeting meeting, ApiCall call) =>
        meeting.Registrants.Find(registrant => registrant.Id == call.Path["registrantId"]);
}
