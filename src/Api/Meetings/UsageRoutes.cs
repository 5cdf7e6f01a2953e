using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>What is used of what Zoom takes in a day for one host.</summary>
/// <param name="ChangesToday">Meetings made and changed for the host.</param>
/// <param name="ChangesMax">So many Zoom takes.</param>
/// <param name="ChangesLeft">So many meetings can still be made or changed today; a series is one.</param>
/// <param name="ResetsAt">When it begins anew.</param>
public sealed record HostDay(int ChangesToday, int ChangesMax, int ChangesLeft, DateTimeOffset ResetsAt)
{
    public static HostDay Of(ZoomHostDay day) => new(
        day.Changes, day.Max, Math.Max(day.Max - day.Changes, 0), new(day.Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));
}

public static class UsageRoutes
{
    public static void MapUsage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/zoom/usage", Show).WithTags("Meetings")
            .WithSummary("How many of the day's changes in Zoom a host has used, and has left (teacher: their own; admin)")
            .WithDescription(
                "Making a meeting is one change, be it a single one or a whole series, and so is changing one. Whoever is "
                + "about to schedule several compares their number with `changesLeft`. `hostId` is the host's, for admins; "
                + "left out, the caller. Asks nothing of Zoom.");

    static async Task<Results<Ok<HostDay>, ProblemHttpResult>> Show(Guid? hostId, UserSession user, ZoomMeetings zoom)
    {
        if (!user.Caller.IsAdmin && !user.Caller.IsTeacher)
            return Problems.Forbidden("Only teachers and admins host meetings.");
        if (!user.Caller.IsAdmin && hostId is { } other && other != user.Caller.Id)
            return Problems.Forbidden("Only an admin asks about another host.");
        if (!zoom.IsConfigured)
            return Problems.ZoomNotConfigured;
        if (await user.Find(AtZoom.HostOf, [hostId ?? user.Caller.Id], row => row.GetString(0)) is not { } host)
            return Problems.Missing("There is no such user.");
        return TypedResults.Ok(HostDay.Of(await zoom.DayOf(host)));
    }
}
