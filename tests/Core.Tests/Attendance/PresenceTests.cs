using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 5.</summary>
public sealed class PresenceTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00", minutes: 120).Students("Ana");

    [Fact]
    public void A_rejoin_adds()
    {
        var ana = Lesson.Stayed("Ana", "08:00", "08:10").Stayed("Ana", "08:30", "08:35", "laptop again").Of("Ana");
        Assert.Equal((900, 2), (ana.Seconds, ana.Presence.Intervals.Count));
    }

    [Fact]
    public void Two_devices_at_once_are_one_presence()
    {
        var lesson = Lesson.Joined("Ana", "08:00").Joined("Ana", "08:10", "phone").Left("Ana", "08:30", "phone")
            .Left("Ana", "08:40");
        Assert.Equal((40 * 60, 2), (lesson.Of("Ana").Seconds, lesson.Of("Ana").Stays));
        Assert.Single(lesson.Of("Ana").Presence.Intervals);
    }

    [Fact]
    public void A_short_look_with_a_second_device_does_not_cost_the_first_its_time()
    {
        var lesson = Lesson.Joined("Ana", "08:00").Stayed("Ana", "08:30", "08:31", "phone");
        Assert.True(lesson.Of("Ana", "08:45").InNow);
        Assert.Equal(3600, lesson.Left("Ana", "09:00").Of("Ana").Seconds);
    }

    [Fact]
    public void A_reconnect_that_overlaps_counts_once()
    {
        var lesson = Lesson.Joined("Ana", "08:00:00").Joined("Ana", "08:20:00", "laptop again")
            .Left("Ana", "08:21:31").Left("Ana", "08:40:00", "laptop again");
        Assert.Equal(2400, lesson.Of("Ana").Seconds);
    }

    [Fact]
    public void Stays_of_all_runs_count()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:10").Ended("08:10").Run("run 2").Stayed("Ana", "08:20", "08:30")
            .Ended("08:30");
        Assert.Equal(1200, lesson.Of("Ana").Seconds);
    }

    [Fact]
    public void Runs_that_overlap_count_once()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:20").Run("run 2").Stayed("Ana", "08:10", "08:30");
        Assert.Equal(1800, lesson.Of("Ana").Seconds);
    }

    [Fact]
    public void Stays_that_touch_are_one_interval()
    {
        var ana = Lesson.Stayed("Ana", "08:00", "08:10").Stayed("Ana", "08:10", "08:20", "phone").Of("Ana");
        Assert.Equal(Lesson.Time("08:20"), Assert.Single(ana.Presence.Intervals).Leave);
    }

    [Fact]
    public void Presence_is_cut_to_the_territory()
    {
        var ana = Lesson.Stayed("Ana", "06:00", "13:00").Of("Ana");
        var interval = Assert.Single(ana.Presence.Intervals);
        Assert.Equal((Lesson.Time("07:30"), Lesson.Time("12:00")), (interval.Join, interval.Leave));
    }

    [Fact]
    public void Seconds_are_whole_and_only_the_sum_is_rounded_down()
    {
        var lesson = Lesson.Stayed("Ana", "08:00:00", "08:00:01.600")
            .Stayed("Ana", "08:01:00", "08:01:01.600", "phone");
        Assert.Equal(3, lesson.Of("Ana").Seconds);
    }

    [Theory]
    [InlineData("08:20", "08:15")]
    [InlineData("08:15", "08:15")]
    [InlineData("08:10", "08:35")] // five minutes after the return
    [InlineData("08:02", null)]
    public void Enough_is_reached_in_the_stay_that_makes_it_enough(string firstLeft, string? reached)
    {
        var ana = Lesson.Stayed("Ana", "08:00", firstLeft).Stayed("Ana", "08:30", "08:40", "laptop again").Of("Ana");
        Assert.Equal(reached is null ? null : Lesson.Time(reached), ana.PresentAt);
    }

    [Fact]
    public void Time_that_does_not_count_brings_nobody_nearer_to_enough()
    {
        var lesson = Lesson.Policy(new Policy { Window = PolicyWindow.Scheduled }).Stayed("Ana", "07:50", "08:40");
        Assert.Equal(Lesson.Time("08:15"), lesson.Of("Ana").PresentAt);
    }

    [Fact]
    public void First_join_and_last_leave_are_those_of_all_connections()
    {
        var ana = Lesson.Stayed("Ana", "08:20", "08:30").Stayed("Ana", "08:05", "08:40", "phone").Of("Ana");
        Assert.Equal((Lesson.Time("08:05"), Lesson.Time("08:40")), (ana.Presence.FirstJoin, ana.Presence.LastLeave));
    }

    [Fact]
    public void An_interval_is_only_as_well_attested_as_its_weaker_end()
    {
        var lesson = Lesson.Joined("Ana", "08:00").From(FactSource.Report).Left("Ana", "08:30");
        Assert.Equal(FactSource.Report, Assert.Single(lesson.Of("Ana").Presence.Intervals).Source);
    }

    /// <summary>
    /// Join before start, a move told in both orders, a reconnect that overlaps, the end before the last leave, a leave
    /// that never comes, an old leave told again an hour later, and a short restart.
    /// </summary>
    [Fact]
    public void One_lesson_in_an_awkward_order()
    {
        var lesson = Lesson.Staff("Teacher").Joined("Teacher", "07:58:41").Started("07:58:41").Joined("Ana", "08:00:05")
            .Joined("Ana", "08:10:31", room: 2).Left("Ana", "08:10:31")
            .Left("Ana", "08:25:00", room: 2).Joined("Ana", "08:25:00", room: 3).Joined("Ana", "08:25:00", room: 3)
            .Joined("Ana", "08:40:00", "phone").Left("Ana", "08:41:31", room: 3)
            .Ended("09:02:19").Left("Ana", "09:02:19", "phone").Left("Ana", "08:10:31")
            .Run("run 2").Started("09:10:02").Ended("09:10:20").Lesson();
        var ana = lesson.Of("Ana");
        Assert.Equal((62 * 60 + 14, 4, 1), (ana.Seconds, ana.Stays, ana.Presence.Intervals.Count));
        Assert.Equal(AttendanceFlags.None, ana.Flags);
        Assert.Empty(lesson.Guests);
    }
}
