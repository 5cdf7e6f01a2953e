using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 2: lessons that a teacher splits or joins.</summary>
public sealed class RegroupingTests
{
    const string Day = "81234567890-20260302";

    static Meeting Unscheduled => Meeting.WithoutSchedule("2026-03-02").Students("Ana")
        .Started("08:00").Stayed("Ana", "08:00", "10:00").Ended("10:00");

    [Fact]
    public void What_lies_before_the_split_and_what_lies_after_are_two_lessons()
    {
        var lessons = Split(Unscheduled, "09:30").Lessons();
        Assert.Equal([Day, $"{Day}-20260302T013000Z"], lessons.Select(lesson => lesson.Occurrence.Id));
        Assert.Equal([5400, 1800], lessons.Select(lesson => lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void A_part_of_a_split_lesson_can_be_split_again()
    {
        var meeting = Split(Unscheduled, "09:30");
        Split(meeting, "09:45", meeting.Lessons()[1].Occurrence.Id);
        Assert.Equal([5400, 900, 900], meeting.Lessons().Select(lesson => lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void A_part_is_not_split_off_again_while_it_is_there()
    {
        var meeting = Split(Unscheduled.Run("run 2").Started("2026-03-03 08:00").Ended("2026-03-03 09:00"), "09:30");
        var ids = meeting.Lessons().Select(lesson => lesson.Occurrence.Id).ToList();
        // Over the part that lies between them.
        meeting.Decided(new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = ids[0], With = ids[2] });
        Split(meeting, "09:30");
        Assert.Equal(ids[..2], meeting.Lessons().Select(lesson => lesson.Occurrence.Id));
    }

    [Fact]
    public void A_run_that_lies_on_one_side_belongs_to_that_side_alone()
    {
        var meeting = Unscheduled.Run("run 2").Started("13:00").Stayed("Ana", "13:00", "13:20").Ended("13:30");
        var lessons = Split(meeting, "12:00").Lessons();
        Assert.Equal(["run 1", "run 2"], lessons.Select(lesson => Assert.Single(lesson.Occurrence.Runs).Uuid));
    }

    [Fact]
    public void A_part_that_begins_after_midnight_is_filed_on_its_own_day()
    {
        var meeting = Meeting.WithoutSchedule("2026-03-02").Students("Ana")
            .Started("23:00").Stayed("Ana", "23:00", "2026-03-03 01:00").Ended("2026-03-03 01:00");
        Split(meeting, "2026-03-03 00:30");
        Assert.Equal([2, 3], meeting.Lessons().Select(lesson => lesson.Occurrence.Date.Day));
    }

    [Fact]
    public void Neighbours_that_are_joined_are_one_lesson()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("09:00").Students("Ana", "Ben")
            .Started("08:00").Stayed("Ana", "08:00", "10:00").Stayed("Ben", "09:30", "10:00").Ended("10:00");
        var ids = meeting.Lessons().Select(one => one.Occurrence.Id).ToList();
        meeting.Decided(new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = ids[0], With = ids[1] });
        var lesson = meeting.Lesson();
        Assert.Equal((ids[0], 120), (lesson.Occurrence.Id, lesson.Occurrence.Lesson!.Minutes));
        Assert.Equal([7200, 1800], new[] { "Ana", "Ben" }.Select(name => lesson.Of(name).Seconds));
    }

    [Fact]
    public void A_decision_about_the_neighbour_that_was_taken_in_still_holds()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("09:00").Students("Ana").Started("08:00").Ended("10:00");
        var ids = meeting.Lessons().Select(one => one.Occurrence.Id).ToList();
        meeting.Overridden("Ana", AttendanceStatus.Excused, ids[1]);
        meeting.Decided(new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = ids[0], With = ids[1] });
        Assert.Equal(AttendanceStatus.Excused, meeting.Of("Ana").Status);
    }

    [Fact]
    public void What_is_decided_about_a_part_that_was_joined_and_split_off_again_is_not_said_of_the_rest()
    {
        var meeting = Split(Unscheduled, "09:30");
        var part = meeting.Lessons()[1].Occurrence.Id;
        meeting.Decided(new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = Day, With = part });
        Split(meeting, "09:30");
        meeting.Decided(new Voided { Id = Guid.NewGuid(), OccurrenceId = part });
        Assert.Equal([OccurrenceStatus.Ended, OccurrenceStatus.Void],
            meeting.Lessons().Select(lesson => lesson.Occurrence.Status));
    }

