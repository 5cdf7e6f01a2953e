using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Calendar;

/// <summary>Where a calendar program finds the feed. Whoever knows the address reads it.</summary>
public sealed record FeedAddress(string Url);

/// <summary>
/// A calendar for programs that cannot sign in. Their address holds a secret; what they read is what the user to whom it was
/// given may see at that moment.
/// </summary>
public static class FeedRoutes
{
    const int SecretBytes = 32;

    /// <summary>A student has some 2,000 lessons in the time of a feed, an admin those of the whole school.</summary>
    const int EventsMax = 3000;

    const string Put = """
        INSERT INTO calendar_feeds (user_id, secret_hash) VALUES ($1, $2)
        ON CONFLICT (user_id) DO UPDATE SET secret_hash = excluded.secret_hash, created_at = now()
        """;

    const string Remove = "DELETE FROM calendar_feeds WHERE user_id = $1";

    /// <summary>The nearest ones, by start.</summary>
    const string Near = $"""
        SELECT * FROM (
            SELECT {CalendarEvent.Columns}, status = 'cancelled', sequence, updated_at
            FROM calendar_events
            WHERE start_time > now() - interval '60 days' AND start_time < now() + interval '400 days'
            ORDER BY abs(extract(epoch FROM start_time - now())), id
            LIMIT $1) near
        ORDER BY start_time, id
        """;

    public static void MapFeed(this IEndpointRouteBuilder routes)
    {
        var feed = routes.MapGroup("/api/calendar/feed").WithTags("Calendar");
        feed.MapPost("", Make).WithSummary("A secret address of your calendar, for programs that show calendars")
            .WithDescription(
                "An `.ics` file that always shows what you may see at the moment, from 60 days ago to 400 days ahead. "
                + "Whoever knows the address reads it. Nobody is shown it again: asking once more gives another address, "
                + "and ends the one before.");
        feed.MapDelete("", Revoke).WithSummary("End your calendar's secret address");
        routes.MapGet("/calendar/{secret}.ics", Read).AllowAnonymous().ExcludeFromDescription();
    }

    internal static async Task<Ok<FeedAddress>> Make(UserSession user, HttpContext context)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await user.Write(rows => rows.Execute(Put, user.Caller.Id, Hash(secret)));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new FeedAddress(OwnAddress.Of(context.Request, $"/calendar/{secret}.ics")));
    }

    internal static async Task<NoContent> Revoke(UserSession user)
    {
        await user.Write(rows => rows.Execute(Remove, user.Caller.Id));
        return TypedResults.NoContent();
    }

    static async Task<Results<FileContentHttpResult, NotFound>> Read(
        string secret, HttpContext context, Callers callers, UserDatabase database, SchoolClock clock)
    {
        if (await callers.FindByFeed(Hash(secret), context.RequestAborted) is not { } reader)
            return Problems.NotFound;
        var events = await database.Query(reader, Near, [EventsMax], row => new FeedEvent(
            CalendarEvent.Read(row, reader, context.Request), row.GetBoolean(9), row.GetInt32(10), row.Time(11)),
            context.RequestAborted);
        var feed = Encoding.UTF8.GetBytes(Feed.Of(events, clock.ZoneName));
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(
            feed, "text/calendar; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(feed))}\""));
    }

    static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
