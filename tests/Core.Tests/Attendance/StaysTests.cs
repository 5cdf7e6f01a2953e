using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 3.</summary>
public sealed class StaysTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana");

    [Fact]
    public void A_leave_closes_the_stay_and_a_later_join_opens_another()
    {
        var ana = Lesson.Stayed("Ana", "08:00", "08:10").Stayed("Ana", "08:20", "08:25").Of("Ana");
        Assert.Equal((900, 2), (ana.Seconds, ana.Stays));
    }

    [Fact]
    public void Consecutive_joins_keep_the_earliest()
    {
        var ana = Lesson.Joined("Ana", "08:00").Joined("Ana", "08:05").Left("Ana", "08:10").Of("Ana");
        Assert.Equal((600, 1), (ana.Seconds, ana.Stays));
    }

    [Fact]
    public void Consecutive_leaves_keep_the_latest()
    {
        var ana = Lesson.Joined("Ana", "08:00").Left("Ana", "08:10").Left("Ana", "08:08").Of("Ana");
        Assert.Equal((600, 1), (ana.Seconds, ana.Stays));
    }

    [Fact]
    public void Leave_delivered_before_its_join_closes_it()
    {
        var ana = Lesson.Left("Ana", "08:20").Joined("Ana", "08:00").Ended("09:00").Of("Ana");
        Assert.Equal((1200, AttendanceFlags.None), (ana.Seconds, ana.Flags));
    }

    [Fact]
    public void Old_leave_delivered_after_a_rejoin_does_not_end_the_new_stay()
    {
        var ana = Lesson.Joined("Ana", "08:00").Joined("Ana", "08:20", "laptop again").Left("Ana", "08:10")
            .Ended("09:00").Of("Ana");
        Assert.Equal((10 + 40) * 60, ana.Seconds);
    }

    [Fact]
    public void Old_leave_delivered_after_a_rejoin_with_the_same_ids_does_not_end_the_new_stay()
    {
        var ana = Lesson.Joined("Ana", "08:00").Joined("Ana", "08:20").Left("Ana", "08:10").Ended("09:00").Of("Ana");
        Assert.Equal((10 + 40) * 60, ana.Seconds);
    }

    [Fact]
    public void Lost_leave_followed_by_a_rejoin_does_not_erase_the_first_stay()
    {
        var ana = Lesson.Joined("Ana", "08:00").Stayed("Ana", "08:50", "08:55", "laptop again").Ended("09:00")
            .Of("Ana");
        Assert.Equal(3600, ana.Seconds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_breakout_move_in_one_second_leaves_no_gap(bool joinArrivesFirst)
    {
        var lesson = Lesson.Joined("Ana", "08:00:00");
        lesson = joinArrivesFirst
            ? lesson.Joined("Ana", "08:10:31", room: 2).Left("Ana", "08:10:31")
            : lesson.Left("Ana", "08:10:31").Joined("Ana", "08:10:31", room: 2);
        var ana = lesson.Left("Ana", "08:30:00", room: 2).Of("Ana");
        Assert.Equal((1800, 2), (ana.Seconds, ana.Stays));
        Assert.Single(ana.Presence.Intervals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_equal_times_while_in_the_leave_comes_first(bool joinArrivesFirst)
    {
        var lesson = Lesson.Joined("Ana", "08:00");
        lesson = joinArrivesFirst
            ? lesson.Joined("Ana", "08:10").Left("Ana", "08:10")
            : lesson.Left("Ana", "08:10").Joined("Ana", "08:10");
        Assert.Equal((1200, 2, 1), Lived(lesson.Of("Ana", "08:20")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_equal_times_while_out_the_join_comes_first(bool joinArrivesFirst)
    {
        var lesson = joinArrivesFirst
            ? Lesson.Joined("Ana", "08:10").Left("Ana", "08:10")
            : Lesson.Left("Ana", "08:10").Joined("Ana", "08:10");
        Assert.Equal((0, 1, 0), Lived(lesson.Of("Ana", "08:20")));
    }

    [Fact]
    public void Lost_leave_followed_by_a_move_ends_at_the_move()
    {
        var ana = Lesson.Joined("Ana", "08:00").Stayed("Ana", "08:10", "08:20", room: 2).Ended("09:00").Of("Ana");
        Assert.Equal(1200, ana.Seconds);
    }

    [Fact]
    public void Lost_leave_does_not_end_at_another_join_of_the_same_second()
    {
        var ana = Lesson.Joined("Ana", "08:00").Stayed("Ana", "08:00", "08:05", room: 2).Ended("09:00").Of("Ana");
        Assert.Equal(3600, ana.Seconds);
    }

    [Fact]
    public void Lost_leave_does_not_end_at_a_join_that_opens_no_stay()
    {
        var ana = Lesson.Joined("Ana", "08:00").Joined("Ana", "08:10").Ended("09:00").Of("Ana");
        Assert.Equal((3600, 1), (ana.Seconds, ana.Stays));
    }

    [Fact]
    public void Lost_leave_does_not_end_at_a_join_of_another_connection()
    {
        var ana = Lesson.Joined("Ana", "08:00").Stayed("Ana", "08:10", "08:20", "phone").Ended("09:00").Of("Ana");
        Assert.Equal(3600, ana.Seconds);
    }

    [Fact]
    public void Lost_leave_ends_with_the_run()
    {
        var ana = Lesson.Joined("Ana", "08:00").Ended("08:40").Of("Ana");
        Assert.Equal((2400, AttendanceFlags.None), (ana.Seconds, ana.Flags));
    }

    [Fact]
    public void Lost_leave_of_a_join_after_the_end_counts_nothing()
    {
        var ana = Lesson.Ended("08:40").Joined("Ana", "08:50").Of("Ana");
        Assert.Equal((Partial, 0), (ana.Status, ana.Seconds));
    }

    [Fact]
    public void While_the_run_lasts_a_stay_without_a_leave_is_open_until_now()
    {
        var ana = Lesson.Joined("Ana", "08:00").Of("Ana", "08:12:34");
        Assert.Equal((754, AttendanceFlags.Open), (ana.Seconds, ana.Flags));
    }

    [Fact]
    public void Leave_without_a_join_counts_zero_and_is_incomplete_but_never_absent()
    {
        var ana = Lesson.Started("08:00").Left("Ana", "08:50").Ended("09:00").Of("Ana");
        Assert.Equal((Partial, 0, AttendanceFlags.Incomplete), (ana.ComputedStatus, ana.Seconds, ana.Flags));
        Assert.Null(Assert.Single(ana.Presence.Intervals).Join);
    }

    [Fact]
    public void Consecutive_leaves_without_a_join_are_one_stay()
    {
        var ana = Lesson.Left("Ana", "08:40").Left("Ana", "08:50").Ended("09:00").Of("Ana");
        Assert.Equal((1, Lesson.Time("08:50")), (ana.Stays, ana.Presence.LastLeave));
    }

    [Fact]
    public void Time_beside_a_lost_join_counts()
    {
        var ana = Lesson.Left("Ana", "08:10").Stayed("Ana", "08:20", "08:40", "phone").Ended("09:00").Of("Ana");
        Assert.Equal((Present, 1200, AttendanceFlags.Incomplete), (ana.Status, ana.Seconds, ana.Flags));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_leave_after_the_runs_end_is_real_and_counts(bool endArrivesFirst)
    {
        var lesson = Lesson.Joined("Ana", "08:00");
        lesson = endArrivesFirst
            ? lesson.Ended("08:10").Left("Ana", "08:15")
            : lesson.Left("Ana", "08:15").Ended("08:10");
        Assert.Equal((Present, 900), (lesson.Of("Ana").Status, lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void A_closed_stay_is_not_cut_at_the_servers_clock()
    {
        Assert.Equal(900, Lesson.Stayed("Ana", "08:00", "08:15").Of("Ana", now: "08:10").Seconds);
    }

    [Fact]
    public void Zooms_end_counts_and_not_the_time_at_which_it_is_told()
    {
        Assert.Equal(1800, Lesson.Joined("Ana", "08:00").Ended("08:30").Of("Ana", now: "10:55").Seconds);
    }

    [Fact]
    public void Without_a_user_id_the_participant_uuid_pairs()
    {
        var ana = Lesson.Stayed("Ana", "08:00", "08:20", but: NoUserId).Stayed("Ana", "08:30", "08:40", but: NoUserId)
            .Of("Ana");
        Assert.Equal((1800, 2), (ana.Seconds, ana.Stays));
    }

    [Fact]
    public void Without_a_participant_uuid_the_user_id_is_the_connection()
    {
        var lesson = Lesson.Joined("Ana", "08:00", but: NoConnection)
            .Stayed("Ana", "08:10", "08:20", room: 2, but: NoConnection);
        Assert.Equal(3600, lesson.Ended("09:00").Of("Ana").Seconds);
        Assert.Equal(2, lesson.Lesson().Participants.Count);
    }

    [Fact]
    public void User_ids_repeat_from_run_to_run_and_are_not_paired_across_them()
    {
        var ana = Lesson.Joined("Ana", "08:00").Ended("08:10").Run("run 2").Started("08:30").Left("Ana", "08:40")
            .Ended("09:00").Of("Ana");
        Assert.Equal((600, AttendanceFlags.Incomplete), (ana.Seconds, ana.Flags));
    }

    static Fact NoUserId(Fact fact) => fact with { UserId = null };

    static Fact NoConnection(Fact fact) => fact with { Connection = null };

    static (long Seconds, int Stays, int Open) Lived(StudentAttendance mark) =>
        (mark.Seconds, mark.Stays, mark.OpenConnections);
}
