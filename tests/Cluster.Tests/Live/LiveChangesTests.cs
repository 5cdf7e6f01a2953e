using System.Collections.Immutable;
using ZoomOrleans.Api.Live;

namespace ZoomOrleans.Cluster.Tests.Live;

public sealed class LiveChangesTests
{
    static readonly DateTimeOffset Eight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    static readonly LiveView View = new()
    {
        MeetingId = Guid.NewGuid(),
        OccurrenceId = "lesson",
        Version = 7,
        AsOf = Eight,
        Status = OccurrenceStatus.Started,
        Students = [Student("Ana", inNow: true), Student("Ben", inNow: false)],
        Guests = [Guest("iPad")],
    };

    [Fact]
    public void Whoever_has_nothing_yet_gets_the_whole_view()
    {
        var told = LiveChanges.Since(null, View)!.Value;

        Assert.Equal(("snapshot", View), (told.EventType, told.Data));
    }

    [Fact]
    public void That_seconds_grow_while_somebody_is_in_is_no_change()
    {
        var later = View with
        {
            AsOf = Eight.AddSeconds(30),
            Students = [View.Students[0] with { Seconds = 130 }, View.Students[1]],
        };

        Assert.Null(LiveChanges.Since(View, later));
    }

    [Fact]
    public void Seconds_that_leap_are_one()
    {
        var later = View with
        {
            AsOf = Eight.AddSeconds(30),
            Students = [View.Students[0] with { Seconds = 400 }, View.Students[1] with { Seconds = 101 }],
        };

        Assert.Equal(["Ana", "Ben"], Told(later).Students.Select(student => student.Name));
    }

    [Fact]
    public void From_when_and_until_when_time_counts_is_told()
    {
        Assert.Equal(Eight, Told(View with { CountsFrom = Eight }).CountsFrom);
        Assert.Equal(Eight, Told(View with { CountsUntil = Eight }).CountsUntil);
    }

    [Fact]
    public void Only_those_are_told_of_who_have_changed()
    {
        var later = View with { Students = [View.Students[0], View.Students[1] with { InNow = true, Connections = 1 }] };

        var told = Told(later);

        Assert.Equal("Ben", Assert.Single(told.Students).Name);
        Assert.Empty(told.Guests);
    }

    [Fact]
    public void Suggestions_are_compared_by_what_they_say()
    {
        var suggestion = new Suggestion(View.Students[0].StudentId, "Ana", IsPreferred: true);
        var later = View with { Guests = [View.Guests[0] with { Suggestions = [suggestion] }] };
        var same = later with { Guests = [later.Guests[0] with { Suggestions = [suggestion with { }] }] };

        Assert.Equal("iPad", Assert.Single(Told(later).Guests).Name);
        Assert.Null(LiveChanges.Since(later, same));
    }

    [Fact]
    public void Somebody_new_is_a_change()
    {
        var later = View with { Students = View.Students.Add(Student("Cora", inNow: false)) };

        Assert.Equal("Cora", Assert.Single(Told(later).Students).Name);
    }

    [Fact]
    public void Of_somebody_who_is_gone_only_the_whole_view_tells()
    {
        foreach (var later in new[]
            { View with { Students = View.Students.RemoveAt(0) }, View with { Guests = [] }, View with { OccurrenceId = "next" } })
            Assert.Equal("snapshot", LiveChanges.Since(View, later)!.Value.EventType);
    }

    [Fact]
    public void That_the_lesson_has_ended_is_a_change()
    {
        Assert.Equal(OccurrenceStatus.Ended, Told(View with { Status = OccurrenceStatus.Ended }).Status);
    }

    static LiveView Told(LiveView later)
    {
        var told = LiveChanges.Since(View, later)!.Value;
        Assert.Equal("changes", told.EventType);
        return told.Data!;
    }

    static LiveStudent Student(string name, bool inNow) => new()
    {
        StudentId = Guid.NewGuid(),
        Name = name,
        Status = LiveStatus.Partial,
        InNow = inNow,
        FirstJoin = Eight,
        Seconds = 100,
        Stays = 1,
        Connections = inNow ? 1 : 0,
        Flags = default,
    };

    static LiveGuest Guest(string name) => new()
    {
        GuestId = name,
        Name = name,
        InNow = false,
        FirstJoin = Eight,
        Seconds = 100,
        Connections = 0,
        Suggestions = ImmutableArray<Suggestion>.Empty,
    };
}
