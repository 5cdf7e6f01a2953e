using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 7: locked attendance stands.</summary>
public sealed class LockTests
{
    static Meeting Held => Meeting.At("2026-03-02 08:00").Students("Ana", "Ben")
        .Started("08:00").Stayed("Ana", "08:00", "08:30").Ended("09:00");

    [Fact]
    public void A_lesson_is_locked_so_many_days_after_its_end()
    {
        var due = Locking.DueAt(Held.Lesson(), 14);
        Assert.Equal(Held.Time("2026-03-16 09:00"), due);
    }

    [Fact]
    public void A_held_lesson_is_not_locked() =>
        Assert.Null(Locking.DueAt(Meeting.At("2026-03-02 08:00").Students("Ana").Lesson(), 14));

    [Fact]
    public void A_lesson_with_a_mark_that_waits_is_not_locked() =>
        Assert.Null(Locking.DueAt(Held.Left("Ben", "08:30").Lesson(), 14));

    [Fact]
    public void What_arrives_after_the_lock_changes_nothing_and_is_flagged()
    {
        var lesson = Locked(Held).Stayed("Ben", "08:00", "08:30").Lesson();
        Assert.Equal(AttendanceState.Locked, lesson.State);
        Assert.Equal((Absent, AttendanceFlags.LateAfterLock), (lesson.Of("Ben").Status!.Value, lesson.Of("Ben").Flags));
        Assert.Equal((Present, AttendanceFlags.None), (lesson.Of("Ana").Status!.Value, lesson.Of("Ana").Flags));
    }

    [Fact]
    public void A_roster_that_changes_after_the_lock_changes_nothing()
    {
        var lesson = Locked(Held);
        lesson.Then(context => context with { Roster = [] });
        Assert.Equal([Present, Absent], lesson.Lesson().Students.OrderBy(one => one.Status).Select(one => one.Status!.Value));
    }

