using System.Text.Json;
using ZoomOrleans.Api.Pages.Live;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>How the live page draws stays, and what it says of a student.</summary>
public sealed class LiveRowTests
{
    const string Zone = "Asia/Manila";

    static readonly DateTimeOffset Eight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    static readonly LiveStudent Ana = new()
    {
        StudentId = Guid.NewGuid(),
        Name = "Ana",
        Status = LiveStatus.Partial,
        InNow = true,
        Connections = 1,
        FirstJoin = At(2),
        Seconds = 300,
        Stays = 2,
        Flags = AttendanceFlags.None,
        Intervals = [new(At(2), At(5)), new(At(8), null)],
    };

    static readonly LiveView View = new()
    {
        MeetingId = Guid.NewGuid(),
        OccurrenceId = "lesson",
        Version = 7,
        AsOf = At(10),
        Status = OccurrenceStatus.Started,
        AttendanceState = AttendanceState.Live,
        Start = Eight,
        End = At(60),
        PresentAfterSeconds = 900,
        Students = [Ana],
        Guests = [],
    };

    [Fact]
    public void Stays_are_drawn_on_the_lessons_time_and_the_last_one_until_now()
    {
        Assert.Equal("M120 0H300V10H120Z" + "M480 0H600V10H480Z", Axis.Of(View).Stays(Ana, View.AsOf));
    }

    [Fact]
    public void A_leave_without_its_join_is_told_and_not_drawn()
    {
        var student = Ana with { Intervals = [new(null, At(1)), .. Ana.Intervals] };

        Assert.Equal("?–08:01, 08:02–08:05, 08:08–now", LiveWords.Spans(student.Intervals, Zone));
        Assert.Equal(Axis.Of(View).Stays(Ana, View.AsOf), Axis.Of(View).Stays(student, View.AsOf));
    }

    [Fact]
    public void The_threshold_is_where_it_was_reached_or_will_be_by_staying()
    {
        var axis = Axis.Of(View);

        Assert.Equal("M1200 0V10", axis.Threshold(Ana, View));
        Assert.Equal("M900 0V10", axis.Threshold(Ana with { PresentAt = At(15) }, View));
        Assert.Equal("", axis.Threshold(Ana with { InNow = false }, View));
    }

    [Theory]
    [InlineData(0, 60, 60, 10, 0, 60)] // as planned
    [InlineData(-10, 60, 60, 10, -10, 60)] // somebody came early
    [InlineData(0, 60, 60, 62, 0, 65)] // it goes on
    [InlineData(0, null, 60, 12, 0, 15)] // nobody planned when it ends
    public void The_axis_is_the_lesson_and_longer_where_somebody_was_in_longer(
        int firstJoin, int? end, int ended, int now, int from, int to)
    {
        var view = View with
        {
            AsOf = At(now),
            End = end is { } minutes ? At(minutes) : null,
            Students = [Ana with { FirstJoin = At(firstJoin), LastLeave = At(ended) }],
        };

        Assert.Equal(new Axis(At(from), At(to)), Axis.Of(view));
    }

    [Fact]
    public void An_axis_has_a_length_also_where_nothing_is_known()
    {
        Assert.True(Axis.Of(View with { Start = null, End = null, Status = OccurrenceStatus.Scheduled, Students = [] }).Length > 0);
    }

    [Fact]
    public void Flags_are_said_in_plain_words_and_being_in_is_not_one()
    {
        var student = Ana with
        {
            Late = true, LeftEarly = true, Flags = AttendanceFlags.Open | AttendanceFlags.Incomplete | AttendanceFlags.LateAfterLock,
        };

        Assert.Equal(["late", "left early", "join not told", "news after the lock"], LiveWords.Of(student));
    }

    [Fact]
    public void The_script_has_a_word_for_every_standing_and_every_flag()
    {
        var words = JsonDocument.Parse(LiveWords.ForScript).RootElement;

        Assert.Equal(
            ["absent", "undecided", "partial", "present", "excused", "notJoined"],
            words.GetProperty("standings").EnumerateObject().Select(word => word.Name));
        var flags = words.GetProperty("flags").EnumerateObject().Select(word => word.Name).ToHashSet();
        var all = FlagNames.Of(Enum.GetValues<AttendanceFlags>().Aggregate((one, other) => one | other));
        Assert.Equal(["open"], all.Except(flags));
    }

    static DateTimeOffset At(int minutes) => Eight.AddMinutes(minutes);
}
