using ZoomOrleans.Api.Meetings;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>The form by which a meeting is taken in, as it was sent.</summary>
/// <param name="ZoomMeetingId">Zoom's number, or whatever was typed.</param>
/// <param name="ClassId">Null: nobody's but the host's.</param>
public sealed record AdoptionForm(string ZoomMeetingId, Guid? ClassId)
{
    public AdoptedMeeting ToRequest() => new() { ZoomMeetingId = ZoomMeetingId, ClassId = ClassId };

    public static async ValueTask<AdoptionForm?> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return new("", null);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new($"{form["zoomMeetingId"]}", Guid.TryParse(form["classId"], out var id) ? id : null);
    }
}
