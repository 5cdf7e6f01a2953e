using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 8.</summary>
public sealed class NeverEndingTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana");

    [Theory]
    [InlineData("08:30", "10:59:59", false)] // long silent, but within two hours of the scheduled end
    [InlineData("08:30", "11:00:00", true)]
    [InlineData("09:40", "11:39:59", false)] // two hours past the scheduled end, but not silent for as long
    [InlineData("09:40", "11:40:00", true)]
    public void A_silent_run_is_given_an_end_two_hours_after_its_scheduled_one(string lastFact, string now,
        bool isInferred)
    {
        Assert.Equal(isInferred, Lesson.Started("08:00").Joined("Ana", lastFact).InferredEnds(now).Count == 1);
    }

    [Theory]
    [InlineData("14:29:59", false)]
    [InlineData("14:30:00", true)]
    public void An_unscheduled_run_is_given_an_end_after_six_silent_hours(string now, bool isInferred)
    {
        var meeting = Meeting.WithoutSchedule("2026-03-02").Started("08:00").Joined("Ana", "08:30");
        Assert.Equal(isInferred, meeting.InferredEnds(now).Count == 1);
    }

    [Fact]
    public void The_end_that_is_assumed_is_the_runs_latest_fact()
    {
        var end = Assert.Single(Lesson.Started("08:00").Joined("Ana", "08:30").InferredEnds("12:00"));
        Assert.Equal(("run 1", Lesson.Time("08:30"), FactSource.Inferred), (end.Run, end.At, end.Source));
        Assert.Equal(FactKind.EndInferred, end.Kind);
    }

    [Fact]
    public void A_run_that_serves_two_lessons_has_the_later_ones_scheduled_end()
    {
        var lessons = Lesson.AndAt("09:00").Joined("Ana", "08:00");
        Assert.Empty(lessons.InferredEnds("11:59"));
        Assert.Single(lessons.InferredEnds("12:00"));
    }

    [Fact]
    public void A_run_that_has_an_end_is_given_no_other()
    {
        Assert.Empty(Lesson.Started("08:00").Ended("09:00").InferredEnds("12:00"));
        Assert.Empty(Lesson.Started("08:00").EndInferred("08:00").InferredEnds("12:00"));
    }

    [Fact]
    public void An_inferred_end_closes_what_is_open()
    {
        var lesson = Lesson.Joined("Ana", "08:00").Joined("Gus", "08:20").EndInferred("08:20");
        Assert.Equal((Present, 1200), (lesson.Of("Ana").Status, lesson.Of("Ana").Seconds));
        Assert.Equal(OccurrenceStatus.Ended, lesson.Lesson("10:00").Occurrence.Status);
    }

    [Fact]
    public void Any_later_fact_takes_the_place_of_an_inferred_end()
    {
        var lesson = Lesson.Joined("Ana", "08:00").EndInferred("08:00").Joined("Gus", "08:40");
        Assert.Equal(OccurrenceStatus.Started, lesson.Lesson("08:50").Occurrence.Status);
        Assert.Equal((3000, AttendanceFlags.Open),
            (lesson.Of("Ana", "08:50").Seconds, lesson.Of("Ana", "08:50").Flags));
    }

    [Fact]
    public void The_real_end_takes_the_place_of_an_inferred_one()
    {
        var lesson = Lesson.Joined("Ana", "08:00").EndInferred("08:00").Ended("08:50").Lesson();
        Assert.Equal((AttendanceState.Provisional, 3000, AttendanceFlags.None),
            (lesson.State, lesson.Of("Ana").Seconds, lesson.Of("Ana").Flags));
    }

    [Fact]
    public void A_later_leave_reopens_the_run_and_a_second_end_may_be_inferred()
    {
        var lesson = Lesson.Joined("Ana", "08:00").EndInferred("08:00").Left("Ana", "08:30");
        var second = Assert.Single(lesson.InferredEnds("12:00"));
        Assert.Equal((1800, AttendanceFlags.None), (lesson.Add(second).Of("Ana").Seconds, lesson.Of("Ana").Flags));
        Assert.Equal(OccurrenceStatus.Ended, lesson.Lesson("10:00").Occurrence.Status);
    }
}
