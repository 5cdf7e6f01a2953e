using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 4, rule 1: a person says who a guest is.</summary>
public sealed class MatchTests
{
    static readonly Func<Fact, Fact> NameOnly = fact => fact with { RegistrantId = null };

    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana", "Ben").Started("08:00");

    [Fact]
    public void A_matched_guest_is_the_student()
    {
        var lesson = Lesson.Stayed("Annie", "08:00", "08:30").Ended("09:00");
        Assert.Equal(Verdict.Accepted, lesson.Match("Annie", "Ana", out _));
        Assert.Equal((Present, MatchedBy.Manual), (lesson.Of("Ana").Status!.Value, lesson.Of("Ana").MatchedBy!.Value));
        Assert.Empty(lesson.Lesson().Guests);
    }

    [Fact]
    public void A_match_by_registrant_id_or_address_holds_in_the_whole_meeting()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("2026-03-03 08:00").Students("Ana")
            .Stayed("Annie", "08:00", "08:30").Ended("09:00");
        var first = meeting.Lessons()[0].Occurrence.Id;
        meeting.Match("Annie", "Ana", out _, first);
        meeting.Run("run 2").Stayed("Annie", "2026-03-03 08:00", "2026-03-03 08:30").Ended("2026-03-03 09:00");
        Assert.All(meeting.Lessons(), lesson => Assert.Equal(Present, lesson.Of("Ana").Status));
    }

    [Fact]
    public void A_match_by_name_holds_for_its_lesson_alone()
    {
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("2026-03-03 08:00").Students("Ana")
            .Stayed("Annie", "08:00", "08:30", but: NameOnly).Ended("09:00");
        meeting.Match("Annie", "Ana", out _, meeting.Lessons()[0].Occurrence.Id);
        meeting.Run("run 2").Stayed("Annie", "2026-03-03 08:00", "2026-03-03 08:30", but: NameOnly).Ended("2026-03-03 09:00");
        Assert.Equal([Present, Absent], meeting.Lessons().Select(lesson => lesson.Of("Ana").ComputedStatus));
    }

    [Fact]
    public void A_name_that_two_bore_at_once_cannot_be_matched()
    {
        var lesson = Lesson.Stayed("iPad", "08:00", "08:30", but: NameOnly)
            .Stayed("iPad", "08:29", "08:50", "other", but: NameOnly).Ended("09:00");
        Assert.Equal(Verdict.NameNotUnique, lesson.Match("iPad", "Ana", out _));
    }

    [Fact]
    public void A_name_that_one_bore_after_the_other_can_be_matched()
    {
        var lesson = Lesson.Stayed("iPad", "08:00", "08:10", but: NameOnly)
            .Stayed("iPad", "08:10", "08:20", "other", but: NameOnly).Ended("09:00");
        Assert.Equal(Verdict.Accepted, lesson.Match("iPad", "Ana", out _));
        Assert.Equal(1200, lesson.Of("Ana").Seconds);
    }

    [Fact]
    public void A_match_by_name_lapses_when_another_of_that_name_turns_out_to_have_been_in()
    {
        var lesson = Lesson.Stayed("iPad", "08:00", "08:30", but: NameOnly).Ended("09:00");
        lesson.Match("iPad", "Ana", out _);
        lesson.Stayed("iPad", "08:10", "08:20", "other", but: NameOnly);
        Assert.Equal(Absent, lesson.Of("Ana").Status);
        Assert.Equal(["iPad"], lesson.Lesson().GuestNames());
    }

    [Fact]
    public void A_match_outdoes_what_Zoom_says()
    {
        var lesson = Lesson.Knows("Mother").Stayed("Mother", "08:00", "08:30").Ended("09:00");
        lesson.Match("Mother", "Ana", out _);
        Assert.Equal(MatchedBy.Manual, lesson.Of("Ana").MatchedBy);
    }

    [Fact]
    public void A_match_that_is_taken_back_matched_nobody()
    {
        var lesson = Lesson.Stayed("Annie", "08:00", "08:30").Ended("09:00");
        lesson.Match("Annie", "Ana", out var match);
        lesson.Decided(new Unmatched { Id = Guid.NewGuid(), OccurrenceId = "", MatchId = match });
        Assert.Equal(Absent, lesson.Of("Ana").Status);
        Assert.Equal(["Annie"], lesson.Lesson().GuestNames());
    }

    [Fact]
    public void A_guest_without_a_name_cannot_be_matched()
    {
        var lesson = Lesson.Stayed("x", "08:00", "08:30", but: fact => fact with { RegistrantId = null, Name = null }).Ended("09:00");
        Assert.Equal(Verdict.NameNotUnique, lesson.Match("", "Ana", out _));
    }

    [Fact]
    public void A_match_by_address_holds_in_the_whole_meeting()
    {
        var byAddress = (Fact fact) => NameOnly(fact) with { Email = "annie@home.example" };
        var meeting = Meeting.At("2026-03-02 08:00").AndAt("2026-03-03 08:00").Students("Ana")
            .Stayed("Annie", "08:00", "08:30", but: byAddress).Ended("09:00");
        meeting.Match("Annie", "Ana", out _, meeting.Lessons()[0].Occurrence.Id);
        meeting.Run("run 2").Ended("2026-03-03 09:00")
            .Stayed("Tablet", "2026-03-03 08:00", "2026-03-03 08:30", but: byAddress);
        Assert.All(meeting.Lessons(), lesson => Assert.Equal(Present, lesson.Of("Ana").Status));
    }

    [Fact]
    public void A_match_by_name_is_not_said_of_those_who_have_an_address_or_registrant_id()
    {
        var lesson = Lesson.Stayed("iPad", "08:00", "08:20", but: NameOnly).Ended("09:00");
        lesson.Match("iPad", "Ana", out _);
        lesson.Stayed("iPad", "08:30", "08:40", "other");
        Assert.Equal((1200, 1), (lesson.Of("Ana").Seconds, lesson.Lesson().Guests.Count));
    }

    [Fact]
    public void Matches_that_name_two_students_name_nobody()
    {
        var lesson = Lesson.Stayed("One", "08:00", "08:20").Stayed("Two", "08:20", "08:40").Ended("09:00");
        lesson.Match("One", "Ana", out _);
        lesson.Match("Two", "Ben", out _);
        lesson.Stayed("Both", "08:40", "08:50",
            but: fact => fact with { RegistrantId = "r-One", ParticipantUserId = "r-Two" });
        Assert.Equal([1200, 1200], new[] { "Ana", "Ben" }.Select(name => lesson.Of(name).Seconds));
        Assert.Equal(["Both"], lesson.Lesson().GuestNames());
    }
}
