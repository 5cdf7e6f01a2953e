using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Approves, denies and cancels registrants; all of those named, or none where one is unknown.</summary>
static class RegistrantStatusRoute
{
    const int RowsMax = 30;

    public static Route Of(ZoomAccount account) => new(
        "PUT", "/meetings/{meetingId}/registrants/status", RateCategory.Medium, "meeting:update:registrant_status",
        call => Change(account, call));

    static ApiAnswer Change(ZoomAccount account, ApiCall call)
    {
        if (account.Meeting(call) is not { } meeting)
            return ApiError.NoMeeting(call.Path["meetingId"]);
        if (!meeting.TakesRegistrations)
            return ApiError.NoRegistration(meeting.Id);
        var fields = new Fields(call.Body!);
        if (Status(fields.Text("action", 20)) is not { } status)
            return ApiError.Invalid([("action", "Invalid field.")]);
        if (fields.Array("registrants") is not { Count: > 0 and <= RowsMax } rows)
            return ApiError.Invalid([("registrants", $"1 to {RowsMax} registrants.")]);
        var registrants = rows.Select(row => (Row: row, Registrant: Find(meeting, row))).ToList();
        if (registrants.Find(found => found.Registrant is null) is { Row: not null } unknown)
            return ApiError.NoRegistrant(unknown.Row["id"]?.ToString() ?? unknown.Row["email"]?.ToString() ?? "");
        var subjects = registrants.ConvertAll(found => Registering.Subject(meeting, found.Registrant!.Email));
        if (account.Limits.Refuse(call, LimitKind.StatusChangesPerRegistrant, subjects) is { } refused)
            return refused;
        foreach (var (_, registrant) in registrants)
        {
            if (registrant!.Status == status)
                continue;
            registrant.Status = status;
            RegistrantNotices.Changed(account.Webhooks, meeting, registrant);
        }
        return ApiAnswer.NoContent;
    }

    static RegistrantStatus? Status(string? action) => action switch
    {
        "approve" => RegistrantStatus.Approved,
        "deny" => RegistrantStatus.Denied,
        "cancel" => RegistrantStatus.Cancelled,
        _ => null,
    };

    static Registrant? Find(Meeting meeting, JsonNode? row)
    {
        if (row is not JsonObject json)
            return null;
        var fields = new Fields(json);
        var (id, email) = (fields.Text("id", 64), fields.Text("email", 128));
        return meeting.Registrants.Find(known => id is null ? email is not null && known.Is(email) : known.Id == id);
    }
}
