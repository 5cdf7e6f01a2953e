using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 10: locked lessons lose their facts.</summary>
public sealed class DeletionTests
{
    static readonly DateOnly Later = new(2026, 6, 1);

    static Meeting Two => Meeting.At("2026-03-02 08:00").AndAt("2026-03-02 09:15").Students("Ana")
        .Started("08:00").Stayed("Ana", "08:00", "10:00").Ended("10:15");

    [Fact]
    public void Only_what_is_locked_loses_its_facts() =>
        Assert.Empty(Of(Meeting.At("2026-03-02 08:00").Students("Ana").Started("08:00").Ended("09:00"), Later));

    [Fact]
    public void Lessons_of_the_day_itself_and_later_ones_keep_theirs()
    {
        var lesson = Locked(Meeting.At("2026-03-02 08:00").Students("Ana").Started("08:00").Ended("09:00"), 0);
        Assert.Empty(Of(lesson, new DateOnly(2026, 3, 2)));
        Assert.Single(Of(lesson, new DateOnly(2026, 3, 3)));
    }

    [Fact]
    public void A_run_that_serves_a_lesson_which_is_not_locked_keeps_its_facts()
    {
        Assert.Empty(Of(Locked(Two, 0), Later));
        Assert.Equal(["run 1", "run 1"], Of(Locked(Locked(Two, 0), 1), Later).SelectMany(one => one.Runs).Select(run => run.Uuid));
    }

    [Fact]
    public void A_run_that_lasts_keeps_its_facts()
    {
        var meeting = Locked(Meeting.At("2026-03-02 08:00").Students("Ana").Started("08:00").Ended("09:00"), 0);
        Assert.Empty(Of(meeting.Run("run 2").Started("08:10"), Later));
    }

    [Fact]
    public void Without_its_facts_a_lesson_can_no_longer_be_decided_about_nor_previewed()
    {
        var meeting = Locked(Meeting.At("2026-03-02 08:00").Students("Ana").Started("08:00").Ended("09:00"), 0);
        var id = meeting.Lesson().Occurrence.Id;
        var fold = Folded.Of(meeting.Decided(Assert.Single(Of(meeting, Later))).Entries);
        var lessons = Occurrences.Of(Meeting.Number, fold.Runs, fold.Context!, fold.Decisions, meeting.Time("2026-07-01 08:00"));
        foreach (Decision decision in new Decision[]
        {
            new Unlocked { Id = Guid.NewGuid(), OccurrenceId = id }, new Voided { Id = Guid.NewGuid(), OccurrenceId = id },
        })
            Assert.Equal(Verdict.FactsAreDeleted, DecisionRules.Check(decision, lessons, fold.Context!, fold.Decisions));
        Assert.Empty(PolicyPreview.Of(Meeting.Number, fold, Policy.Default, meeting.Time("2026-07-01 08:00")));
    }

    static Meeting Locked(Meeting meeting, int lesson) => meeting.Decided(new Locked
    {
        Id = Guid.NewGuid(), OccurrenceId = meeting.Lessons()[lesson].Occurrence.Id,
    });

    static IReadOnlyList<FactsDeleted> Of(Meeting meeting, DateOnly before)
    {
        var fold = Folded.Of(meeting.Entries);
        return Deletion.Of(Meeting.Number, fold, fold.Context!, meeting.Time("2026-07-01 08:00"), before);
    }
}
