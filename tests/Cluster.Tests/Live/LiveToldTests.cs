using System.Net.ServerSentEvents;
using System.Text;
using ZoomOrleans.Api.Live;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>What each of several watchers of one feed is sent.</summary>
public sealed class LiveToldTests
{
    static readonly Guid Ana = Guid.NewGuid(), Ben = Guid.NewGuid();

    static readonly Scope Everybody = new(true, []);

    readonly LiveMoment _first = LiveMoment.After(null, View(inNow: []));

    [Fact]
    public void First_comes_the_view_and_then_what_is_new()
    {
        var told = new LiveTold();

        Assert.Equal(("snapshot", true, true), Told(told.Next(_first, Everybody)));
        Assert.Equal(("changes", false, true), Told(told.Next(After(_first, Ben), Everybody)));
    }

    [Fact]
    public void Who_sees_everybody_is_sent_the_same_bytes_as_all_others_who_do()
    {
        var (one, other) = (new LiveTold(), new LiveTold());
        var second = After(_first, Ben);

        Assert.Same(one.Next(_first, Everybody)!.Value.Data, other.Next(_first, Everybody)!.Value.Data);
        Assert.Same(one.Next(second, Everybody)!.Value.Data, other.Next(second, Everybody)!.Value.Data);
    }

    [Fact]
    public void Whoever_was_too_slow_for_a_moment_is_sent_the_whole_view()
    {
        var told = new LiveTold();
        told.Next(_first, Everybody);
        var third = After(After(_first, Ana), Ana, Ben);

        Assert.Equal(("snapshot", true, true), Told(told.Next(third, Everybody)));
    }

    [Fact]
    public void Of_the_same_moment_nobody_is_told_twice()
    {
        var told = new LiveTold();
        told.Next(_first, Everybody);

        Assert.Null(told.Next(LiveMoment.After(_first, View(inNow: []) with { AsOf = DateTimeOffset.UnixEpoch }), Everybody));
    }

    [Fact]
    public void Who_sees_but_one_is_told_of_that_one_alone()
    {
        var told = new LiveTold();
        var scope = new Scope(false, [Ana]);
        Assert.Equal(("snapshot", true, false), Told(told.Next(_first, scope)));

        var second = After(_first, Ben);
        Assert.Null(told.Next(second, scope));
        var third = After(second, Ben, Ana);

        Assert.Equal(("changes", true, false), Told(told.Next(third, new Scope(false, [Ana]))));
    }

    [Fact]
    public void Who_may_see_other_people_than_before_is_sent_the_view_anew()
    {
        var told = new LiveTold();
        told.Next(_first, new Scope(false, [Ana]));

        Assert.Equal(("snapshot", false, true), Told(told.Next(_first, new Scope(false, [Ben]))));
        Assert.Equal(("snapshot", true, true), Told(told.Next(_first, Everybody)));
        Assert.Equal(("snapshot", true, false), Told(told.Next(_first, new Scope(false, [Ana]))));
    }

    static LiveMoment After(LiveMoment before, params Guid[] inNow) => LiveMoment.After(before, View(inNow));

    /// <summary>The type, and who is in it.</summary>
    static (string Type, bool HasAna, bool HasBen) Told(SseItem<byte[]>? item)
    {
        var text = Encoding.UTF8.GetString(item!.Value.Data);
        return (item.Value.EventType, text.Contains($"{Ana}"), text.Contains($"{Ben}"));
    }

    static LiveView View(params Guid[] inNow) => new()
    {
        MeetingId = Guid.Empty, OccurrenceId = "lesson", Version = inNow.Length, AsOf = default, Status = OccurrenceStatus.Started,
        Students = [Student(Ana, inNow.Contains(Ana)), Student(Ben, inNow.Contains(Ben))], Guests = [],
    };

    static LiveStudent Student(Guid id, bool isIn) => new()
    {
        StudentId = id, Name = "Somebody", Status = LiveStatus.Partial, InNow = isIn, Seconds = 0, Stays = 0,
        Connections = isIn ? 1 : 0, Flags = default,
    };
}
