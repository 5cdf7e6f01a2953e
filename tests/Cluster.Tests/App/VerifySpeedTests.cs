using System.Diagnostics;
using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.Postgres;
using Xunit.Abstractions;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>A whole term of one class, in the meeting that it always uses.</summary>
public sealed class VerifySpeedTests(ITestOutputHelper output)
{
    const int Lessons = 200;
    const int Students = 40;

    static readonly DateTimeOffset Start = new(2025, 1, 1, 1, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(10);

    [PostgresTheory]
    [Trait("Tier", "Long")]
    [InlineData("3650", "provisional")]
    [InlineData("1", "locked")]
    public async Task A_term_is_verified_from_the_log_in_seconds(string lockAfterDays, string state)
    {
        await using var app = await AppProcess.Start(("School__LockAfterDays", lockAfterDays));
        var school = await School.Make(app, Students);
        var meeting = await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", Start.ToString("O", CultureInfo.InvariantCulture)),
            ("recurrence", new { type = "daily", interval = 1, count = Lessons }));
        var emails = await Task.WhenAll(school.Students.Select(async student =>
            (await app.Admin.Get($"/api/users/{student}")).Text("email")!));
        await Parallel.ForEachAsync(Enumerable.Range(0, Lessons), async (day, _) =>
        {
            var lesson = new Lesson(app.Zoom, meeting.Number, Start.AddDays(day));
            await lesson.Start();
            foreach (var (index, email) in emails.Index())
                await lesson.Attend($"Student {index}", email, 60 + index, 900 + (2 * index));
            await lesson.End(3000);
        });
        await Eventually.Get(app.Admin, $"/api/classes/{school.Class}/attendance", answer =>
            answer.Status == HttpStatusCode.OK
            && answer["occurrences"].EnumerateArray().All(one => one.GetProperty("attendanceState").GetString() == state)
            && answer["summary"].GetProperty("present").GetInt32() + answer["summary"].GetProperty("partial").GetInt32()
                == Lessons * Students, Patience);

        var started = Stopwatch.StartNew();
        var verified = (await app.Admin.Post("/api/admin/verify", new { from = "2025-01-01", to = "2025-12-31" })).Is(HttpStatusCode.OK);

        output.WriteLine($"{Lessons} lessons, {Students} students, {state}: {started.Elapsed.TotalSeconds:0.0} s");
        Assert.Empty(verified["differences"].EnumerateArray());
        Assert.Equal(Lessons * Students, verified["records"].GetInt32());
        Assert.True(started.Elapsed < TimeMax, $"It took {started.Elapsed.TotalSeconds:0.0} s.");
    }
}
