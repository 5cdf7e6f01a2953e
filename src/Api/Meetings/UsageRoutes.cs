using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>What is used of what Zoom takes in a day for one host.</summary>
/// <param name="ChangesToday">Meetings made and changed for the caller.</param>
/// <param name="ChangesMax">So many Zoom takes.</param>
/// <param name="ResetsAt">When it begins anew.</param>
public sealed record HostDay(int ChangesToday, int ChangesMax, DateTimeOffset ResetsAt);

public static class UsageRoutes
{
    public static void MapUsage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/usage", Show).WithTags("Meetings")
            .WithSummary("How many of the day's changes in Zoom you have used as a host (teacher, admin)")
            .WithDescription("Making a meeting is one change, and so is changing it. Asks nothing of Zoom.");

    static async Task<Results<Ok<HostDay>, ProblemHttpResult>> Show(UserSession user, ZoomMeetings zoom)
    {
        if (!user.Caller.IsAdmin && !user.Caller.IsTeacher)
            return Problems.Forbidden("Only teachers and admins host meetings.");
        if (!zoom.IsConfigured)
            return Problems.ZoomNotConfigured;
        var host = await user.Find(AtZoom.HostOf, [user.Caller.Id], row => row.GetString(0));
        var (used, day) = await zoom.ChangesOf(host!);
        return TypedResults.Ok(new HostDay(
            used.ChangesToday, used.ChangesMax, new(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)));
    }
}
