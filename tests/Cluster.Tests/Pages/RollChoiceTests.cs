using System.Collections.Immutable;
using ZoomOrleans.Api.Pages.Live;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>Which rows the live page shows, in which order, and how its address says so.</summary>
public sealed class RollChoiceTests
{
    static readonly DateTimeOffset Eight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    static readonly LiveStudent Ana = Student("Ana Niño") with
    {
        Status = LiveStatus.Present, InNow = true, Connections = 2, FirstJoin = Eight, Seconds = 1200,
    };

    static readonly LiveStudent Ben = Student("Ben O'Hara") with
    {
        Status = LiveStatus.Partial, FirstJoin = Eight.AddMinutes(5), LastLeave = Eight.AddMinutes(9), Seconds = 240,
    };

    static readonly LiveStudent Cho = Student("Đức Chổ");

    [Theory]
    [InlineData("nino", "Ana")]
    [InlineData("NIÑO ana", "Ana")]
    [InlineData("o'h", "Ben")]
    [InlineData("chô", "Đức")]
    [InlineData("  ", "Ana Ben Đức")]
    [InlineData("an en", "")]
    public void A_name_is_found_by_parts_of_its_words_whatever_accents_and_capitals(string query, string found)
    {
        Assert.Equal(found, string.Join(' ', Shown(RollChoice.Of(null, null, query, null))));
    }

    [Fact]
    public void A_name_that_is_too_long_to_look_for_is_cut_between_its_characters()
    {
        Assert.Empty(Shown(RollChoice.Of(null, null, new string('a', 99) + "🙂", null)));
    }

    [Theory]
    [InlineData("name", "Ana Ben Đức")]
    [InlineData("-name", "Đức Ben Ana")]
    [InlineData("status", "Đức Ben Ana")]
    [InlineData("-status", "Ana Ben Đức")]
    [InlineData("inNow", "Ben Đức Ana")]
    [InlineData("join", "Ana Ben Đức")]
    [InlineData("-join", "Ben Ana Đức")] // who has none stands last either way
    [InlineData("leave", "Ben Ana Đức")]
    [InlineData("-leave", "Ben Ana Đức")]
    [InlineData("time", "Đức Ben Ana")]
    public void Whoever_lacks_what_is_sorted_by_stands_last_and_names_decide_between_equals(string sort, string order)
    {
        Assert.Equal(order, string.Join(' ', Shown(RollChoice.Of(null, null, null, sort))));
    }

    [Theory]
    [InlineData(null, "?")]
    [InlineData("all", "?")]
    [InlineData("INNOW", "?show=inNow")]
    [InlineData("nonsense", "?")]
    [InlineData("3", "?")]
    public void The_address_says_only_what_is_not_usual(string? show, string address)
    {
        Assert.Equal(address, RollChoice.Of(null, show, " ", "name").Address);
    }

    [Fact]
    public void An_address_read_again_means_the_same()
    {
        var choice = RollChoice.Of("81-20260302T003000Z", "partial", "a&b=ñ #", "-time");

        Assert.Equal("?occurrenceId=81-20260302T003000Z&show=partial&q=a%26b%3D%C3%B1%20%23&sort=-time", choice.Address);
    }

    [Fact]
    public void A_column_sorts_upwards_first()
    {
        var choice = new RollChoice().SortedBy(SortBy.Time);

        Assert.Equal(("time", "-time", "time"), (choice.Sort, choice.SortedBy(SortBy.Time).Sort,
            choice.SortedBy(SortBy.Time).SortedBy(SortBy.Time).Sort));
        Assert.Equal("-name", new RollChoice().SortedBy(SortBy.Name).Sort);
    }

    [Fact]
    public void Nobody_is_looked_for_by_a_whole_book()
    {
        Assert.Equal(100, RollChoice.Of(null, null, new string('a', 5000), null).Query.Length);
    }

    [Theory]
    [InlineData(false, false, LiveStatus.NotJoined, null, Standing.Absent)]
    [InlineData(false, false, LiveStatus.Partial, AttendanceStatus.Partial, Standing.Partial)]
    [InlineData(false, true, LiveStatus.Partial, AttendanceStatus.Excused, Standing.Excused)]
    [InlineData(true, false, LiveStatus.NotJoined, AttendanceStatus.Absent, Standing.Absent)]
    [InlineData(true, false, LiveStatus.NotJoined, null, Standing.Undecided)]
    [InlineData(true, false, LiveStatus.Partial, null, Standing.Undecided)]
    [InlineData(true, true, LiveStatus.NotJoined, AttendanceStatus.Present, Standing.Present)]
    public void Marks_count_when_the_lesson_has_ended_and_before_where_somebody_has_decided(
        bool hasEnded, bool isOverridden, LiveStatus status, AttendanceStatus? mark, Standing standing)
    {
        var student = Ana with { Status = status, Mark = mark, Overridden = isOverridden };

        Assert.Equal(standing, Standings.Of(student, hasEnded));
    }

    static IEnumerable<string> Shown(RollChoice choice) =>
        from student in choice.Sorted([Ana, Ben, Cho], hasEnded: false)
        where choice.Shows(student, hasEnded: false)
        select student.Name.Split(' ')[0];

    static LiveStudent Student(string name) => new()
    {
        StudentId = Guid.NewGuid(),
        Name = name,
        Status = LiveStatus.NotJoined,
        InNow = false,
        Seconds = 0,
        Stays = 0,
        Connections = 0,
        Flags = AttendanceFlags.None,
        Intervals = ImmutableArray<LiveInterval>.Empty,
    };
}