    [Fact]
    public void Other_lessons_of_the_meeting_go_on()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("2026-03-03 08:00").Students("Ana")
            .Started("08:00").Ended("09:00");
        Locked(meeting, meeting.Lessons()[0].Occurrence.Id)
            .Run("run 2").Stayed("Ana", "2026-03-03 08:00", "2026-03-03 08:30").Ended("2026-03-03 09:00");
        var lessons = meeting.Lessons();
        Assert.Equal([AttendanceState.Locked, AttendanceState.Provisional], lessons.Select(lesson => lesson.State));
        Assert.Equal(AttendanceFlags.None, lessons[0].Of("Ana").Flags);
    }

    [Fact]
    public void An_unlocked_lesson_is_computed_again_and_has_all_its_days_once_more()
    {
        var lesson = Locked(Held).Stayed("Ben", "08:00", "08:30");
        var unlocked = new Unlocked { Id = Guid.NewGuid(), OccurrenceId = lesson.Lesson().Occurrence.Id };
        lesson.Decided(unlocked);
        Assert.Equal((AttendanceState.Provisional, Present), (lesson.Lesson().State, lesson.Of("Ben").Status!.Value));
        Assert.Equal(lesson.Time("23:01").AddDays(14), Locking.DueAt(lesson.Lesson(), 14));
    }

    [Fact]
    public void Nothing_of_a_locked_lesson_can_be_decided_but_to_unlock_it()
    {
        var meeting = Locked(Held);
        var fold = Folded.Of(meeting.Entries);
        var lessons = meeting.Lessons().Select(lesson => lesson.Occurrence).ToList();
        Assert.Equal(Verdict.IsLocked, Check(new Voided { Id = Guid.NewGuid(), OccurrenceId = lessons[0].Id }));
        Assert.Equal(Verdict.Accepted, Check(new Unlocked { Id = Guid.NewGuid(), OccurrenceId = lessons[0].Id }));

        Verdict Check(Decision decision) => DecisionRules.Check(decision, lessons, fold.Context!, fold.Decisions);
    }

    [Fact]
    public void Rows_that_stand_locked_are_computed_again_only_for_what_came_too_late()
    {
        var meeting = Locked(Held);
        var id = meeting.Lesson().Occurrence.Id;
        var now = meeting.Time("2026-03-20 08:00");
        var quiet = MeetingAttendance.Of(
            Meeting.Number, Folded.Of(meeting.Entries), meeting.Entries.OfType<MeetingContext>().Last(), now, new HashSet<string> { id });
        meeting.Stayed("Ben", "08:00", "08:30");
        var late = MeetingAttendance.Of(
            Meeting.Number, Folded.Of(meeting.Entries), meeting.Entries.OfType<MeetingContext>().Last(), now, new HashSet<string> { id });
        Assert.Empty(quiet.Computed);
        Assert.Empty(quiet.LateAfterLock);
        Assert.Empty(late.Computed);
        Assert.Equal([Meeting.User("Ben")], Assert.Single(late.LateAfterLock).Students);
    }

    [Fact]
    public void Whoever_confirms_late_has_all_the_days_to_correct()
    {
        var lesson = Meeting.At("2026-03-02 08:00").Students("Ana").Confirmed();
        Assert.Equal(lesson.Time("23:00").AddDays(14), Locking.DueAt(lesson.Lesson(), 14));
    }

    [Fact]
    public void A_locked_lesson_whose_zone_changes_is_not_filed_a_second_time()
    {
        var meeting = Locked(Meeting.WithoutSchedule("2026-03-02").Students("Ana")
            .Started("02:00").Stayed("Ana", "02:00", "02:30").Ended("03:00"));
        var id = meeting.Lesson().Occurrence.Id;
        var fold = Folded.Of(meeting.Then(context => context with { TimeZone = "America/New_York" }).Entries);
        var now = meeting.Time("2026-03-20 08:00");
        var standing = MeetingAttendance.Of(Meeting.Number, fold, fold.Context!, now, new HashSet<string> { id });
        var fromLog = MeetingAttendance.Of(Meeting.Number, fold, fold.Context!, now, new HashSet<string>());
        Assert.Equal([id], standing.Standing);
        Assert.Empty(standing.Computed);
        Assert.Equal((id, AttendanceState.Locked), (Assert.Single(fromLog.Computed).Occurrence.Id, fromLog.Computed[0].State));
        Assert.Equal(Verdict.Accepted, DecisionRules.Check(
            new Unlocked { Id = Guid.NewGuid(), OccurrenceId = id }, standing.Occurrences, fold.Context!, fold.Decisions));
    }

    [Fact]
    public void Facts_that_cancel_each_other_out_after_the_lock_leave_no_flag()
    {
        var meeting = Locked(Meeting.At("2026-03-02 08:00").Students("Ana")
            .Started("08:00").Joined("Ana", "08:00").Ended("09:00"));
        meeting.Left("Ana", "08:30");
        Assert.Equal(AttendanceFlags.LateAfterLock, meeting.Of("Ana").Flags);
        meeting.Left("Ana", "09:00");
        Assert.Equal(AttendanceFlags.None, meeting.Of("Ana").Flags);
    }

    [Fact]
    public void A_policy_that_changes_after_the_lock_changes_nothing()
    {
        var lesson = Locked(Held);
        var policy = new Policy { PresentAfterMinutes = 60, EffectiveFrom = new DateOnly(2026, 1, 1) };
        lesson.Then(context => context with { Policies = [policy] });
        Assert.Equal((Present, Policy.Default), (lesson.Of("Ana").Status!.Value, lesson.Lesson().Policy));
    }

    [Fact]
    public void A_match_that_is_taken_back_after_the_lock_changes_nothing()
    {
        var lesson = Held.Stayed("Benny", "08:00", "08:30");
        lesson.Match("Benny", "Ben", out var match);
        Locked(lesson);
        lesson.Decided(new Unmatched { Id = Guid.NewGuid(), OccurrenceId = lesson.Lesson().Occurrence.Id, MatchId = match });
        Assert.Equal((Present, MatchedBy.Manual), (lesson.Of("Ben").Status!.Value, lesson.Of("Ben").MatchedBy!.Value));
    }

    [Fact]
    public void A_schedule_that_changes_after_the_lock_changes_nothing()
    {
        var lesson = Locked(Held);
        lesson.Then(context => context with
        {
            Schedules = [.. context.Schedules, new Schedule(lesson.Time("2026-03-17 00:00"), [])],
        });
        Assert.Equal((AttendanceState.Locked, Present), (lesson.Lesson().State, lesson.Of("Ana").Status!.Value));
    }

    static Meeting Locked(Meeting meeting, string? lesson = null) => meeting.Decided(new Locked
    {
        Id = Guid.NewGuid(), OccurrenceId = lesson ?? meeting.Lesson().Occurrence.Id,
    });
}
