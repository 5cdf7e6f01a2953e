using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>Check-ins of a class: opened, watched and closed by its teacher or an admin.</summary>
public static class CheckInRoutes
{
    /// <summary>Of two who open one at once, the second one waits here and then sees the first one's.</summary>
    const string Wait = "SELECT pg_advisory_xact_lock(hashtextextended('check-in ' || $1, 0))";

    /// <summary>
    /// The lesson $2 of the class $1; where none is named, the one under way, else the nearest. One that goes on after its time
    /// gives way to one whose time it is.
    /// </summary>
    const string Lesson = """
        SELECT meeting.id, occurrence.id
        FROM zoom_meetings meeting JOIN meeting_occurrences occurrence ON occurrence.meeting_id = meeting.id,
            LATERAL (SELECT coalesce(scheduled_start, started_at) AS start,
                coalesce(scheduled_start + occurrence.duration * interval '1 minute', ended_at, now()) AS finish) planned,
            LATERAL (SELECT greatest(start - now(), now() - finish, interval '0') AS distance) away
        WHERE meeting.class_id = $1 AND occurrence.status NOT IN ('void', 'cancelled')
            AND ($2::text IS NULL OR occurrence.id = $2)
        ORDER BY distance > interval '0', occurrence.status <> 'started', distance, start
        LIMIT 1
        """;

    const string Opened = """
        SELECT id FROM check_ins
        WHERE class_id = $1 AND occurrence_id IS NOT DISTINCT FROM $2::text AND closes_at > now()
        """;

    const string Open = """
        INSERT INTO check_ins (class_id, meeting_id, occurrence_id, opened_by, closes_at)
        VALUES ($1, $2, $3, $4, now() + $5 * interval '1 minute')
        RETURNING id
        """;

    const string CloseIt = "UPDATE check_ins SET closes_at = now() WHERE class_id = $1 AND id = $2 AND closes_at > now()";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var checkIns = routes.MapGroup("/api/classes/{id:guid}/check-ins").WithTags("Check-in");
        checkIns.MapPost("", StartIt).WithSummary("Open a check-in by QR code (class teacher, admin)").WithDescription(
            "For the class's lesson under way, else the nearest. The code changes every 30 seconds, and each is accepted for 30 "
            + "seconds more. Where one is open for the lesson, it is answered again with 200: repeating the request opens no "
            + "second one. A check-in changes no attendance.");
        checkIns.MapGet("", List).WithSummary("The check-ins of a class, the latest first (class teacher, admin)");
        checkIns.MapGet("/{checkInId:guid}", Show)
            .WithSummary("A check-in, its code of the moment, and who has checked in (class teacher, admin)");
        checkIns.MapDelete("/{checkInId:guid}", Close).WithSummary("Close a check-in (class teacher, admin)");
        checkIns.MapGet("/{checkInId:guid}/suspicions", ShowSuspicions)
            .WithSummary("Accounts that checked in from one address within a short time (class teacher, admin)")
            .WithDescription("A hint and no more: families and whole classrooms share an address.");
    }

    static async Task<Results<Created<CheckIn>, Ok<CheckIn>, ProblemHttpResult>> StartIt(
        Guid id, NewCheckIn? asked, UserSession user, HttpRequest request)
    {
        var (opened, isNew, refused) = await Start(id, asked ?? new(), user);
        if (refused is not null)
            return refused;
        var found = (await Find(id, opened, user, request))!;
        return isNew ? TypedResults.Created($"/api/classes/{id}/check-ins/{opened}", found) : TypedResults.Ok(found);
    }

    /// <returns>The one that is open now, or why there is none.</returns>
    internal static async Task<(Guid Id, bool IsNew, ProblemHttpResult? Refused)> Start(
        Guid id, NewCheckIn asked, UserSession user)
    {
        if (await ClassPolicyRoutes.Refused(id, user) is { } refused)
            return (default, false, refused);
        return await user.Write<(Guid, bool, ProblemHttpResult?)>(async rows =>
        {
            await rows.Query(Wait, [$"{id}"], _ => true);
            var (meeting, lesson) = (await rows.Query(
                Lesson, [id, asked.OccurrenceId], row => ((Guid?)row.GetGuid(0), (string?)row.GetString(1)))).SingleOrDefault();
            if (lesson is null && asked.OccurrenceId is not null)
                return (default, false, Problems.Missing("The class has no such lesson."));
            if (await rows.Query(Opened, [id, lesson], row => row.GetGuid(0)) is [var earlier, ..])
                return (earlier, false, null);
            var made = await rows.Query(
                Open, [id, meeting, lesson, user.Caller.Id, asked.Minutes ?? NewCheckIn.MinutesDefault], row => row.GetGuid(0));
            return (made.Single(), true, null);
        });
    }

    static async Task<Results<Ok<Page<CheckIn>>, ProblemHttpResult>> List(
        Guid id, [AsParameters] PageRequest page, UserSession user, HttpRequest request) =>
        await ClassPolicyRoutes.Refused(id, user) is { } refused ? refused
        : TypedResults.Ok(await Page(id, page, user, request));

    internal static async Task<Page<CheckIn>> Page(Guid id, PageRequest page, UserSession user, HttpRequest request) => page.Of(
        await user.Query(CheckIn.OfClass, [id, .. page.Place(2), page.Rows], row => CheckIn.Read(row, request)),
        last => [Rfc3339.Write(last.OpenedAt), $"{last.Id}"]);

    static async Task<Results<Ok<CheckIn>, ProblemHttpResult>> Show(
        Guid id, Guid checkInId, UserSession user, HttpRequest request, HttpResponse response)
    {
        if (await ClassPolicyRoutes.Refused(id, user) is { } refused)
            return refused;
        response.Headers.CacheControl = "no-store";
        return await Find(id, checkInId, user, request) is { } found ? TypedResults.Ok(found) : None;
    }

    /// <returns>Null where the class has no such check-in, or it is none of the caller's.</returns>
    internal static Task<CheckIn?> Find(Guid id, Guid checkIn, UserSession user, HttpRequest request) =>
        user.Find(CheckIn.ById, [id, checkIn], row => CheckIn.Read(row, request));

    /// <summary>Once it is closed, closing it changes nothing.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Close(
        Guid id, Guid checkInId, UserSession user, HttpRequest request)
    {
        if (await ClassPolicyRoutes.Refused(id, user) is { } refused)
            return refused;
        if (await Find(id, checkInId, user, request) is null)
            return None;
        await user.Write(rows => rows.Execute(CloseIt, id, checkInId));
        return TypedResults.NoContent();
    }

    static async Task<Results<Ok<Suspicions>, ProblemHttpResult>> ShowSuspicions(
        Guid id, Guid checkInId, UserSession user, HttpRequest request)
    {
        if (await ClassPolicyRoutes.Refused(id, user) is { } refused)
            return refused;
        return await Find(id, checkInId, user, request) is null
            ? None : TypedResults.Ok(new Suspicions(await Suspicion.Find(user, checkInId)));
    }

    static ProblemHttpResult None => Problems.Missing("The class has no such check-in.");
}