    [Fact]
    public void A_part_that_is_joined_with_the_next_day_leaves_the_other_part_alone()
    {
        var meeting = Split(Unscheduled, "09:30").Run("run 2").Started("2026-03-03 08:00")
            .Stayed("Ana", "2026-03-03 08:00", "2026-03-03 08:10").Ended("2026-03-03 09:00");
        var ids = meeting.Lessons().Select(one => one.Occurrence.Id).ToList();
        meeting.Decided(new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = ids[1], With = ids[2] });
        Assert.Equal([5400, 2400], meeting.Lessons().Select(lesson => lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void What_is_decided_about_an_absorbed_id_is_decided_about_the_lesson_that_took_it_in()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("09:00").AndAt("10:00").Students("Ana");
        var ids = meeting.Lessons().Select(one => one.Occurrence.Id).ToList();
        meeting.Decided(new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = ids[0], With = ids[1] });
        var meant = DecisionRules.AsTheyStand(
            new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = ids[2], With = ids[1] },
            [.. meeting.Lessons().Select(lesson => lesson.Occurrence)], Decisions.None);
        Assert.Equal((ids[0], ids[2]), (meant.OccurrenceId, ((OccurrencesJoined)meant).With));
    }

    [Theory]
    [InlineData("08:00", Verdict.CannotBeSplitThere)]
    [InlineData("08:01", Verdict.Accepted)]
    [InlineData("10:00", Verdict.CannotBeSplitThere)]
    public void An_unscheduled_lesson_can_be_split_only_between_its_start_and_its_end(string at, Verdict verdict) =>
        Assert.Equal(verdict, Check(Unscheduled, new OccurrenceSplit
        {
            Id = Guid.NewGuid(), OccurrenceId = Day, Time = Unscheduled.Time(at),
        }));

    [Fact]
    public void A_scheduled_lesson_cannot_be_split()
    {
        var meeting = Meeting.At("2026-03-02 08:00").Students("Ana").Started("08:00").Ended("09:00");
        Assert.Equal(Verdict.CannotBeSplitThere, Check(meeting, new OccurrenceSplit
        {
            Id = Guid.NewGuid(), OccurrenceId = meeting.Lesson().Occurrence.Id, Time = meeting.Time("08:30"),
        }));
    }

    [Fact]
    public void Only_neighbours_can_be_joined()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("09:00").AndAt("10:00").Students("Ana");
        var ids = meeting.Lessons().Select(one => one.Occurrence.Id).ToList();
        Assert.Equal(Verdict.CannotBeJoined, Join(ids[0], ids[2]));
        Assert.Equal(Verdict.Accepted, Join(ids[1], ids[2]));
        Assert.Equal(Verdict.NoSuchOccurrence, Join(ids[0], "nothing"));

        Verdict Join(string one, string other) =>
            Check(meeting, new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = one, With = other });
    }

    [Fact]
    public void Time_that_lessons_divide_cannot_be_joined_with_time_that_none_does()
    {
        var meeting = Meeting.At("2026-03-02 08:00").Students("Ana").Started("06:00").Ended("06:30");
        var ids = meeting.Lessons().Select(one => one.Occurrence.Id).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Equal(Verdict.CannotBeJoined,
            Check(meeting, new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = ids[0], With = ids[1] }));
    }

    [Fact]
    public void The_parts_of_a_split_lesson_are_one_again_when_joined()
    {
        var meeting = Split(Unscheduled, "09:30");
        var part = meeting.Lessons()[1].Occurrence.Id;
        meeting.Decided(new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = Day, With = part });
        Assert.Equal((Day, 7200), (meeting.Lesson().Occurrence.Id, meeting.Of("Ana").Seconds));
    }

    [Fact]
    public void The_earlier_takes_in_the_later_whichever_was_named_first()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("09:00").Students("Ana");
        var lessons = meeting.Lessons().Select(one => one.Occurrence).ToList();
        var backwards = new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = lessons[1].Id, With = lessons[0].Id };
        var joined = Assert.IsType<OccurrencesJoined>(DecisionRules.AsTheyStand(backwards, lessons, Decisions.None));
        Assert.Equal((lessons[0].Id, lessons[1].Id), (joined.OccurrenceId, joined.With));
    }

    [Fact]
    public void A_lesson_that_is_split_while_it_lasts_has_ended_before_the_split_and_goes_on_after_it()
    {
        var meeting = Split(Meeting.WithoutSchedule("2026-03-02").Students("Ana").Joined("Ana", "08:00"), "09:00");
        var lessons = meeting.Lessons("09:20");
        Assert.Equal([OccurrenceStatus.Ended, OccurrenceStatus.Started], lessons.Select(one => one.Occurrence.Status));
        Assert.Equal([3600, 1200], lessons.Select(one => one.Of("Ana").Seconds));
    }

    [Fact]
    public void A_locked_neighbour_cannot_be_taken_in()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("09:00").Students("Ana").Started("08:00").Ended("10:00");
        var ids = meeting.Lessons().Select(one => one.Occurrence.Id).ToList();
        meeting.Decided(new Locked { Id = Guid.NewGuid(), OccurrenceId = ids[1] });
        Assert.Equal(Verdict.IsLocked,
            Check(meeting, new OccurrencesJoined { Id = Guid.NewGuid(), OccurrenceId = ids[0], With = ids[1] }));
    }

    static Meeting Split(Meeting meeting, string at, string lesson = Day) =>
        meeting.Decided(new OccurrenceSplit { Id = Guid.NewGuid(), OccurrenceId = lesson, Time = meeting.Time(at) });

    static Verdict Check(Meeting meeting, Decision decision)
    {
        var fold = Folded.Of(meeting.Entries);
        return DecisionRules.Check(
            decision, [.. meeting.Lessons().Select(lesson => lesson.Occurrence)], fold.Context!, fold.Decisions);
    }
}
