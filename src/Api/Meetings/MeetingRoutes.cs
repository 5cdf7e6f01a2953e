using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Meetings;

/// <summary>Meetings: planned, changed, cancelled.</summary>
public static class MeetingRoutes
{
    public static void MapMeetings(this IEndpointRouteBuilder routes)
    {
        var meetings = routes.MapGroup("/api/zoom/meetings").WithTags("Meetings");
        meetings.MapPost("", Create).WithSummary("Create a meeting (teacher, admin)");
        meetings.MapGet("", List).WithSummary("The meetings that you may see, by start");
        meetings.MapGet("/{id:guid}", Get).WithSummary("One meeting");
        meetings.MapPatch("/{id:guid}", Update).WithSummary("Change a meeting (host, admin)").WithDescription(
            "A change of startTime, duration, timezone or recurrence holds from now on: lessons that have begun keep "
            + "their plan.");
        meetings.MapDelete("/{id:guid}", Cancel).WithSummary("Cancel a meeting (host, admin)");
    }

    static async Task<Results<Created<Meeting>, ValidationProblem, ProblemHttpResult>> Create(
        NewMeeting asked, Creation creation, MeetingMaking making, UserSession user, Derivation derivation,
        SchoolClock clock)
    {
        if (!user.Caller.IsAdmin && !user.Caller.IsTeacher)
            return Problems.Forbidden("Only teachers and admins create meetings.");
        var isMade = asked.ZoomMeetingId is null;
        var meeting = Planned(asked, user.Caller, clock);
        if ((MeetingRules.Contradiction(meeting) ?? (isMade ? MeetingRules.BeyondZoom(meeting) : null)) is { } contradiction)
            return contradiction;
        if (MeetingRules.Refusal(meeting, null, user.Caller) is { } refusal)
            return refusal;
        if (!isMade && !user.Caller.IsAdmin)
            return Problems.Forbidden("Only an admin enters a meeting that exists in Zoom already.");
        var created = isMade
            ? await making.Make(asked, meeting, creation, user)
            : await Enter(asked, meeting, creation, user);
        if (created.Result is not Created<Meeting> { Value: { } made } answer)
            return (ProblemHttpResult)created.Result;
        await derivation.Follow(made);
        return TypedResults.Created(answer.Location, made);
    }

    /// <summary>Zoom has it already, and is not called.</summary>
    static Task<Results<Created<Meeting>, ProblemHttpResult>> Enter(
        NewMeeting asked, Meeting meeting, Creation creation, UserSession user) =>
        creation.Once<Meeting>(asked, $"/api/zoom/meetings/{meeting.Id}", async rows =>
            await MeetingRules.BadReference(rows, meeting, null, user.Caller) is { } problem
                ? problem : await MeetingRows.Insert(rows, meeting));

    static Meeting Planned(NewMeeting asked, Caller caller, SchoolClock clock) => new()
    {
        Id = Guid.CreateVersion7(),
        ZoomMeetingId = asked.ZoomMeetingId ?? "",
        HostId = asked.HostId ?? caller.Id,
        Title = asked.Title!.Trim(),
        Description = asked.Description,
        MeetingType = asked.MeetingType,
        StartTime = asked.StartTime ?? clock.Now,
        Duration = asked.Duration,
        Timezone = WallClock.Canonical(asked.Timezone) ?? clock.ZoneName,
        ClassId = asked.ClassId,
        TargetAudience = asked.TargetAudience ?? (asked.ClassId is null ? Audience.Personal : Audience.Class),
        Settings = (asked.Settings ?? new()).Over(
            IsMadeForClass(asked) ? MeetingSettings.OfClass() : new()),
        RegistrationEnabled = asked.RegistrationEnabled
            ?? (IsMadeForClass(asked) && (asked.MeetingType == MeetingType.Scheduled || asked.Recurrence is not null)),
        Recurrence = asked.Recurrence,
        JoinUrl = asked.JoinUrl,
    };

    static bool IsMadeForClass(NewMeeting asked) => asked is { ZoomMeetingId: null, ClassId: not null };

    static async Task<Ok<Page<Meeting>>> List(
        [AsParameters] MeetingFilter filter, [AsParameters] PageRequest page, UserSession user, SchoolClock clock)
    {
        var found = await user.Query(
            MeetingRows.Filtered, [.. filter.Values(clock.Zone), .. page.Place(2), page.Rows], Meeting.Read);
        return TypedResults.Ok(page.Of(
            found.ConvertAll(meeting => meeting.For(user.Caller)), last => [Rfc3339.Write(last.StartTime), last.Id.ToString()]));
    }

    static async Task<Results<Ok<Meeting>, NotFound>> Get(Guid id, UserSession user) =>
        await user.Find(MeetingRows.ById, [id], Meeting.Read) is { } found
            ? TypedResults.Ok(found.For(user.Caller)) : Problems.NotFound;

    static async Task<Results<Ok<Meeting>, ValidationProblem, ProblemHttpResult>> Update(
        Guid id, MeetingChange asked, UserSession user, AtZoom zoom, Derivation derivation)
    {
        if (await Refused(id, user) is { } refused)
            return refused;
        var changed = await zoom.Together(until => user.ToTheEnd().Write<(Meeting? Meeting, IResult? Problem)>(async rows =>
        {
            var before = await MeetingRows.Lock(rows, id);
            var meeting = asked.Of(before);
            var problem = before.Status == MeetingStatus.Cancelled
                ? Problems.Conflict("The meeting is cancelled.")
                : (MeetingRules.Contradiction(meeting)
                        ?? (zoom.IsConfigured && meeting.Plan() != before.Plan() ? MeetingRules.BeyondZoom(meeting) : null))
                    as IResult
                    ?? await MeetingRules.BeyondUs(rows, meeting, before, zoom.IsConfigured)
                    ?? MeetingRules.Refusal(meeting, before, user.Caller)
                    ?? await MeetingRules.BadReference(rows, meeting, before, user.Caller);
            if (problem is not null)
                return (null, problem);
            return (await MeetingRows.Update(rows, await zoom.Change(rows, before, meeting, until), before), null);
        }));
        if (changed.Meeting is null)
            return changed.Problem is ValidationProblem invalid ? invalid : (ProblemHttpResult)changed.Problem!;
        await derivation.Follow(changed.Meeting);
        return TypedResults.Ok(changed.Meeting.For(user.Caller));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Cancel(
        Guid id, UserSession user, AtZoom zoom, Derivation derivation)
    {
        if (await Refused(id, user) is { } refused)
            return refused;
        await zoom.Together(until => user.ToTheEnd().Write<int>(async rows =>
        {
            var meeting = await MeetingRows.Lock(rows, id);
            if (meeting.Status != MeetingStatus.Cancelled)
                await zoom.Remove(meeting, until);
            return await MeetingRows.Cancel(rows, id);
        }));
        await derivation.Follow((await user.Find(MeetingRows.ById, [id], Meeting.Read))!);
        return TypedResults.NoContent();
    }

    /// <returns>Null where the caller runs the meeting.</returns>
    internal static async Task<ProblemHttpResult?> Refused(Guid id, UserSession user) =>
        await user.Find(MeetingRows.ById, [id], Meeting.Read) switch
        {
            null => Problems.Missing(null),
            { } meeting when meeting.IsRunBy(user.Caller) => null,
            _ => Problems.Forbidden("Only the host and admins may do this."),
        };
}
