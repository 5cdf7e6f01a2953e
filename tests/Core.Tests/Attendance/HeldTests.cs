using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 7, "Held".</summary>
public sealed class HeldTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00");

    static Meeting ClassOf(int students) =>
        Lesson.Students([.. Enumerable.Range(1, students).Select(number => "S" + number)]);

    [Fact]
    public void Nobody_is_absent_from_a_lesson_that_no_run_touched()
    {
        var lesson = Lesson.Students("Ana").Lesson();
        Assert.Equal(AttendanceState.Held, lesson.State);
        Assert.Equal((null, Absent), (lesson.Of("Ana").Status, lesson.Of("Ana").ComputedStatus));
    }

    [Fact]
    public void An_empty_run_is_a_run()
    {
        var lesson = Lesson.Students("Ana").Started("08:00").Ended("09:00").Lesson();
        Assert.Equal((AttendanceState.Provisional, Absent), (lesson.State, lesson.Of("Ana").Status!.Value));
    }

    [Fact]
    public void A_lesson_without_a_class_is_not_held()
    {
        Assert.Equal(AttendanceState.None, Lesson.With(context => context with { ClassId = null }).Lesson().State);
    }

    [Fact]
    public void A_lesson_is_not_held_before_its_end()
    {
        Assert.Equal(AttendanceState.None, Lesson.Students("Ana").Lesson("10:59").State);
    }

    [Theory]
    [InlineData(5, 0, 3, true)] // all of five absent, at least half as many guests
    [InlineData(5, 0, 2, false)] // too few guests
    [InlineData(4, 0, 4, false)] // too small a roster
    [InlineData(5, 1, 4, false)] // exactly 80 %
    [InlineData(10, 1, 5, true)] // 90 %, 5 guests for 9 absentees
    [InlineData(10, 1, 4, false)]
    [InlineData(10, 2, 10, false)]
    public void Strangers_instead_of_students_hold_a_lesson(int roster, int present, int guests, bool isHeld)
    {
        var lesson = ClassOf(roster).Started("08:00").Ended("09:00");
        for (var i = 1; i <= present; i++)
            lesson.Stayed("S" + i, "08:00", "08:30");
        for (var i = 1; i <= guests; i++)
            lesson.Stayed("Guest " + i, "08:00", "08:30");
        Assert.Equal(isHeld ? AttendanceState.Held : AttendanceState.Provisional, lesson.Lesson().State);
    }

    [Fact]
    public void Guests_of_one_name_are_counted_once()
    {
        var lesson = ClassOf(5).Started("08:00").Stayed("Gus", "08:00", "08:30")
            .Stayed("Gus", "08:00", "08:30", "phone").Stayed("Gus", "08:00", "08:30", "tablet").Ended("09:00");
        Assert.Equal(AttendanceState.Provisional, lesson.Lesson().State);
    }

    [Fact]
    public void In_a_held_lesson_only_the_absent_wait()
    {
        var lesson = ClassOf(10).Stayed("S1", "08:00", "08:30").Ended("09:00");
        for (var i = 1; i <= 5; i++)
            lesson.Stayed("Guest " + i, "08:00", "08:30");
        Assert.Equal(Present, lesson.Of("S1").Status);
        Assert.All(lesson.Lesson().Students.Where(student => student.ComputedStatus == Absent),
            absent => Assert.Null(absent.Status));
    }

    [Fact]
    public void A_lesson_is_held_whose_end_was_inferred_while_stays_were_open()
    {
        var lesson = Lesson.Students("Ana", "Ben").Joined("Ana", "08:00").EndInferred("08:00").Lesson();
        Assert.Equal((AttendanceState.Held, AttendanceFlags.InferredEnd), (lesson.State, lesson.Of("Ana").Flags));
        Assert.Null(lesson.Of("Ben").Status);
    }

    [Fact]
    public void An_inferred_end_after_everybody_left_holds_nothing()
    {
        var lesson = Lesson.Students("Ana", "Ben").Stayed("Ana", "08:00", "08:50").EndInferred("08:50").Lesson();
        Assert.Equal((AttendanceState.Provisional, Absent), (lesson.State, lesson.Of("Ben").Status!.Value));
    }

    [Fact]
    public void A_record_that_is_incomplete_and_below_the_threshold_waits_alone()
    {
        var lesson = Lesson.Students("Ana", "Ben").Started("08:00").Left("Ana", "08:50").Ended("09:00").Lesson();
        Assert.Equal((null, Partial), (lesson.Of("Ana").Status, lesson.Of("Ana").ComputedStatus));
        Assert.Equal((AttendanceState.Provisional, Absent), (lesson.State, lesson.Of("Ben").Status!.Value));
    }

    [Fact]
    public void An_incomplete_record_above_the_threshold_does_not_wait()
    {
        var lesson = Lesson.Students("Ana").Left("Ana", "08:10").Stayed("Ana", "08:20", "08:50", "phone")
            .Ended("09:00");
        Assert.Equal(Present, lesson.Of("Ana").Status);
    }
}
