using System.Globalization;
using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 6.</summary>
public sealed class PolicyTests
{
    static readonly Policy Scheduled = new() { Window = PolicyWindow.Scheduled };
    static readonly Policy Half = new() { PresentAfterPercent = 50 };
    static readonly Policy Punctual = new() { LateAfterMinutes = 10, LeftEarlyMinutes = 5 };

    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana");

    [Theory]
    [InlineData("08:15:00", Present)]
    [InlineData("08:14:59", Partial)]
    [InlineData("08:00:00", Partial)]
    public void Fifteen_minutes_are_present_and_any_less_is_partial(string left, AttendanceStatus status)
    {
        Assert.Equal(status, Lesson.Stayed("Ana", "08:00:00", left).Ended("09:00").Of("Ana").Status);
    }

    [Fact]
    public void Whoever_never_joined_is_absent()
    {
        var ana = Lesson.Started("08:00").Ended("09:00").Of("Ana");
        Assert.Equal((Absent, 0), (ana.Status, ana.Seconds));
    }

    [Theory]
    [InlineData("08:20", Present)]
    [InlineData("08:19", Partial)]
    public void A_class_may_ask_for_other_minutes(string left, AttendanceStatus status)
    {
        var lesson = Lesson.Policy(new Policy { PresentAfterMinutes = 20 }).Stayed("Ana", "08:00", left).Ended("09:00");
        Assert.Equal(status, lesson.Of("Ana").Status);
    }

    [Theory]
    [InlineData("08:30:00", Present)]
    [InlineData("08:29:59", Partial)]
    public void A_percentage_takes_the_place_of_the_minutes(string left, AttendanceStatus status)
    {
        Assert.Equal(status,
            Lesson.Policy(Half).Started("08:00").Stayed("Ana", "08:00", left).Ended("09:00").Of("Ana").Status);
    }

    [Theory]
    [InlineData("08:20", "09:00", 20)] // half of 40 minutes: it began late
    [InlineData("08:00", "08:30", 15)] // half of 30 minutes: it ended early
    [InlineData("07:40", "09:30", 30)] // half of the scheduled 60: begun early, ended late
    public void The_lesson_lies_within_its_scheduled_and_its_actual_time(string started, string ended, int half)
    {
        var lesson = Lesson.Students("Ben").Policy(Half).Started(started).Stayed("Ana", "08:20", $"08:{20 + half}:00")
            .Stayed("Ben", "08:20", $"08:{20 + half - 1}:59").Ended(ended).Lesson();
        Assert.Equal([Present, Partial], [lesson.Of("Ana").Status!.Value, lesson.Of("Ben").Status!.Value]);
    }

    [Fact]
    public void A_percentage_of_a_lesson_without_length_goes_by_the_minutes()
    {
        var lesson = Lesson.Policy(Half).Started("07:30").Stayed("Ana", "07:35", "07:50")
            .Stayed("Ben", "07:35", "07:49").Students("Ben");
        Assert.Equal(Present, lesson.Ended("08:00").Of("Ana").Status);
        Assert.Equal(Partial, lesson.Of("Ben").Status);
    }

    [Fact]
    public void A_percentage_without_a_schedule_is_of_the_actual_time()
    {
        var lesson = Meeting.WithoutSchedule("2026-03-02").Students("Ana", "Ben").Policy(Half).Started("08:00")
            .Stayed("Ana", "08:00", "08:20").Stayed("Ben", "08:00", "08:19").Ended("08:40").Lesson();
        Assert.Equal([Present, Partial], [lesson.Of("Ana").Status!.Value, lesson.Of("Ben").Status!.Value]);
    }

    [Fact]
    public void Waiting_before_the_lesson_counts_with_the_window_meeting()
    {
        Assert.Equal(Present, Lesson.Stayed("Ana", "07:40", "08:00").Ended("09:00").Of("Ana").Status);
    }

    [Fact]
    public void Waiting_before_the_lesson_does_not_count_with_the_window_scheduled()
    {
        var ana = Lesson.Policy(Scheduled).Stayed("Ana", "07:40", "08:00").Ended("09:00").Of("Ana");
        Assert.Equal((Partial, 0, AttendanceFlags.OutsideWindow), (ana.Status, ana.Seconds, ana.Flags));
    }

    [Fact]
    public void The_window_scheduled_cuts_at_the_scheduled_start_and_end()
    {
        var ana = Lesson.Policy(Scheduled).Stayed("Ana", "07:40", "09:40").Ended("09:40").Of("Ana");
        Assert.Equal((3600, AttendanceFlags.None), (ana.Seconds, ana.Flags));
        Assert.Equal(Lesson.Time("07:40"), ana.Presence.FirstJoin);
    }

    [Fact]
    public void Zero_seconds_within_the_window_are_not_outside_it()
    {
        var ana = Lesson.Policy(Scheduled).Stayed("Ana", "08:10", "08:10").Ended("09:00").Of("Ana");
        Assert.Equal((Partial, AttendanceFlags.None), (ana.Status, ana.Flags));
    }

    [Fact]
    public void The_window_scheduled_without_a_schedule_is_the_meeting()
    {
        var lesson = Meeting.WithoutSchedule("2026-03-02").Students("Ana").Policy(Scheduled);
        Assert.Equal(Present, lesson.Stayed("Ana", "08:00", "08:15").Ended("08:15").Of("Ana").Status);
    }

    [Fact]
    public void The_seconds_of_a_guest_are_not_cut_to_the_window()
    {
        var lesson = Lesson.Policy(Scheduled).Stayed("Gus", "07:40", "08:10").Ended("09:00").Lesson();
        Assert.Equal(1800, Assert.Single(lesson.Guests).Seconds);
    }

