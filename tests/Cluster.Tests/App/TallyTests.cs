using ZoomOrleans.Api.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Cluster.Tests.App;

public sealed class TallyTests
{
    [Fact]
    public void The_rate_is_the_part_of_the_lessons_that_was_attended() => Assert.Equal(0.75, Rate(Present, Present, Present, Absent));

    [Fact]
    public void An_excused_lesson_does_not_hurt_the_rate() => Assert.Equal(1, Rate(Present, Excused));

    [Fact]
    public void An_excused_lesson_does_not_help_the_rate() => Assert.Equal(0.5, Rate(Present, Absent, Excused, Excused));

    [Fact]
    public void A_lesson_that_waits_for_its_status_does_not_hurt_the_rate() => Assert.Equal(1, Rate(Present, null));

    [Fact]
    public void A_partial_lesson_was_not_attended() => Assert.Equal(0.5, Rate(Present, Partial));

    [Fact]
    public void Always_absent_is_a_rate_of_nothing() => Assert.Equal(0, Rate(Absent, Partial));

    [Fact]
    public void Where_no_lesson_counts_there_is_no_rate()
    {
        Assert.Null(Rate());
        Assert.Null(Rate(Excused, null));
    }

    [Fact]
    public void Every_lesson_is_counted_once_by_its_status() => Assert.Equal(
        new Tally(Present: 1, Partial: 2, Absent: 1, Excused: 1, Waiting: 1, Late: 0, LeftEarly: 0),
        Of(Partial, null, Present, Excused, Partial, Absent));

    [Fact]
    public void Late_and_left_early_are_counted_beside_the_status()
    {
        var tally = Tally.Of(Present, late: true, leftEarly: true) + Tally.Of(Partial, late: true, leftEarly: false);

        Assert.Equal((2, 1), (tally.Late, tally.LeftEarly));
        Assert.Equal((1, 1, 0.5), (tally.Present, tally.Partial, tally.Rate!.Value));
    }

    [Fact]
    public void Many_lessons_with_one_mark_are_as_many_lessons() => Assert.Equal(
        Of(Absent, Absent, Absent), Tally.Of(Absent, late: false, leftEarly: false, lessons: 3));

    static double? Rate(params AttendanceStatus?[] lessons) => Of(lessons).Rate;

    static Tally Of(params AttendanceStatus?[] lessons) => Tally.Sum(
        lessons.Select(status => Tally.Of(status, late: false, leftEarly: false)));
}
