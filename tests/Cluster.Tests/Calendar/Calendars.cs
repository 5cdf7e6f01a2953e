using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.Calendar;

/// <summary>People's calendars, as they ask for them.</summary>
static class Calendars
{
    const string Events = "/api/calendar/events";

    /// <summary>In some days, at a full hour.</summary>
    public static DateTimeOffset InDays(int days) => new(DateTime.UtcNow.Date.AddDays(days).AddHours(1), TimeSpan.Zero);

    public static string Written(this DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";

    /// <summary>The events of a class as somebody sees them, once they are so.</summary>
    public static async Task<IReadOnlyList<JsonElement>> OfClass(
        this HttpClient reader, Guid classId, Func<IReadOnlyList<JsonElement>, bool> isSo) =>
        (await Eventually.Get(reader, $"{Events}?classId={classId}", answer => isSo(answer.Items))).Items;

    public static async Task<IReadOnlyList<JsonElement>> OfClass(this HttpClient reader, Guid classId) =>
        (await reader.Get($"{Events}?classId={classId}")).Is(HttpStatusCode.OK).Items;

    public static string? Text(this JsonElement one, string property) => one.GetProperty(property).GetString();

    /// <summary>A new secret address.</summary>
    public static async Task<Uri> Feed(this HttpClient reader) =>
        new((await reader.Post("/api/calendar/feed", new { })).Is(HttpStatusCode.OK).Text("url")!);

    /// <summary>What a calendar program reads there, which is not signed in.</summary>
    public static async Task<Ical.Net.Calendar> Calendar(this AppProcess app, Uri feed)
    {
        var answer = (await app.Anonymous.Get(feed.PathAndQuery)).Is(HttpStatusCode.OK);
        Assert.Equal("text/calendar", answer.Response.Content.Headers.ContentType?.MediaType);
        return Ical.Net.Calendar.Load(answer.Body)!;
    }
}