    [Theory]
    [InlineData("08:10:00", false)]
    [InlineData("08:10:01", true)]
    public void Later_than_so_many_minutes_is_late(string joined, bool late)
    {
        Assert.Equal(late,
            Lesson.Policy(Punctual).Started("08:00").Stayed("Ana", joined, "09:00").Ended("09:00").Of("Ana").Late);
    }

    [Theory]
    [InlineData("08:55:00", false)]
    [InlineData("08:54:59", true)]
    public void Earlier_than_so_many_minutes_has_left_early(string left, bool early)
    {
        Assert.Equal(early, Lesson.Policy(Punctual).Stayed("Ana", "08:00", left).Ended("09:00").Of("Ana").LeftEarly);
    }

    [Fact]
    public void Nobody_is_late_for_a_teacher_who_was()
    {
        var lesson = Lesson.Policy(Punctual).Started("08:20").Stayed("Ana", "08:25", "09:00").Ended("09:00");
        Assert.False(lesson.Of("Ana").Late);
    }

    [Fact]
    public void Nobody_has_left_a_lesson_early_that_ended_early()
    {
        var lesson = Lesson.Policy(Punctual).Started("08:00").Stayed("Ana", "08:00", "08:30").Ended("08:30");
        Assert.False(lesson.Of("Ana").LeftEarly);
    }

    [Fact]
    public void Without_a_policy_for_it_nobody_is_late_or_has_left_early()
    {
        var ana = Lesson.Started("08:00").Stayed("Ana", "08:50", "08:51").Ended("09:00").Of("Ana");
        Assert.Equal((false, false), (ana.Late, ana.LeftEarly));
    }

    [Fact]
    public void Late_and_left_early_look_at_all_presence_whatever_the_window()
    {
        var policy = Punctual with { Window = PolicyWindow.Scheduled };
        var ana = Lesson.Policy(policy).Stayed("Ana", "07:50", "07:55").Stayed("Ana", "09:10", "09:20", "phone")
            .Ended("09:20").Of("Ana");
        Assert.Equal((false, false, 0), (ana.Late, ana.LeftEarly, ana.Seconds));
    }

    [Fact]
    public void Late_and_left_early_need_presence()
    {
        var lesson = Lesson.Policy(Punctual).Students("Ben").Started("08:00").Left("Ana", "08:30").Ended("09:00")
            .Lesson();
        Assert.DoesNotContain(lesson.Students, student => student.Late || student.LeftEarly);
    }

    [Fact]
    public void Whoever_is_in_now_has_not_left_early()
    {
        Assert.False(Lesson.Policy(Punctual).Joined("Ana", "08:00").Of("Ana", "08:30").LeftEarly);
    }

    [Theory]
    [InlineData("2026-03-02", Present)]
    [InlineData("2026-03-03", Partial)]
    public void A_policy_holds_from_its_effective_date_on(string from, AttendanceStatus status)
    {
        var lesson = Lesson.Policy(new Policy { PresentAfterMinutes = 5 }, from).Stayed("Ana", "08:00", "08:10")
            .Ended("09:00");
        Assert.Equal(status, lesson.Of("Ana").Status);
    }

    [Fact]
    public void The_effective_date_is_compared_with_the_local_date_of_the_lesson()
    {
        var lesson = Meeting.At("2026-03-02 06:00").Policy(Half, "2026-03-02").Policy(Scheduled, "2026-03-03");
        Assert.Equal(Half with { EffectiveFrom = new DateOnly(2026, 3, 2) }, lesson.Lesson().Policy);
    }

    [Theory]
    [InlineData("2026-01-31", null, 15)] // nobody had set one yet
    [InlineData("2026-02-01", "2026-02-01", 20)]
    [InlineData("2026-02-09", "2026-02-01", 20)]
    [InlineData("2026-02-10", "2026-02-10", 30)]
    [InlineData("2026-03-02", "2026-03-01", 10)] // the school's later change is not the class's
    public void The_classs_latest_policy_holds_before_it_the_schools_and_before_that_the_usual_one(
        string day, string? from, int minutes)
    {
        var lesson = Meeting.At($"{day} 08:00")
            .SchoolPolicy(new Policy { PresentAfterMinutes = 25 }, "2026-03-02")
            .SchoolPolicy(new Policy { PresentAfterMinutes = 20 }, "2026-02-01")
            .Policy(new Policy { PresentAfterMinutes = 30 }, "2026-02-10")
            .Policy(new Policy { PresentAfterMinutes = 10 }, "2026-03-01");
        var policy = lesson.Lesson().Policy;
        Assert.Equal((from, minutes), (policy.EffectiveFrom?.ToString("O", CultureInfo.InvariantCulture), policy.PresentAfterMinutes));
    }

    [Theory]
    [InlineData("08:10:00", "08:55:00", false)]
    [InlineData("08:10:01", "08:54:59", true)]
    public void Without_a_schedule_late_and_left_early_go_by_the_actual_time(string joined, string left, bool isBoth)
    {
        var ana = Meeting.WithoutSchedule("2026-03-02").Students("Ana").Policy(Punctual)
            .Started("08:00").Stayed("Ana", joined, left).Ended("09:00").Of("Ana");
        Assert.Equal((isBoth, isBoth), (ana.Late, ana.LeftEarly));
    }

    [Fact]
    public void A_meeting_that_opens_early_and_closes_late_makes_nobody_late_or_gone_early()
    {
        var ana = Lesson.Policy(Punctual).Started("07:30").Stayed("Ana", "08:10", "08:55").Ended("09:30").Of("Ana");
        Assert.Equal((false, false), (ana.Late, ana.LeftEarly));
    }
}
