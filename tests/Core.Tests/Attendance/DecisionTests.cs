using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, sections 2 and 7: what people decide stays through every computation.</summary>
public sealed class DecisionTests
{
    static Meeting Held => Meeting.At("2026-03-02 08:00").Students("Ana", "Ben")
        .Started("08:00").Stayed("Ana", "08:00", "08:30").Ended("09:00");

    [Theory]
    [InlineData(Excused)]
    [InlineData(Present)]
    [InlineData(Partial)]
    [InlineData(Absent)]
    public void An_override_holds_with_the_computed_mark_beside_it(AttendanceStatus status)
    {
        var ben = Held.Overridden("Ben", status).Of("Ben");
        Assert.Equal((status, Absent), (ben.Status!.Value, ben.ComputedStatus));
        Assert.Equal(status, ben.Override!.Status);
    }

    [Fact]
    public void An_override_survives_facts_that_arrive_later()
    {
        var ben = Held.Overridden("Ben", Excused).Stayed("Ben", "08:00", "08:20").Of("Ben");
        Assert.Equal((Excused, Present, 1200), (ben.Status!.Value, ben.ComputedStatus, ben.Seconds));
    }

    [Fact]
    public void Of_two_overrides_the_later_holds_whichever_arrived_first()
    {
        var lesson = Held.Overridden("Ben", Excused).Overridden("Ben", Present);
        var backwards = Held;
        foreach (var decision in lesson.Entries.OfType<Decision>().Reverse())
            backwards.Add(decision);
        Assert.Equal((Present, Present), (lesson.Of("Ben").Status!.Value, backwards.Of("Ben").Status!.Value));
    }

    [Fact]
    public void An_override_that_is_removed_gives_way_to_the_computed_mark()
    {
        var lesson = Held.Overridden("Ben", Excused);
        var id = lesson.Lesson().Occurrence.Id;
        lesson.Decided(new OverrideRemoved { Id = Guid.NewGuid(), OccurrenceId = id, StudentId = Meeting.User("Ben") });
        Assert.Equal((Absent, null), (lesson.Of("Ben").Status!.Value, lesson.Of("Ben").Override));
    }

    [Fact]
    public void In_a_held_lesson_an_override_holds_and_the_others_wait()
    {
        var lesson = Meeting.At("2026-03-02 08:00").Students("Ana", "Ben").Overridden("Ben", Excused).Lesson();
        Assert.Equal(AttendanceState.Held, lesson.State);
        Assert.Equal((null, Excused), (lesson.Of("Ana").Status, lesson.Of("Ben").Status));
    }

    [Fact]
    public void A_confirmed_lesson_is_no_longer_held()
    {
        var lesson = Meeting.At("2026-03-02 08:00").Students("Ana").Confirmed().Lesson();
        Assert.Equal((AttendanceState.Provisional, Absent), (lesson.State, lesson.Of("Ana").Status!.Value));
    }

    [Fact]
    public void A_record_that_waits_for_its_missing_join_is_settled_by_confirming()
    {
        var lesson = Held.Left("Ben", "08:30");
        Assert.Null(lesson.Of("Ben").Status);
        Assert.Equal(Partial, lesson.Confirmed().Of("Ben").Status);
    }

    [Fact]
    public void A_voided_lesson_has_no_records_and_its_undoing_brings_them_back()
    {
        var lesson = Held.Overridden("Ben", Excused).Voided();
        var voided = lesson.Lesson();
        Assert.Equal((OccurrenceStatus.Void, AttendanceState.None), (voided.Occurrence.Status, voided.State));
        Assert.Empty(voided.Students);
        Assert.Empty(voided.Guests);
        lesson.Decided(new VoidUndone { Id = Guid.NewGuid(), OccurrenceId = voided.Occurrence.Id });
        Assert.Equal((Present, Excused), (lesson.Of("Ana").Status!.Value, lesson.Of("Ben").Status!.Value));
    }

