using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>How soon, and how often, a stream tells.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class PromptnessTests(SharedAppFixture shared, ITestOutputHelper output)
{
    static readonly TimeSpan WebhookMax = TimeSpan.FromSeconds(1);

    /// <summary>On a machine that has much else to do.</summary>
    static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(2);

    [PostgresFact]
    public async Task What_a_webhook_brings_is_told_well_within_a_second()
    {
        const int Webhooks = 11;
        var lesson = await Running(minutesAgo: 20);
        await using var stream = await Watch(lesson);
        await stream.Next("snapshot");
        var times = new List<TimeSpan>();

        for (var second = 1; second <= Webhooks; second++)
        {
            var sent = Stopwatch.GetTimestamp();
            await lesson.Run.Joined(second, lesson.Emails[second % lesson.Emails.Count]);
            await stream.Next("changes");
            times.Add(Stopwatch.GetElapsedTime(sent));
        }

        var median = times.Order().ElementAt(Webhooks / 2);
        output.WriteLine($"median {median.TotalMilliseconds:0} ms, longest {times.Max().TotalMilliseconds:0} ms");
        Assert.InRange(median, TimeSpan.Zero, WebhookMax);
    }

    [PostgresFact]
    public async Task That_a_student_becomes_present_by_staying_is_told_at_that_moment()
    {
        const int ThresholdSeconds = 15 * 60, SecondsLeft = 6;
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds())
            .AddSeconds(SecondsLeft - ThresholdSeconds);
        var app = await shared.App;
        var lesson = await HeldLesson.Make(app, await School.Make(app), start);
        await lesson.Run.Joined(0, lesson.Emails[0]);
        await using var stream = await Watch(lesson);
        Assert.Equal("partial", Status(await stream.Next("snapshot")));

        var present = await stream.Next("changes");

        var late = DateTimeOffset.UtcNow - start.AddSeconds(ThresholdSeconds);
        output.WriteLine($"told {late.TotalMilliseconds:0} ms after the moment");
        Assert.Equal("present", Status(present));
        Assert.InRange(late, TimeSpan.Zero, TimeMax);
    }

    [PostgresFact]
    public async Task Of_many_changes_it_tells_a_few_times_a_second()
    {
        const double MessagesPerSecondMax = 4;
        var time = TimeSpan.FromSeconds(3);
        var lesson = await Running(minutesAgo: 20);
        await using var stream = await Watch(lesson);
        await stream.Next("snapshot");
        var started = Stopwatch.GetTimestamp();

        var told = stream.Until(view => view.GetProperty("guests").GetArrayLength() > 0);
        var webhooks = 1;
        for (; Stopwatch.GetElapsedTime(started) < time; webhooks += 2)
            await lesson.Run.Attended(lesson.Emails[0], webhooks, webhooks + 1);
        await lesson.Run.Joined(0, email: null, "iPad");

        var messages = (await told).Count;
        var elapsed = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"{webhooks} webhooks, {messages} messages in {elapsed.TotalSeconds:0.0} s");
        Assert.InRange(messages, 3, elapsed.TotalSeconds * MessagesPerSecondMax + 1);
    }

    async Task<EventStream> Watch(HeldLesson lesson) =>
        await EventStream.Open((await shared.App).As(lesson.School.Teacher), lesson.Meeting.Path);

    async Task<HeldLesson> Running(int minutesAgo)
    {
        var app = await shared.App;
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddMinutes(-minutesAgo);
        return await HeldLesson.Make(app, await School.Make(app), start);
    }

    static string? Status(JsonElement view) => view.GetProperty("students")[0].GetProperty("status").GetString();
}
