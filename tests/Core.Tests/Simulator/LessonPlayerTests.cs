using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

public sealed class LessonPlayerTests
{
    const string Secret = "an invented secret";
    static readonly IReadOnlyList<Delivery> Lessons = Deliveries.Of(Lesson.Of(Plans.Quiet), Faults.None);
    static readonly IReadOnlyList<Delivery> One = [Lessons[0]];
    readonly FakeTimeProvider clock = new(Plans.Start);

    [Fact]
    public async Task A_request_is_Zooms_and_signed_over_the_bytes_sent()
    {
        var receiver = new FakeReceiver(clock, HttpStatusCode.OK);
        await Play(receiver, One);
        var sent = await receiver.NextAsync();
        Assert.Equal(One[0].Body.ToArray(), sent.Body);
        Assert.Equal(One[0].RequestId, sent.Headers["x-zm-request-id"]);
        Assert.Equal("Zoom Marketplace/1.0a", sent.Headers["user-agent"]);
        Assert.Equal("application/json; charset=utf-8", sent.Headers["content-type"]);
        var timestamp = sent.Headers["x-zm-request-timestamp"];
        Assert.Equal(Plans.Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), timestamp);
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Secret));
        var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes($"v0:{timestamp}:{Encoding.UTF8.GetString(sent.Body)}"));
        Assert.Equal("v0=" + Convert.ToHexString(hash).ToLowerInvariant(), sent.Headers["x-zm-signature"]);
    }

    [Fact]
    public void The_signature_is_what_openssl_computes() => Assert.Equal(
        "v0=bddb034192a332df2b2d0e2128402b8bb311e768d3bab341039eb53861135961",
        ZoomSignature.Of(Secret, 1772470722, """{"event":"meeting.started","topic":"Niño – Łukasz"}"""u8));

    [Fact]
    public async Task A_lesson_that_has_begun_catches_up_at_once_and_goes_on_by_itself()
    {
        clock.SetUtcNow(Plans.Start.AddMinutes(14));
        var receiver = new FakeReceiver(clock, HttpStatusCode.OK);
        var play = Play(receiver, Lessons);
        foreach (var delivery in Lessons)
        {
            var due = Plans.Start + delivery.Offset;
            if (due > clock.GetUtcNow())
                clock.SetUtcNow(due);
            var sent = await receiver.NextAsync();
            Assert.Equal(clock.GetUtcNow(), sent.At);
            Assert.Equal(delivery.RequestId, sent.Headers["x-zm-request-id"]);
        }
        Assert.Equal(Lessons.Count, (await play).Accepted);
        Assert.Equal(TimeSpan.FromMinutes(31), (await play).Elapsed);
    }

    [Fact]
    public async Task What_is_not_due_waits()
    {
        clock.SetUtcNow(Plans.Start.AddMinutes(14));
        var receiver = new FakeReceiver(clock, HttpStatusCode.OK);
        var play = Play(receiver, Lessons);
        var due = Lessons.Count(delivery => delivery.Offset <= TimeSpan.FromMinutes(14));
        for (var i = 0; i < due; i++)
            await receiver.NextAsync();
        Assert.Equal((due, false), (receiver.Count, play.IsCompleted));
        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(Lessons.Count, (await play).Accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task A_failure_is_repeated_after_5_20_and_60_minutes_of_the_lesson_and_then_given_up(double speed)
    {
        var receiver = new FakeReceiver(clock, HttpStatusCode.ServiceUnavailable);
        var play = Play(receiver, One, speed);
        await receiver.NextAsync();
        foreach (var minutes in new[] { 5, 20, 60 })
        {
            clock.Advance(TimeSpan.FromMinutes(minutes) / speed);
            var repeated = await receiver.NextAsync();
            Assert.Equal(clock.GetUtcNow(), repeated.At);
            Assert.Equal(One[0].Body.ToArray(), repeated.Body);
            Assert.Equal(One[0].RequestId, repeated.Headers["x-zm-request-id"]);
        }
        var summary = await play;
        Assert.Equal((1, 4, 0), (summary.Deliveries, summary.Requests, summary.Accepted));
        Assert.Equal(4, summary.ByStatus[HttpStatusCode.ServiceUnavailable]);
    }

    [Fact]
    public async Task As_fast_as_possible_a_failure_is_repeated_at_once()
    {
        var receiver = new FakeReceiver(clock, HttpStatusCode.BadGateway, HttpStatusCode.OK);
        var summary = await Play(receiver, Lessons, speed: 0);
        Assert.Equal((Lessons.Count, Lessons.Count + 1), (summary.Accepted, summary.Requests));
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, 1)]
    [InlineData(HttpStatusCode.Found, 0)]
    [InlineData(HttpStatusCode.Unauthorized, 0)]
    [InlineData(HttpStatusCode.TooManyRequests, 0)]
    public async Task Every_other_answer_is_final(HttpStatusCode status, int accepted)
    {
        var summary = await Play(new FakeReceiver(clock, status), One);
        Assert.Equal((1, accepted), (summary.Requests, summary.Accepted));
    }

    [Fact]
    public async Task No_answer_within_three_seconds_is_a_failure()
    {
        var receiver = new FakeReceiver(clock, null, HttpStatusCode.OK);
        var play = Play(receiver, One);
        await receiver.NextAsync();
        clock.Advance(TimeSpan.FromSeconds(3));
        clock.SetUtcNow(Plans.Start.AddMinutes(5));
        await receiver.NextAsync();
        var summary = await play;
        Assert.Equal((1, 1), (summary.Unanswered, summary.Accepted));
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_allowed()
    {
        var receiver = new FakeReceiver(clock, null, null, null, HttpStatusCode.OK);
        var play = Play(receiver, Lessons, speed: 0, parallelMax: 3);
        for (var i = 0; i < 3; i++)
            await receiver.NextAsync();
        Assert.Equal((3, false), (receiver.Count, play.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(3, (await play).Unanswered);
    }

    [Fact]
    public async Task A_play_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var receiver = new FakeReceiver(clock, HttpStatusCode.ServiceUnavailable);
        var play = Play(receiver, Lessons, stop: stop.Token);
        await receiver.NextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => play);
    }

    async Task<PlaySummary> Play(
        FakeReceiver receiver, IReadOnlyList<Delivery> deliveries,
        double speed = 1, int parallelMax = 1, CancellationToken stop = default)
    {
        using var http = new HttpClient(receiver);
        var options = new PlayerOptions
        {
            Url = new("http://receiver.example/api/zoom/webhook"),
            Secret = Secret,
            Speed = speed,
            ParallelMax = parallelMax,
        };
        var play = new LessonPlayer(http, options, clock).PlayAsync(deliveries, Plans.Start, stop);
        return await play.WaitAsync(FakeReceiver.Patience, CancellationToken.None);
    }
}
