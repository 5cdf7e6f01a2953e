using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>What browsers and proxies need of a stream: headers, a sign of life, and when and how to come back.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class StreamProtocolTests(SharedAppFixture shared)
{
    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(15);

    [PostgresFact]
    public async Task Nobody_on_the_way_keeps_it_or_gathers_it()
    {
        await using var stream = await Watch(await Lesson());

        Assert.True(stream.Response.Headers.CacheControl!.NoStore);
        Assert.Equal(["no"], stream.Response.Headers.GetValues("X-Accel-Buffering"));
    }

    [PostgresFact]
    public async Task When_nothing_happens_there_is_a_sign_of_life()
    {
        await using var stream = await Watch(await Lesson());
        await stream.Next("snapshot");

        var known = new List<DateTimeOffset>();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("ping", await stream.NextOfAnyType(SilenceMax));
            known.Add(stream.Data.GetProperty("asOf").GetDateTimeOffset());
        }
        Assert.True(known[1] > known[0], $"As of {known[0]}, then {known[1]}.");
    }

    [PostgresFact]
    public async Task After_an_interruption_browsers_come_back_one_by_one()
    {
        var lesson = await Lesson();
        var returns = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            await using var stream = await Watch(lesson);
            await stream.Next("snapshot");
            returns.Add(stream.ReturnsAfter!.Value);
        }

        Assert.All(returns, after => Assert.InRange(after.TotalSeconds, 2, 4));
        Assert.True(returns.Distinct().Count() > 1, $"All would come back after {returns[0]}.");
    }

    [PostgresFact]
    public async Task Whoever_comes_back_begins_with_the_view_as_it_is_then()
    {
        var lesson = await Lesson();
        await using (var before = await Watch(lesson))
            await before.Next("snapshot");
        await lesson.Run.Joined(60, lesson.Emails[0]);

        await using var stream = await Watch(lesson, ("Last-Event-ID", "17"));

        var view = await stream.Next("snapshot");
        Assert.Equal(1, view.GetProperty("counts").GetProperty("inNow").GetInt32());
    }

    /// <summary>Who only asks whether there is something is told, and holds no stream.</summary>
    [PostgresFact]
    public async Task A_request_for_the_headers_alone_does_not_stay()
    {
        var lesson = await Lesson();
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{lesson.Meeting.Path}/participants/stream");

        using var answer = await (await shared.App).As(lesson.School.Teacher).SendAsync(request).WaitAsync(SilenceMax);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET"], answer.Content.Headers.Allow);
    }

    async Task<HeldLesson> Lesson() => await HeldLesson.Make(await shared.App, DateTimeOffset.UtcNow.AddMinutes(-5));

    async Task<EventStream> Watch(HeldLesson lesson, params (string Name, string Value)[] headers) =>
        await EventStream.Open((await shared.App).As(lesson.School.Teacher), lesson.Meeting.Path, headers);
}
