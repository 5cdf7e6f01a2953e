using ZoomOrleans.Api.Meetings;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>The form by which a meeting is taken in, as it was sent.</summary>
/// <param name="ZoomMeetingId">Zoom's number, or whatever was typed.</param>
/// <param name="ClassId">Null: nobody's but the host's.</param>
/// <param name="HasChosen">Whether it says which of both.</param>
public sealed record AdoptionForm(string ZoomMeetingId, Guid? ClassId, bool HasChosen)
{
    public const string NoClass = "none";

    /// <summary>Null where nothing is missing.</summary>
    public string? Problem => HasChosen ? FormProblem.Of(ToRequest()) : "Choose its class, or that it has none.";

    public AdoptedMeeting ToRequest() => new() { ZoomMeetingId = ZoomMeetingId, ClassId = ClassId };

    public static async ValueTask<AdoptionForm?> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return new("", null, HasChosen: false);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Guid.TryParse(form["classId"], out var id)
            ? new($"{form["zoomMeetingId"]}", id, HasChosen: true)
            : new($"{form["zoomMeetingId"]}", null, form["classId"] == NoClass);
    }
}
