using System.Globalization;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Zoom's refusals. One code stands for several things and one thing has several codes, so status and code are given
/// together; the texts are Zoom's where they are known.
/// </summary>
static class ApiError
{
    public static ApiAnswer NotJson => Of(400, 300, "Request Body should be a valid JSON object.");

    public static ApiAnswer BadPageToken => Of(400, 300, "The next page token is invalid or expired.");

    public static ApiAnswer BadToken => Of(401, 124, "Invalid access token.");

    public static ApiAnswer NoRoute => Of(404, 2300, "This API endpoint is not recognized.");

    public static ApiAnswer HostingNotAllowed =>
        Of(400, 3161, "Your user account is not allowed meeting hosting and scheduling capabilities.");

    public static ApiAnswer DeletedInProgress =>
        Of(400, 3002, "Sorry, you cannot delete this meeting since it is in progress.");

    public static ApiAnswer PersonalRoomStays => Of(400, 3018, "Not allowed to delete PMI.");

    public static ApiAnswer UpdatedInProgress => Of(400, 3000, "Cannot update a meeting that has started.");

    public static ApiAnswer NotInProgress => Of(400, 3000, "The meeting is not in progress.");

    public static ApiAnswer NoOccurrence => Of(400, 3000, "Meeting occurrence does not exist.");

    public static ApiAnswer NotScheduled =>
        Of(400, 303, "This API can only be used for scheduled meeting(meeting type: 2).");

    public static ApiAnswer Over => Of(400, 3038, "Meeting is over, you can not register now.");

    public static ApiAnswer Full => Of(404, 3043, "Meeting has reached maximum attendee capacity.");

    public static ApiAnswer TooOld => Of(400, 12702, "Can not access a meeting a year ago.");

    public static ApiAnswer PaidOnly(string whom) => Of(400, 200, $"Only available for Paid or ZMP account: {whom}.");

    public static ApiAnswer MissingScope(string scope) =>
        Of(400, 4711, $"Invalid access token, does not contain scopes:[{scope}, {scope}:admin].");

    public static ApiAnswer NoUser(string user) => Of(404, 1001, $"User does not exist: {user}.");

    public static ApiAnswer NoMeeting(string meeting) => Of(404, 3001, $"Meeting does not exist: {meeting}.");

    public static ApiAnswer NoRegistration(long meeting) => Of(
        404, 404, string.Create(CultureInfo.InvariantCulture, $"Registration has not been enabled for this meeting: {meeting}."));

    public static ApiAnswer NoRegistrant(string registrant) => Of(404, 3000, $"Registrant {registrant} was not found.");

    public static ApiAnswer Invalid(IEnumerable<(string Field, string Message)> errors)
    {
        var rows = errors.Select(error => (JsonNode)new JsonObject
        {
            ["field"] = error.Field, ["message"] = error.Message,
        });
        return new(400, new JsonObject
        {
            ["code"] = 300, ["message"] = "Validation Failed.", ["errors"] = new JsonArray([.. rows]),
        });
    }

    public static ApiAnswer Of(int status, int code, string message) =>
        new(status, new JsonObject { ["code"] = code, ["message"] = message });
}
