using ZoomOrleans.Attendance;
using static ZoomOrleans.Attendance.DayStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>A day in letters, a lesson each: <c>p</c>resent, <c>h</c>alf (partial), <c>a</c>bsent, <c>e</c>xcused,
/// <c>?</c> not decided; <c>l</c>ate and present, <c>L</c> late and partial, <c>c</c>ut (present, left early).</summary>
public sealed class DayMarkTests
{
    [Theory]
    [InlineData("p", Present, "")]
    [InlineData("pp", Present, "")]
    [InlineData("a", Absent, "")]
    [InlineData("aaa", Absent, "")]
    [InlineData("e", Excused, "")]
    [InlineData("ee", Excused, "")]
    [InlineData("ea", Absent, "")]
    [InlineData("ae", Absent, "")]
    [InlineData("?", Waits, "")]
    [InlineData("a?", Waits, "")]
    [InlineData("e?", Waits, "")]
    public void Who_was_in_no_lesson_was_absent_unless_all_is_excused_or_something_waits(
        string lessons, DayStatus status, string signs) => Is(lessons, status, signs);

    [Theory]
    [InlineData("l", Present, "late")]
    [InlineData("L", Present, "late")]
    [InlineData("lp", Present, "late")]
    [InlineData("pl", Present, "late")]
    [InlineData("ap", Present, "late")]
    [InlineData("aep", Present, "late")]
    [InlineData("eap", Present, "late")]
    public void Who_was_late_for_a_lesson_or_missed_the_first_ones_came_late(
        string lessons, DayStatus status, string signs) => Is(lessons, status, signs);

    [Theory]
    [InlineData("h", Present, "cut")]
    [InlineData("c", Present, "cut")]
    [InlineData("pa", Present, "cut")]
    [InlineData("pap", Present, "cut")]
    [InlineData("ph", Present, "cut")]
    [InlineData("pea", Present, "cut")]
    [InlineData("apa", Present, "late cut")]
    [InlineData("ah", Present, "late cut")]
    [InlineData("la", Present, "late cut")]
    [InlineData("Lc", Present, "late cut")]
    public void Who_left_a_lesson_was_there_too_shortly_or_missed_a_later_one_cut_classes(
        string lessons, DayStatus status, string signs) => Is(lessons, status, signs);

    [Theory]
    [InlineData("ep", Present, "")]
    [InlineData("pe", Present, "")]
    [InlineData("?p", Present, "")]
    [InlineData("p?", Present, "")]
    [InlineData("?pe", Present, "")]
    public void A_lesson_that_is_excused_or_waits_spoils_no_day(
        string lessons, DayStatus status, string signs) => Is(lessons, status, signs);

    [Fact]
    public void Without_a_lesson_of_theirs_somebody_is_not_on_the_roll() => Assert.Null(DayMark.Of([]));

    /// <summary>An override may say so of somebody whom the clock found late.</summary>
    [Fact]
    public void Marks_beside_a_lesson_that_was_not_attended_do_not_count()
    {
        Assert.Equal(
            new DayMark(Present, false, false), DayMark.Of([new(AttendanceStatus.Excused, true, true), Lesson('p')]));
        Assert.Equal(new DayMark(Absent, false, false), DayMark.Of([new(AttendanceStatus.Absent, true, true)]));
    }

    static void Is(string lessons, DayStatus status, string signs) => Assert.Equal(
        new DayMark(
            status, signs.Contains("late", StringComparison.Ordinal), signs.Contains("cut", StringComparison.Ordinal)),
        DayMark.Of([.. lessons.Select(Lesson)]));

    static LessonOfDay Lesson(char letter) => letter switch
    {
        'p' => new(AttendanceStatus.Present, false, false),
        'l' => new(AttendanceStatus.Present, true, false),
        'c' => new(AttendanceStatus.Present, false, true),
        'h' => new(AttendanceStatus.Partial, false, false),
        'L' => new(AttendanceStatus.Partial, true, false),
        'a' => new(AttendanceStatus.Absent, false, false),
        'e' => new(AttendanceStatus.Excused, false, false),
        _ => new(null, false, false),
    };
}
