using System.Globalization;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Export;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>A class's month in letters, a lesson each: <c>p</c>resent, <c>l</c>ate, <c>a</c>bsent, <c>e</c>xcused, <c>?</c> not
/// decided, <c>-</c> not on the roll.</summary>
public sealed class Sf2MonthTests
{
    [Fact]
    public void Days_are_those_with_a_record_and_their_lessons_make_one_mark()
    {
        var month = Month("2 2 3 4", ("Ana", "p a - p", Sex.Female), ("Ben", "a a - -", Sex.Male));

        Assert.Equal([Day(2), Day(4)], month.Days);
        Assert.Equal(["Male", "Female"], month.Groups.Select(group => Sf2Form.Named(group.Sex)));
        Assert.Equal("x –", Signs(month.Groups[0].Learners[0]));
        Assert.Equal("▄ ", Signs(month.Groups[1].Learners[0]));
    }

    [Fact]
    public void Learners_stand_by_sex_and_who_has_none_recorded_stands_by_themselves()
    {
        var month = Month("2", ("Ana", "p", Sex.Female), ("Ben", "p", Sex.Male), ("Cel", "p", Sex.Female), ("Dan", "p", null));

        Assert.Equal(
            ["Ben", "Ana Cel", "Dan"],
            month.Groups.Select(group => string.Join(' ', group.Learners.Select(learner => learner.Name))));
        Assert.Equal(["Male", "Female"], Month("2", ("Ana", "p", Sex.Female)).Groups.Select(group => Sf2Form.Named(group.Sex)));
    }

    [Fact]
    public void Absences_and_tardy_days_are_counted_and_an_excused_day_is_an_absence()
    {
        var learner = Month("2 3 4 5 6 7", ("Ana", "a e l p ? -", Sex.Female), ("Ben", "p p p p p p", null))
            .Groups[1].Learners[0];

        Assert.Equal("x x ▀  ? –", Signs(learner));
        Assert.Equal((2, 1), (learner.Absent, learner.Tardy));
    }

    [Fact]
    public void The_average_is_over_the_school_days_and_its_share_of_who_is_registered_when_the_month_ends()
    {
        var month = Month("2 3 4 5", ("Ana", "p p p p", Sex.Female), ("Ben", "p a l ?", Sex.Male), ("Gone", "p - - -", null));

        Assert.Equal([3, 1, 2, 1], Enumerable.Range(0, 4).Select(month.Everybody.PresentOn));
        Assert.Equal((7 / 4d, 2), (month.Everybody.AverageDaily(4), month.Everybody.Registered));
        Assert.Equal(7 / 8d, month.Everybody.Share(4));
        Assert.Equal((0.5, 0.5), (month.Groups[0].AverageDaily(4), month.Groups[0].Share(4)));
        Assert.Null(month.Groups[2].Share(4));
        Assert.Equal(1, month.Waiting);
    }

    [Theory]
    [InlineData("a a a a a p", 1)]
    [InlineData("p a a e a a", 1)]
    [InlineData("a a a a p a", 0)]
    [InlineData("a a a a ? a", 0)]
    [InlineData("a a a a - a", 0)]
    [InlineData("p a a a a p", 0)]
    public void Five_school_days_in_a_row_are_noticed(string marks, int learners) => Assert.Equal(
        learners, Month("2 3 4 5 6 9", ("Ana", marks, Sex.Female), ("Ben", "p p p p p p", null)).Everybody.AbsentFiveDays);

    [Fact]
    public void An_excused_day_has_its_reason_among_the_remarks_and_an_excused_lesson_has_not()
    {
        var month = Month("2 3 4 4", ("Ana", "e e e p", Sex.Female));

        Assert.Equal("on the roll from 3 March; excused 2, 3: ill", month.Everybody.Learners[0].Remarks);
    }

    [Fact]
    public void A_month_without_a_school_day_has_no_average()
    {
        var month = Month("2", ("Ana", "-", Sex.Female));

        Assert.Empty(month.Days);
        Assert.Null(month.Everybody.AverageDaily(0));
        Assert.Null(month.Everybody.Share(0));
    }

    static string Signs(Sf2Learner learner) => string.Join(' ', learner.Marks.Select(Sf2Form.Sign));

    static DateOnly Day(int day) => new(2026, 3, day);

    /// <param name="days">Of each lesson.</param>
    /// <param name="students">By their name, with their marks; one without a sex has left, and who is excused is ill.</param>
    static Sf2Month Month(string days, params (string Name, string Marks, Sex? Sex)[] students)
    {
        var dates = days.Split(' ').Select(day => Day(int.Parse(day, CultureInfo.InvariantCulture))).ToList();
        var lessons = dates.ConvertAll(date => new ClassLesson
        {
            Id = $"{date}", MeetingId = Guid.NewGuid(), Title = "Lesson", Date = date, Status = OccurrenceStatus.Ended,
            AttendanceState = AttendanceState.Provisional,
        });
        var marked = students.Select(student => new MarkedStudent(
            Guid.NewGuid(), student.Name,
            [.. student.Marks.Split(' ').Index().Where(mark => mark.Item != "-").Select(mark => Mark(mark.Index, mark.Item))]))
            .ToList();
        var facts = students.Zip(marked).ToDictionary(one => one.Second.StudentId, one => new Sf2Facts(
            one.First.Sex, one.First.Sex is not null, one.First.Marks.StartsWith('e') ? Day(3) : null, null,
            [.. dates.Select(date => (date, "ill"))]));
        return Sf2Month.Of(ClassAttendance.Of(Guid.NewGuid(), "7 Rizal", lessons, marked), facts);
    }

    static LessonMark Mark(int lesson, string letter) => new(
        lesson,
        letter switch
        {
            "p" or "l" => AttendanceStatus.Present,
            "a" => AttendanceStatus.Absent,
            "e" => AttendanceStatus.Excused,
            _ => null,
        },
        0, letter == "l", false);
}
