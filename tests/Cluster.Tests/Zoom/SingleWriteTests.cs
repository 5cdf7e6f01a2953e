using Microsoft.Extensions.DependencyInjection;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>Zoom may refuse a change while another one of the same host or meeting is under way.</summary>
public sealed class SingleWriteTests
{
    static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(80);

    [Fact]
    public async Task Changes_of_one_host_or_meeting_come_one_after_the_other_from_all_silos()
    {
        await using var silos = await ZoomSilos.Start(new() { RefusesConcurrentWrites = true }, silos: 2);
        var meeting = await silos.AddMeeting();
        silos.Zoom.Failures.Add("*", Failure.LateAnswer(UnderWay));

        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(i => new Task[]
        {
            silos.Of(i % 2).Create(ZoomSilos.Host, ZoomSilos.NewMeeting),
            silos.Of(i % 2).Update(meeting, new() { Topic = $"Lesson {i}" }, ZoomSilos.Host),
        }));

        Assert.Empty(silos.Zoom.RateLimits.Refusals);
        Assert.Equal(11, silos.Zoom.Meetings.Count);
    }

    [Fact]
    public async Task Who_was_killed_in_the_middle_holds_up_the_others_for_a_while_only()
    {
        await using var silos = await ZoomSilos.Start(new() { Clock = new FastClock(DateTimeOffset.UtcNow, speed: 3) });
        await silos.WarmUp();
        var writes = silos.Services(0).GetRequiredService<ZoomAccount>().WritesTo($"users/{ZoomSilos.Host}");
        Assert.NotNull(await writes.Begin());

        await silos.AddMeeting();
    }

    [Fact]
    public async Task Who_ends_what_has_become_anothers_ends_nothing()
    {
        await using var silos = await ZoomSilos.Start();
        var writes = silos.Services(0).GetRequiredService<ZoomAccount>().WritesTo("meetings/1");
        var first = await writes.Begin();
        await writes.End(first!.Value);
        var second = await writes.Begin();

        await writes.End(first.Value);

        Assert.Null(await writes.Begin());
        await writes.End(second!.Value);
        Assert.NotNull(await writes.Begin());
    }

    [Fact]
    public async Task Reading_and_other_meetings_are_not_held_up()
    {
        await using var silos = await ZoomSilos.Start();
        var (one, other) = (await silos.AddMeeting(), await silos.AddMeeting());
        var account = silos.Services(0).GetRequiredService<ZoomAccount>();
        var number = await account.WritesTo($"meetings/{one}").Begin();

        await silos.Api.Get(one);
        await silos.Api.Update(other, new() { Topic = "Physics" }, ZoomSilos.Host);
        var waits = silos.Api.Update(one, new() { Topic = "Physics" }, ZoomSilos.Host);
        // So much later than it would be done.
        for (var i = 0; i < 5; i++)
            await silos.AddMeeting();

        Assert.False(waits.IsCompleted);
        await account.WritesTo($"meetings/{one}").End(number!.Value);
        await waits;
    }
}
