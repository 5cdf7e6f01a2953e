using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 7, but for what is held.</summary>
public sealed class RecordsTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00");

    static Meeting Held(Meeting meeting) => meeting.Started("08:00").Ended("09:00");

    [Fact]
    public void Every_enrolled_student_gets_one_record()
    {
        var lesson = Held(Lesson.Students("Ben", "Ana")).Stayed("Ana", "08:00", "08:30").Lesson();
        Assert.Equal([Present, Absent], [lesson.Of("Ana").Status!.Value, lesson.Of("Ben").Status!.Value]);
        Assert.Equal((AttendanceState.Provisional, 2), (lesson.State, lesson.Students.Count));
    }

    [Theory]
    [InlineData("2026-03-01 12:00", null, true)]
    [InlineData("2026-03-01 12:00", "2026-03-02 08:30", true)] // withdrawn during the lesson
    [InlineData("2026-03-01 12:00", "2026-03-02 08:00", false)] // withdrawn before it
    [InlineData("2026-03-02 08:30", null, true)] // enrolled during the lesson
    [InlineData("2026-03-02 09:00", null, false)] // enrolled after it
    [InlineData("2026-03-01 12:00", "2026-03-02 11:00", true)] // withdrawn after it: does not vanish
    public void The_enrolments_own_time_decides(string from, string? to, bool isRecorded)
    {
        Assert.Equal(isRecorded ? 1 : 0, Held(Lesson.Enrolled("Ana", from, to)).Lesson().Students.Count);
    }

    [Fact]
    public void Enrolled_twice_is_one_record()
    {
        var lesson = Lesson.Enrolled("Ana", "2026-01-01 00:00", "2026-03-02 08:10").Enrolled("Ana", "2026-03-02 08:20");
        Assert.Single(Held(lesson).Lesson().Students);
    }

    [Fact]
    public void A_student_of_the_class_who_is_not_enrolled_yet_is_a_guest()
    {
        var lesson = Held(Lesson.Enrolled("Ana", "2026-03-03 00:00")).Stayed("Ana", "08:00", "08:30").Lesson();
        Assert.Equal((0, 1), (lesson.Students.Count, lesson.Guests.Count));
    }

    [Fact]
    public void Without_a_schedule_the_actual_time_decides_who_was_enrolled()
    {
        var lesson = Meeting.WithoutSchedule("2026-03-02").Enrolled("Ana", "08:30").Enrolled("Ben", "09:00");
        Assert.Equal([Meeting.User("Ana")], Held(lesson).Lesson().Students.Select(student => student.StudentId));
    }

    [Fact]
    public void A_meeting_without_a_class_has_no_records()
    {
        Assert.Equal(AttendanceState.None,
            Held(Lesson.With(context => context with { ClassId = null })).Lesson().State);
    }

    [Fact]
    public void There_is_no_record_before_the_end()
    {
        var lesson = Lesson.Students("Ana");
        Assert.Equal(AttendanceState.None, lesson.Lesson("07:50").State);
        Assert.Equal(AttendanceState.Live, lesson.Joined("Ana", "08:00").Lesson("08:30").State);
        Assert.Equal(AttendanceState.Provisional, lesson.Ended("09:00").Lesson("09:00").State);
    }

    [Fact]
    public void A_late_fact_changes_the_record()
    {
        var lesson = Held(Lesson.Students("Ana").Joined("Ana", "08:00"));
        Assert.Equal(Present, lesson.Of("Ana").Status);
        Assert.Equal(Partial, lesson.Left("Ana", "08:05").Of("Ana").Status);
    }

    [Fact]
    public void A_later_context_changes_the_record_without_any_fact()
    {
        var lesson = Held(Lesson.Students("Ana")).Stayed("Guest", "08:00", "08:30");
        Assert.Equal(Absent, lesson.Of("Ana").Status);
        var registrants = Bindings.Of([KeyValuePair.Create("r-Guest", Meeting.User("Ana"))]);
        Assert.Equal(Present, lesson.Then(context => context with { Registrants = registrants }).Of("Ana").Status);
    }

    [Fact]
    public void A_record_keeps_its_evidence()
    {
        var lesson = Held(Lesson.Students("Ana")).Stayed("Ana", "08:00", "08:30")
            .Stayed("Ana", "08:40", "08:50", "phone").Lesson();
        var ana = lesson.Of("Ana");
        Assert.Equal(
            [
                new PresenceInterval(Lesson.Time("08:00"), Lesson.Time("08:30"), FactSource.Webhook),
                new PresenceInterval(Lesson.Time("08:40"), Lesson.Time("08:50"), FactSource.Webhook),
            ],
            ana.Presence.Intervals);
        Assert.Equal((MatchedBy.Registrant, Policy.Default), (ana.MatchedBy, lesson.Policy));
    }

    [Theory]
    [InlineData("2026-03-02 08:00", 1)]
    [InlineData("2026-03-02 08:01", 0)]
    public void A_lesson_without_length_is_for_those_enrolled_at_its_start(string from, int records) => Assert.Equal(
        records, Held(Meeting.At("2026-03-02 08:00", minutes: 0).Enrolled("Ana", from)).Lesson().Students.Count);

    [Fact]
    public void Who_withdraws_after_the_lesson_keeps_the_record_and_who_enrols_after_it_has_none()
    {
        var lesson = Held(Lesson.Students("Ana")).Stayed("Ana", "08:00", "08:30").Then(context => context with
        {
            Roster =
            [
                new Enrolment(Meeting.User("Ana"), Lesson.Time("2026-01-01 00:00"), Lesson.Time("2026-03-02 12:00")),
                new Enrolment(Meeting.User("Ben"), Lesson.Time("2026-03-02 12:00"), null),
            ],
        });
        Assert.Equal([Meeting.User("Ana")], lesson.Lesson().Students.Select(student => student.StudentId));
    }
}
