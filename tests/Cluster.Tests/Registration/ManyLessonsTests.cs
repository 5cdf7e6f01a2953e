using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Registration;

/// <summary>Many at once, with failures, and a program that is killed in the middle.</summary>
public sealed class ManyLessonsTests
{
    const int Classes = 3;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [PostgresFact]
    public Task Registering_12_students_for_9_coming_lessons_ends_complete_through_failures_and_a_kill() => Run(12, 9);

    [PostgresFact]
    [Trait("Tier", "Long")]
    public Task Registering_45_students_for_40_coming_lessons_ends_complete_through_failures_and_a_kill() => Run(45, 40);

    /// <summary>Zoom is asked twice then, and all the same they are there once.</summary>
    [PostgresFact]
    [Trait("Tier", "Long")]
    public async Task A_registration_that_hangs_and_is_done_after_it_was_looked_for_gives_nobody_a_second_link()
    {
        await using var desk = await ZoomDesk.Start();
        var school = await School.Make(desk.App, students: 1);
        desk.Zoom.Failures.Add("POST /meetings/{meetingId}/registrants", Failure.LateWork(TimeSpan.FromSeconds(30)), 1);
        var meeting = await desk.AddMeeting(school, isSeries: true);

        await Wait.Until(() => Registered(desk, meeting).Count() == 2, "the late call and a second one are done", Patience);

        Assert.Single(desk.Approved(meeting));
        await Wait.Until(
            async () => (await StoredLinks(desk)).SequenceEqual(Links(desk, [meeting])), () => "the one link is known", Patience);
        Assert.Empty(desk.Zoom.RateLimits.Refusals);
    }

    /// <summary>Every fourth meeting is a series, whose students are registered one by one.</summary>
    static async Task Run(int students, int lessons)
    {
        await using var desk = await ZoomDesk.Start();
        var school = await School.Make(desk.App, students: 0);
        var classes = await Task.WhenAll(Enumerable.Range(0, Classes).Select(one => AddClass(desk, school, one)));
        var meetings = new List<Meeting>();
        for (var lesson = 0; lesson < lessons; lesson++)
            meetings.Add(await desk.AddMeeting(school, isSeries: lesson % 4 == 3, classes[lesson % Classes]));
        Failure[] failures = [Failure.LostAnswer, Failure.Reset, Failure.Status(502)];
        foreach (var failure in failures)
            desk.Zoom.Failures.Add(new FailureRule("* /meetings/*", failure) { Probability = 0.05 / failures.Length });

        await Enrol(desk, students);
        await Wait.Until(() => Done(desk, meetings) > students * lessons / 4, "a quarter is registered", Patience);
        await desk.App.Kill();
        var atTheKill = Done(desk, meetings);
        await desk.App.Launch();
        // What was taken before the kill need not wait for the end of its lease.
        await Statements.Run(desk.App.Database.AdminConnectionString, "UPDATE due_work SET due_at = least(due_at, now())");

        await Wait.Until(
            async () => await Stored(desk) == students * lessons,
            () => $"everybody is registered: {Done(desk, meetings)} at Zoom, {atTheKill} at the kill", Patience);
        Assert.InRange(atTheKill, 1, students * lessons - 1);
        Assert.All(meetings, meeting =>
        {
            Assert.Equal(students, desk.Approved(meeting).Count());
            Assert.Distinct(Registered(desk, meeting));
        });
        Assert.Equal(Links(desk, meetings).Order(), (await StoredLinks(desk)).Order());
        Assert.Empty(desk.Zoom.RateLimits.Refusals);
        foreach (var category in Enum.GetValues<RateCategory>())
            Assert.InRange(desk.Zoom.RateLimits.PerSecondMax(category), 0, desk.Zoom.RateLimits.Limits.For(category).PerSecond);
    }

    static int Done(ZoomDesk desk, List<Meeting> meetings) => meetings.Sum(meeting => desk.Registrants(meeting).Count);

    /// <summary>The addresses that Zoom was asked for and took, as often as it did.</summary>
    static IEnumerable<string> Registered(ZoomDesk desk, Meeting meeting) =>
        from call in desk.Zoom.Calls
        where call is { Status: 201, Body: not "" } && call.Target.Contains($"/{meeting.Number}/", StringComparison.Ordinal)
        let body = JsonNode.Parse(call.Body)!
        from one in body["registrants"]?.AsArray() ?? [body.DeepClone()]
        select one["email"]!.GetValue<string>();

    static async Task<Guid> AddClass(ZoomDesk desk, School school, int number) =>
        (await desk.App.Admin.Post("/api/classes", new { name = $"Class {number}", teacherId = school.Teacher })).Id;

    /// <summary>All of them in every class, from one file.</summary>
    static async Task Enrol(ZoomDesk desk, int students)
    {
        var csv = new StringBuilder("type,name,email,role,class,student\n");
        for (var student = 0; student < students; student++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"user,Student {student},s{student}@school.example,student,,\n");
            for (var one = 0; one < Classes; one++)
                csv.Append(CultureInfo.InvariantCulture, $"enrolment,,,,Class {one},s{student}@school.example\n");
        }
        using var content = new StringContent(csv.ToString());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        (await desk.App.Admin.Send(HttpMethod.Post, "/api/import", content)).Is(HttpStatusCode.OK);
    }

    static IEnumerable<string> Links(ZoomDesk desk, List<Meeting> meetings) =>
        meetings.SelectMany(meeting => desk.Registrants(meeting).Select(one => $"{meeting.Number} {one.Email} {one.JoinUrl}"));

    static async Task<long> Stored(ZoomDesk desk) => long.Parse(
        (await Read(desk, "SELECT count(*)::text FROM meeting_registrants WHERE status = 'approved'")).Single(),
        CultureInfo.InvariantCulture);

    static Task<List<string>> StoredLinks(ZoomDesk desk) => Read(desk, """
        SELECT concat_ws(' ', zoom_meeting_id, email, registrant.join_url)
        FROM meeting_registrants registrant JOIN zoom_meetings meeting ON meeting.id = meeting_id
            JOIN users ON users.id = user_id
        """);

    static async Task<List<string>> Read(ZoomDesk desk, string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(desk.App.Database.AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));
        return found;
    }
}
