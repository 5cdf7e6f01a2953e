using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 2: lessons whose schedule changes.</summary>
public sealed class ReschedulingTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana");

    [Fact]
    public void A_run_keeps_the_schedule_in_force_when_it_started()
    {
        var lessons = Lesson.Started("08:00").Stayed("Ana", "08:00", "08:40").Ended("09:00")
            .Rescheduled("08:20").AndAt("2026-03-03 08:00").Lessons();
        Assert.Equal([1, 0], lessons.Select(lesson => lesson.Occurrence.Runs.Count));
        Assert.Equal(2400, lessons[0].Of("Ana").Seconds);
    }

    [Fact]
    public void A_lesson_moved_before_it_began_is_only_at_its_new_time()
    {
        var lesson = Lesson.Rescheduled("07:00").AndAt("14:00").Stayed("Ana", "14:00", "14:30").Ended("15:00").Lesson();
        Assert.Equal(Lesson.Time("14:00"), lesson.Occurrence.Lesson!.Start);
        Assert.Equal(1800, lesson.Of("Ana").Seconds);
    }

    [Fact]
    public void A_lesson_that_was_over_when_the_schedule_changed_stands()
    {
        var lessons = Lesson.Rescheduled("12:00").AndAt("2026-03-09 08:00").Lessons();
        Assert.Equal([Lesson.Time("08:00"), Lesson.Time("2026-03-09 08:00")],
            lessons.Select(lesson => lesson.Occurrence.Lesson!.Start));
    }

    [Fact]
    public void The_first_schedule_holds_for_all_time_before_it()
    {
        var lesson = Meeting.WithoutSchedule("2026-03-02").Students("Ana").Rescheduled("08:30").AndAt("08:00");
        Assert.Equal(2400, lesson.Stayed("Ana", "08:00", "08:40").Ended("09:00").Of("Ana").Seconds);
    }

    [Fact]
    public void A_lesson_made_longer_while_it_lasts_counts_what_comes_after_its_first_end()
    {
        var lesson = Meeting.At("2026-03-02 08:00").Students("Ana").Started("08:00").Ended("09:00")
            .Rescheduled("08:20").AndAt("2026-03-02 08:00", minutes: 240)
            .Run("run 2").Started("11:10").Stayed("Ana", "11:10", "12:00").Ended("12:00").Lesson();
        Assert.Equal((240, 3000), (lesson.Occurrence.Lesson!.Minutes, lesson.Of("Ana").Seconds));
    }
}
