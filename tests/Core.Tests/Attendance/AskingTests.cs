using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>When Zoom is asked what it knows of a meeting.</summary>
public sealed class AskingTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana");

    static Meeting Held => Lesson.Started("08:00").Stayed("Ana", "08:00", "08:30").Ended("08:50");

    [Fact]
    public void Ten_minutes_into_a_lesson_that_nobody_heard_of()
    {
        Assert.Equal(Lesson.Time("08:10"), Lesson.AskZoomAt("07:00"));
        Assert.Empty(Lesson.Questions("08:09:59", askedAt: "07:00").Silent);
        Assert.Equal(Lesson.Lesson().Occurrence.Id, Assert.Single(Lesson.Questions("08:10", askedAt: "07:00").Silent));
    }

    [Theory]
    [InlineData("08:10", "08:20")]
    [InlineData("08:41", "08:50")]
    [InlineData("08:50", "09:10")]
    public void Again_and_again_while_it_should_last_for_the_class_may_begin_late(string askedAt, string next) =>
        Assert.Equal(Lesson.Time(next), Lesson.AskZoomAt("09:00", askedAt));

    [Fact]
    public void Not_again_once_it_is_known_that_it_runs_unheard()
    {
        var lesson = Lesson;
        lesson.Decided(new Degraded { Id = Guid.NewGuid(), OccurrenceId = lesson.Lesson().Occurrence.Id });
        Assert.Equal(lesson.Time("09:10"), lesson.AskZoomAt("08:15", askedAt: "08:10"));
        Assert.Empty(lesson.Questions("08:20", askedAt: "08:10").Silent);
    }

    [Fact]
    public void Not_whether_it_runs_where_something_was_heard_or_the_lesson_is_over()
    {
        Assert.Empty(Held.Questions("08:51").Silent);
        Assert.Empty(Lesson.Questions("09:00").Silent);
    }

    [Theory]
    [InlineData(null, "09:00")]
    [InlineData("08:59", "09:00")]
    [InlineData("09:00", "09:50")]
    [InlineData("09:50", "2026-03-03 08:50")]
    [InlineData("2026-03-03 08:50", null)]
    public void Ten_minutes_an_hour_and_a_day_after_the_end(string? askedAt, string? next)
    {
        Assert.Equal(next is null ? null : Held.Time(next), Held.AskZoomAt("2026-03-05 08:00", askedAt));
    }

    [Fact]
    public void About_an_end_that_does_not_come_after_the_scheduled_one()
    {
        var lesson = Lesson.Started("08:00").Joined("Ana", "08:00");
        Assert.Equal(lesson.Time("09:10"), lesson.AskZoomAt("08:30"));
        var run = Assert.Single(lesson.Questions("09:10").Runs);
        Assert.Equal(("run 1", false, true), (run.Uuid, run.HasEnded, run.HasSomebody));
    }

    [Fact]
    public void About_the_runs_that_the_log_knows_and_all_that_began_since()
    {
        var questions = Held.Questions("09:00", askedAt: "08:30");
        Assert.Equal(Held.Time("2026-03-01 07:30"), questions.Since);
        var run = Assert.Single(questions.Runs);
        Assert.Equal(("run 1", true, Held.Time("08:50")), (run.Uuid, run.HasEnded, run.LastFactAt));
    }

    [Fact]
    public void Only_about_the_lessons_that_it_is_time_for()
    {
        var series = Held.AndAt("2026-03-03 08:00").Run("run 2").Started("2026-03-03 08:00").Ended("2026-03-03 09:00");
        var questions = series.Questions("2026-03-03 09:10", askedAt: "2026-03-03 08:55");
        Assert.Equal(series.Time("2026-03-02 07:30"), questions.Since);
        Assert.Equal(("run 2", "run 1"), (Assert.Single(questions.Runs).Uuid, Assert.Single(questions.LeftAlone)));
        Assert.Null(series.Questions("2026-03-03 09:09", askedAt: "2026-03-03 08:55").Since);
    }

    [Fact]
    public void Not_about_lessons_that_were_cancelled_voided_or_locked()
    {
        Assert.Null(Lesson.With(context => context with { IsCancelled = true }).AskZoomAt("09:00"));
        Assert.Null(Held.Voided().AskZoomAt("09:00"));
        var locked = Held;
        locked.Decided(new Locked { Id = Guid.NewGuid(), OccurrenceId = locked.Lesson().Occurrence.Id });
        Assert.Null(locked.AskZoomAt("09:00"));
        Assert.Null(locked.Questions("09:00").Since);
    }

    [Fact]
    public void Runs_of_a_locked_lesson_are_left_alone_when_another_lesson_is_asked_about()
    {
        var series = Held.AndAt("2026-03-03 08:00");
        series.Decided(new Locked { Id = Guid.NewGuid(), OccurrenceId = series.Lessons()[0].Occurrence.Id });
        var questions = series.Run("run 2").Started("2026-03-03 08:00").Ended("2026-03-03 09:00").Questions("2026-03-03 09:10");
        Assert.Equal("run 1", Assert.Single(questions.LeftAlone));
        Assert.Equal("run 2", Assert.Single(questions.Runs).Uuid);
    }

    [Fact]
    public void Who_only_left_is_not_known_to_have_been_in()
    {
        Assert.True(Assert.Single(Held.Questions("09:00").Runs).HasSomebody);
        Assert.False(Assert.Single(Lesson.Started("08:00").Left("Ana", "08:30").Ended("09:00").Questions("09:00").Runs).HasSomebody);
        Assert.False(Assert.Single(Lesson.Started("08:00").Ended("09:00").Questions("09:00").Runs).HasSomebody);
    }

    [Fact]
    public void About_a_lesson_that_nobody_planned_from_its_start()
    {
        var lesson = Meeting.WithoutSchedule("2026-03-02").Started("08:00").Ended("09:00");
        Assert.Equal(lesson.Time("09:10"), lesson.AskZoomAt("09:05"));
        Assert.Equal(lesson.Time("2026-03-01 08:00"), lesson.Questions("09:10").Since);
    }
}
