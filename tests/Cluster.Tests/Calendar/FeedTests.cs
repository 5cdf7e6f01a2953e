using System.Net;
using Ical.Net.CalendarComponents;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Calendar;

[Collection(SharedApp.Name)]
public sealed class FeedTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_lesson_that_is_moved_keeps_its_uid_with_a_greater_sequence_and_stays_as_cancelled_when_it_is_called_off()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var start = Calendars.InDays(3);
        var meeting = await school.AddMeeting(("startTime", start.Written()), ("description", "One, two;\nthree"));
        var feed = await app.As(school.Students[0]).Feed();

        var first = await Only(app, feed);
        Assert.Equal(("📹 Mathematics", "One, two;\nthree", "CONFIRMED"), (first.Summary, first.Description, first.Status));
        Assert.Equal(start.UtcDateTime, first.Start!.AsUtc);

        (await app.Admin.Patch(meeting.Path, new { startTime = start.AddDays(1).Written() })).Is(HttpStatusCode.OK);
        var moved = await Only(app, feed);
        Assert.Equal(first.Uid, moved.Uid);
        Assert.Equal(start.AddDays(1).UtcDateTime, moved.Start!.AsUtc);
        Assert.True(moved.Sequence > first.Sequence);

        (await app.Admin.Delete(meeting.Path)).Is(HttpStatusCode.NoContent);
        var cancelled = await Only(app, feed);
        Assert.Equal((first.Uid, "CANCELLED"), (cancelled.Uid, cancelled.Status));
        Assert.True(cancelled.Sequence > moved.Sequence);
    }

    [PostgresFact]
    public async Task Lessons_that_are_dropped_from_a_recurring_meeting_are_cancelled_and_the_others_keep_their_uids()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", Calendars.InDays(3).Written()),
            ("recurrence", new { type = "daily", interval = 1, count = 3 }));
        var feed = await app.As(school.Teacher).Feed();
        var before = await ByStart(app, feed);

        (await app.Admin.Patch(meeting.Path, new { recurrence = new { type = "daily", interval = 1, count = 2 } }))
            .Is(HttpStatusCode.OK);

        var after = await ByStart(app, feed);
        Assert.Equal(before.Select(one => one.Uid), after.Select(one => one.Uid));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], after.Select(one => one.Status));
        Assert.Equal([0, 0, 1], after.Select(one => one.Sequence));
    }

    [PostgresFact]
    public async Task Lessons_that_are_all_moved_by_an_hour_keep_their_uids_in_their_order()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var start = Calendars.InDays(3);
        var meeting = await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", start.Written()),
            ("recurrence", new { type = "daily", interval = 1, count = 3 }));
        var feed = await app.As(school.Teacher).Feed();
        var before = await ByStart(app, feed);

        (await app.Admin.Patch(meeting.Path, new { startTime = start.AddHours(1).Written() })).Is(HttpStatusCode.OK);

        var after = await ByStart(app, feed);
        Assert.Equal(before.Select(one => one.Uid), after.Select(one => one.Uid));
        Assert.Equal(before.Select(one => one.Start!.AsUtc.AddHours(1)), after.Select(one => one.Start!.AsUtc));
        Assert.All(after, one => Assert.Equal(("CONFIRMED", 1), (one.Status, one.Sequence)));
    }

    [PostgresFact]
    public async Task Nothing_changes_in_the_feed_while_nothing_changes_at_school()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("startTime", Calendars.InDays(3).Written()));
        var feed = await app.As(school.Teacher).Feed();
        var first = await app.Anonymous.Get(feed.PathAndQuery);

        // Computed once more.
        (await app.Admin.Patch(meeting.Path, new { title = "Mathematics" })).Is(HttpStatusCode.OK);

        Assert.Equal(first.Body, (await app.Anonymous.Get(feed.PathAndQuery)).Body);
        var again = await app.Anonymous.Send(
            HttpMethod.Get, feed.PathAndQuery, null, ("If-None-Match", $"{first.Response.Headers.ETag}"));
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.True(first.Response.Headers.CacheControl?.Private);
    }

    [PostgresFact]
    public async Task A_feed_ends_when_it_is_revoked_when_another_is_made_and_when_its_owner_is_gone()
    {
        var app = await shared.App;
        var user = await School.AddUser(app, "teacher", "Tina Teacher");
        var reader = app.As(user);
        var first = await reader.Feed();
        (await app.Anonymous.Get(first.PathAndQuery)).Is(HttpStatusCode.OK);

        var second = await reader.Feed();
        (await app.Anonymous.Get(first.PathAndQuery)).Is(HttpStatusCode.NotFound);
        (await app.Anonymous.Get(second.PathAndQuery)).Is(HttpStatusCode.OK);

        (await reader.Delete("/api/calendar/feed")).Is(HttpStatusCode.NoContent);
        (await app.Anonymous.Get(second.PathAndQuery)).Is(HttpStatusCode.NotFound);

        var third = await reader.Feed();
        await Statements.Run(app.Database.AdminConnectionString, $"DELETE FROM users WHERE id = '{user}'");
        (await app.Anonymous.Get(third.PathAndQuery)).Is(HttpStatusCode.NotFound);
        (await app.Anonymous.Get("/calendar/nothing.ics")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task A_feed_shows_what_its_owner_may_see_now()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.AddMeeting(("startTime", Calendars.InDays(3).Written()));
        var feeds = await Task.WhenAll(
            ((Guid[])[school.Students[0], school.Stranger]).Select(person => app.As(person).Feed()));
        Assert.Single((await app.Calendar(feeds[0])).Events);
        Assert.Empty((await app.Calendar(feeds[1])).Events);

        (await app.Admin.Delete($"/api/classes/{school.Class}/students/{school.Students[0]}")).Is(HttpStatusCode.NoContent);
        (await app.Admin.Put($"/api/classes/{school.Class}/students/{school.Stranger}", new { })).Is(HttpStatusCode.OK);

        Assert.Empty((await app.Calendar(feeds[0])).Events);
        Assert.Single((await app.Calendar(feeds[1])).Events);
    }

    /// <summary>The lessons of a year, and with it both changes of the clocks where there are any.</summary>
    [PostgresTheory]
    [InlineData("Europe/Berlin", 2)]
    [InlineData("Asia/Manila", 1)]
    public async Task The_time_on_the_wall_stays_the_same_when_the_clocks_are_changed(string zone, int offsets)
    {
        var app = await shared.App;
        var school = await School.Make(app);
        await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", Calendars.InDays(1).AddHours(8).Written()), ("timezone", zone),
            ("recurrence", new { type = "weekly", interval = 1, count = 54 }));

        var lessons = (await app.Calendar(await app.As(school.Teacher).Feed())).Events;

        var events = (await app.As(school.Teacher).Get($"/api/calendar/events?classId={school.Class}&limit=200")).Items;
        Assert.Equal(
            events.Select(one => one.GetProperty("start").GetDateTimeOffset().UtcDateTime),
            lessons.Select(one => one.Start!.AsUtc).Order());
        Assert.Equal(54, lessons.Count);
        Assert.Single(lessons.Select(one => one.Start!.Value.TimeOfDay).Distinct());
        Assert.Equal(offsets, lessons.Select(one => one.Start!.Value - one.Start.AsUtc).Distinct().Count());
    }

    [PostgresFact]
    public async Task The_secret_stands_neither_in_the_log_nor_in_the_database()
    {
        var app = await shared.App;
        var feed = await app.As(AppProcess.AdminId).Feed();
        (await app.Anonymous.Get(feed.PathAndQuery)).Is(HttpStatusCode.OK);
        (await app.Anonymous.Get($"/calendar/x{Path.GetFileName(feed.AbsolutePath)}")).Is(HttpStatusCode.NotFound);

        var secret = Path.GetFileNameWithoutExtension(feed.AbsolutePath);
        Assert.Equal(43, secret.Length);
        Assert.DoesNotContain(app.Log, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.Equal(false, await Statements.Run(
            app.Database.AdminConnectionString,
            $"SELECT EXISTS (SELECT FROM calendar_feeds WHERE encode(secret_hash, 'escape') LIKE '%{secret}%')"));
    }

    static async Task<CalendarEvent> Only(AppProcess app, Uri feed) => Assert.Single((await app.Calendar(feed)).Events);

    static async Task<List<CalendarEvent>> ByStart(AppProcess app, Uri feed) =>
        [.. (await app.Calendar(feed)).Events.OrderBy(one => one.Start!.AsUtc)];
}
