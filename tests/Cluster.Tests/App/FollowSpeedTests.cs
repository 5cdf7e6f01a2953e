using System.Diagnostics;
using System.Net;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>How soon the records show what was answered.</summary>
[Collection(SharedApp.Name)]
public sealed class FollowSpeedTests(SharedAppFixture shared, ITestOutputHelper output)
{
    static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(3);

    [PostgresFact, Trait("Tier", "Long")]
    public async Task A_late_fact_an_override_and_a_policy_show_in_the_records_within_three_seconds()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var meeting = await school.AddMeeting();
        var lesson = new Lesson(app.Zoom, meeting.Number, new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero));
        var email = (await app.Admin.Get($"/api/users/{school.Students[0]}")).Text("email")!;
        await lesson.Start();
        await lesson.End(3000);
        var occurrence = (await Shows("absent")).Text("occurrenceId");

        await Takes("a late fact", () => lesson.Attend("Zero", email, 60, 960), "present");
        await Takes("a policy", () => Done(app.As(school.Teacher).Put(
            $"/api/classes/{school.Class}/attendance-policy", new { presentAfterMinutes = 20, effectiveFrom = "2026-01-01" })), "partial");
        await Takes("an override", () => Done(app.As(school.Teacher).Put(
            $"{meeting.Path}/attendance/{school.Students[0]}/override", new { occurrenceId = occurrence, status = "excused", reason = "Ill" })),
            "excused");

        async Task Takes(string what, Func<Task> change, string status)
        {
            await change();
            var started = Stopwatch.StartNew();
            await Shows(status);
            output.WriteLine($"{what}: {started.Elapsed.TotalMilliseconds:0} ms");
            Assert.True(started.Elapsed < TimeMax, $"{what} took {started.Elapsed.TotalSeconds:0.0} s.");
        }

        Task<Answer> Shows(string status) => Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer =>
            answer["records"].EnumerateArray().Any(record => record.GetProperty("status").GetString() == status));
    }

    static async Task Done(Task<Answer> request)
    {
        var answer = await request;
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{answer.Status}: {answer.Json}");
    }
}
