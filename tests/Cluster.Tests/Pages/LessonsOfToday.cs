using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>Lessons of a school, around now.</summary>
static class LessonsOfToday
{
    /// <summary>By whole seconds, as Zoom tells times.</summary>
    public static DateTimeOffset InHours(double hours) =>
        DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeSeconds());

    /// <summary>The midnight with which the school's day began.</summary>
    public static DateTimeOffset Midnight
    {
        get
        {
            var local = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById(PagesFixture.Zone));
            return new DateTimeOffset(local.Date, local.Offset);
        }
    }

    public static string Written(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static Task<Meeting> Plan(
        this School school, DateTimeOffset start, string title, params (string Field, object? Value)[] others) =>
        school.AddMeeting([("startTime", start.Written()), ("title", title), .. others]);

    /// <summary>It began ten minutes ago, with the first student.</summary>
    public static async Task<Meeting> Run(this School school, AppProcess app, string title)
    {
        var start = InHours(-1.0 / 6);
        var meeting = await school.Plan(start, title);
        var run = new ZoomRun(app, meeting, start);
        await run.Started();
        await run.Joined(0, await Email(app, school.Students[0]));
        await Lesson(app, meeting, "started", "live");
        return meeting;
    }

    /// <summary>It was over half an hour ago: the first student was there, the second for a moment, the third was not.</summary>
    public static async Task<Meeting> Hold(this School school, AppProcess app, string title, DateTimeOffset? at = null)
    {
        var start = at ?? InHours(-1);
        var meeting = await school.Plan(start, title, ("duration", 30));
        var run = new ZoomRun(app, meeting, start);
        await run.Started();
        await run.Attended(await Email(app, school.Students[0]), 0, 1800);
        await run.Attended(await Email(app, school.Students[1]), 0, 60);
        await run.Ended(1800);
        await Lesson(app, meeting, "ended", "provisional");
        return meeting;
    }

    /// <summary>The meeting's lesson, once it stands so.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> Lesson(AppProcess app, Meeting meeting, string status, string state)
    {
        var answer = await Eventually.Get(app.Admin, $"{meeting.Path}/occurrences", found => found.Items is [var one]
            && one.GetProperty("status").GetString() == status && one.GetProperty("attendanceState").GetString() == state);
        return answer.Items[0].GetProperty("id").GetString()!;
    }

    static async Task<string> Email(AppProcess app, Guid user) =>
        (await app.Admin.Get($"/api/users/{user}")).Is(HttpStatusCode.OK).Text("email")!;
}