    [Fact]
    public void A_decision_told_twice_is_one()
    {
        var lesson = Held.Overridden("Ben", Excused).Overridden("Ben", Present);
        lesson.Add(lesson.Entries.OfType<Decision>().First());
        Assert.Equal(Present, lesson.Of("Ben").Status);
    }

    [Fact]
    public void Nobody_can_be_marked_who_was_not_enrolled()
    {
        Assert.Equal(Verdict.NoSuchStudent, Check(Held, lesson => new Overridden
        {
            Id = Guid.NewGuid(), OccurrenceId = lesson, StudentId = Meeting.User("Zoe"), Status = Present,
        }));
    }

    [Fact]
    public void A_lesson_under_way_cannot_be_confirmed()
    {
        var running = Meeting.At("2026-03-02 08:00").Students("Ana").Started("08:00");
        Assert.Equal(Verdict.HasNotEnded, Check(
            running, lesson => new Confirmed { Id = Guid.NewGuid(), OccurrenceId = lesson }, "08:30"));
    }

    [Fact]
    public void An_occurrence_that_does_not_exist_cannot_be_decided_about() => Assert.Equal(
        Verdict.NoSuchOccurrence, Check(Held, _ => new Voided { Id = Guid.NewGuid(), OccurrenceId = "81234567890-20260309" }));

    [Fact]
    public void Nobody_can_be_marked_in_a_voided_lesson() => Assert.Equal(
        Verdict.IsVoid, Check(Held.Voided(), lesson => new Overridden
        {
            Id = Guid.NewGuid(), OccurrenceId = lesson, StudentId = Meeting.User("Ana"), Status = Excused,
        }));

    [Fact]
    public void What_is_not_locked_cannot_be_unlocked() => Assert.Equal(
        Verdict.IsNotLocked, Check(Held, lesson => new Unlocked { Id = Guid.NewGuid(), OccurrenceId = lesson }));

    [Fact]
    public void A_match_that_does_not_stand_cannot_be_taken_back() => Assert.Equal(
        Verdict.NoSuchMatch, Check(Held, lesson => new Unmatched
        {
            Id = Guid.NewGuid(), OccurrenceId = lesson, MatchId = Guid.NewGuid(),
        }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lesson_held_for_its_strangers_or_its_end_is_settled_by_confirming(bool endIsInferred)
    {
        var lesson = Meeting.At("2026-03-02 08:00").Students("Ana", "Ben", "Cho", "Dan", "Eve").Started("08:00");
        lesson = endIsInferred
            ? lesson.Joined("Gus", "08:30").EndInferred("08:30")
            : lesson.Stayed("1", "08:00", "08:30").Stayed("2", "08:00", "08:30").Stayed("3", "08:00", "08:30").Ended("09:00");
        Assert.Equal(AttendanceState.Held, lesson.Lesson().State);
        var confirmed = lesson.Confirmed().Lesson();
        Assert.Equal(AttendanceState.Provisional, confirmed.State);
        Assert.All(confirmed.Students, student => Assert.Equal(Absent, student.Status));
    }

    [Fact]
    public void A_lesson_that_was_confirmed_is_computed_anew_for_what_arrives_later()
    {
        var lesson = Meeting.At("2026-03-02 08:00").Students("Ana").Confirmed();
        Assert.Equal(Present, lesson.Stayed("Ana", "08:00", "08:30").Ended("09:00").Of("Ana").Status);
    }

    static Verdict Check(Meeting meeting, Func<string, Decision> decide, string? now = null)
    {
        var fold = Folded.Of(meeting.Entries);
        var lessons = meeting.Lessons(now).Select(lesson => lesson.Occurrence).ToList();
        return DecisionRules.Check(decide(lessons[0].Id), lessons, fold.Context!, fold.Decisions);
    }
}

static class Folded
{
    public static MeetingFold Of(IEnumerable<Entry> entries)
    {
        var fold = new MeetingFold();
        foreach (var (index, entry) in entries.Index())
            fold.Add(index + 1, entry);
        return fold;
    }
}
