using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Calendar;

/// <summary>Which events are asked for: those of which some part lies between <c>from</c> and <c>to</c>.</summary>
public readonly record struct EventFilter(TimeOrDate? From, TimeOrDate? To, Choice<CalendarEventType>? Type, Guid? ClassId)
{
    /// <summary>A date stands for its midnight at the school; the last one is included.</summary>
    public object?[] Values(TimeZoneInfo zone) =>
    [
        From?.From(zone) ?? DateTimeOffset.MinValue, To?.Until(zone) ?? DateTimeOffset.MaxValue, Type?.ToString(), ClassId,
    ];
}

/// <summary>The calendar of whoever asks.</summary>
public static class EventRoutes
{
    const string Filtered = $"""
        SELECT {CalendarEvent.Columns}
        FROM calendar_events
        WHERE status = 'confirmed' AND end_time > $1 AND start_time < $2
            AND ($3::text IS NULL OR type = $3)
            AND ($4::uuid IS NULL OR class_id = $4)
            AND ($5::timestamptz IS NULL OR (start_time, id) > ($5::timestamptz, $6::uuid))
        ORDER BY start_time, id
        LIMIT $7
        """;

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/calendar/events", List).WithTags("Calendar")
            .WithSummary("The lessons of the meetings that you may see, by start").WithDescription(
                "Lessons that are called off are left out. `location` is the page by which you join, with your own link "
                + "where you are registered; parents have none.");

    static async Task<Ok<Page<CalendarEvent>>> List(
        [AsParameters] EventFilter filter, [AsParameters] PageRequest page, UserSession user, SchoolClock clock,
        HttpRequest request)
    {
        var found = await user.Query(
            Filtered, [.. filter.Values(clock.Zone), .. page.Place(2), page.Rows],
            row => CalendarEvent.Read(row, user.Caller, request));
        return TypedResults.Ok(page.Of(found, last => [Rfc3339.Write(last.Start), last.Id.ToString()]));
    }
}
