using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 4.</summary>
public sealed class IdentityTests
{
    const string Address = "ana@school.example";

    static Meeting Lesson =>
        Meeting.At("2026-03-02 08:00").Students("Ana", "Ben").Email(Address, "Ana").ZoomUser("z-Ana", "Ana");

    [Fact]
    public void A_registrant_id_names_its_user()
    {
        Assert.Equal(MatchedBy.Registrant, MatchedByOf(fact => fact with { RegistrantId = "r-Ana" }));
    }

    [Fact]
    public void A_registrant_id_in_the_participant_user_id_names_its_user()
    {
        Assert.Equal(MatchedBy.Registrant, MatchedByOf(fact => fact with { ParticipantUserId = "r-Ana" }));
    }

    [Fact]
    public void An_address_names_its_user()
    {
        Assert.Equal(MatchedBy.Email, MatchedByOf(fact => fact with { Email = Address }));
    }

    [Fact]
    public void A_Zoom_user_id_names_its_user_in_either_field()
    {
        Assert.Equal(MatchedBy.ZoomUser, MatchedByOf(fact => fact with { ParticipantUserId = "z-Ana" }));
        Assert.Equal(MatchedBy.ZoomUser, MatchedByOf(fact => fact with { ZoomUserId = "z-Ana" }));
    }

    [Fact]
    public void The_first_rule_that_names_somebody_wins()
    {
        var lesson = Joined(fact => fact with { RegistrantId = "r-Ben", Email = Address, ZoomUserId = "z-Ana" })
            .Lesson();
        Assert.Equal([Absent, Present], [lesson.Of("Ana").Status!.Value, lesson.Of("Ben").Status!.Value]);
        Assert.Equal(AttendanceFlags.None, lesson.Of("Ben").Flags);
    }

    [Fact]
    public void Values_that_nobody_knows_leave_it_to_the_next_rule()
    {
        var evidence = (Fact fact) =>
            fact with { RegistrantId = "unknown", Email = "who@home.example", ZoomUserId = "z-Ana" };
        Assert.Equal(MatchedBy.ZoomUser, MatchedByOf(evidence));
    }

    [Fact]
    public void A_rule_that_names_two_users_names_nobody()
    {
        var lesson = Joined(fact => fact with { RegistrantId = "r-Ana" })
            .Left("Ana", "08:40", but: fact => fact with { RegistrantId = "r-Ben" });
        Assert.Equal([Absent, Absent], lesson.Lesson().Students.Select(student => student.ComputedStatus));
        var guest = Assert.Single(lesson.Lesson().Participants);
        Assert.Equal((null, true), (guest.Identity.User, guest.Identity.IsAmbiguous));
    }

    [Fact]
    public void The_rule_after_an_ambiguous_one_may_still_name_a_user_and_the_doubt_is_flagged()
    {
        var ana = Joined(fact => fact with { RegistrantId = "r-Ana", ParticipantUserId = "r-Ben", Email = Address })
            .Of("Ana");
        Assert.Equal((MatchedBy.Email, AttendanceFlags.AmbiguousIdentity), (ana.MatchedBy, ana.Flags));
    }

    [Fact]
    public void Two_values_for_one_user_are_not_ambiguous()
    {
        var lesson = Lesson.Registrant("another", "Ana");
        var ana = lesson.Joined("Ana", "08:00", but: fact => fact with { ParticipantUserId = "another" })
            .Ended("09:00").Of("Ana");
        Assert.Equal((MatchedBy.Registrant, AttendanceFlags.None), (ana.MatchedBy, ana.Flags));
    }

    [Fact]
    public void MatchedBy_is_the_first_rule_that_matched_any_connection()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:10",
            but: fact => fact with { RegistrantId = null, Email = Address })
            .Stayed("Ana", "08:20", "08:30", "phone");
        Assert.Equal(MatchedBy.Registrant, lesson.Of("Ana").MatchedBy);
    }

    [Fact]
    public void Whoever_never_joined_was_matched_by_nothing()
    {
        Assert.Null(Lesson.Started("08:00").Ended("09:00").Of("Ana").MatchedBy);
    }

    [Fact]
    public void A_display_name_matches_nobody()
    {
        var lesson = Joined(fact => fact with { Name = "Ana" }).Lesson();
        Assert.Equal(Absent, lesson.Of("Ana").Status);
        Assert.Equal(["Ana"], lesson.GuestNames());
    }

    [Fact]
    public void Guests_with_one_name_are_one_person_and_each_connection_is_listed()
    {
        var lesson = Lesson.Stayed("Gus", "08:00", "08:10").Stayed("Gus", "08:05", "08:20", "phone").Lesson();
        Assert.Equal(("Gus", 1200), (lesson.Guests[0].Name, Assert.Single(lesson.Guests).Seconds));
        Assert.Equal(2, lesson.Participants.Count);
    }

    [Fact]
    public void Guests_without_a_name_are_not_one_person()
    {
        var lesson = Lesson.Stayed("1", "08:00", "08:10", but: Nameless).Stayed("2", "08:00", "08:10", but: Nameless);
        Assert.Equal(["", ""], lesson.Lesson().GuestNames());
    }

    [Fact]
    public void A_guest_who_leaves_and_comes_back_keeps_both_stays()
    {
        var lesson = Lesson.Stayed("Gus", "08:00", "08:10").Stayed("Gus", "08:30", "08:40", "laptop again").Lesson();
        Assert.Equal(1200, Assert.Single(lesson.Guests).Seconds);
    }

    [Fact]
    public void A_user_who_is_neither_student_nor_staff_is_listed_with_the_guests()
    {
        var mother = Assert.Single(Lesson.Knows("Mother").Stayed("Mother", "08:00", "08:30").Lesson().Guests);
        Assert.Equal((Meeting.User("Mother"), "Mother"), (mother.UserId, mother.Name));
    }

    [Fact]
    public void A_user_among_the_guests_is_one_person_under_any_names()
    {
        var lesson = Lesson.Knows("Mother").Stayed("Mother", "08:00", "08:10", but: fact => fact with { Name = "Mum" })
            .Stayed("Mother", "08:20", "08:30", "phone");
        Assert.Equal(1200, Assert.Single(lesson.Lesson().Guests).Seconds);
    }

    [Fact]
    public void A_guest_and_a_student_of_one_name_are_two_persons()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:20")
            .Stayed("Ana", "08:20", "08:40", "phone", but: fact => fact with { RegistrantId = null });
        Assert.Equal((1200, 1), (lesson.Of("Ana").Seconds, lesson.Lesson().Guests.Count));
    }

    [Fact]
    public void Teacher_and_host_are_neither_students_nor_guests()
    {
        var lesson = Lesson.Staff("Teacher").Joined("Teacher", "08:00").Ended("09:00").Lesson();
        Assert.Equal((2, 0), (lesson.Students.Count, lesson.Guests.Count));
    }

    static Meeting Joined(Func<Fact, Fact> evidence) =>
        Lesson.Joined("Ana", "08:00", but: fact => evidence(fact with { RegistrantId = null })).Ended("09:00");

    static MatchedBy? MatchedByOf(Func<Fact, Fact> evidence) => Joined(evidence).Of("Ana").MatchedBy;

    static Fact Nameless(Fact fact) => fact with { Name = null };
}
