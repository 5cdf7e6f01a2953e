using Orleans.Runtime;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>
/// What is used of a host's day, told with the answer to a request that used some of it. Zoom takes a hundred changes a day
/// for each host: nobody should learn of it from the refusal alone.
/// </summary>
public sealed class ChangesToday(ZoomMeetings zoom, IHttpContextAccessor http)
{
    const string Today = "Zoom-Changes-Today";
    const string PerDay = "Zoom-Changes-Per-Day";

    public async Task Tell(string host)
    {
        if (http.HttpContext is not { Response.HasStarted: false } request)
            return;
        try
        {
            var day = await zoom.DayOf(host);
            request.Response.Headers[Today] = $"{day.Changes}";
            request.Response.Headers[PerDay] = $"{day.Max}";
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // What was asked for is done: that this is not known is no reason to say otherwise.
        }
    }
}
