using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

/// <summary>What happens to a lesson as a whole.</summary>
public sealed class CourseTests
{
    [Fact]
    public void A_move_to_a_breakout_room_leaves_and_joins_in_one_second_on_one_connection()
    {
        var lesson = Lesson.Of(Plans.Quiet with { Breakouts = 1 });
        Assert.All(lesson.Students(), student =>
        {
            Assert.Equal([false, true, false], student.Stays.Select(stay => stay.Room is not null));
            Assert.Single(student.Stays.Select(stay => stay.Connection).Distinct());
            Assert.Equal(3, student.Stays.Select(stay => stay.UserId).Distinct().Count());
            Assert.Equal(student.Stays[0].Leave, student.Stays[1].Join);
            Assert.Equal(student.Stays[1].Leave, student.Stays[2].Join);
        });
    }

    [Fact]
    public void Of_one_second_the_leave_is_told_before_the_join_and_the_room_after_both()
    {
        var lesson = Lesson.Of(Plans.Quiet with { Breakouts = 1, People = InventedPeople.Students(1) });
        var student = lesson.Events.Where(told => told.Person?.Role == Role.Student);
        Assert.Equal(
            [
                "joined",
                "left", "joined", "joined_breakout_room",
                "left", "joined", "left_breakout_room",
                "left",
            ],
            student.Select(told => told.Name["meeting.participant_".Length..]));
        Assert.Equal("meeting.ended", lesson.Events[^1].Name);
    }

    [Fact]
    public void A_breakout_room_has_events_of_its_own_under_a_composite_user_id()
    {
        var lesson = Lesson.Of(Plans.Quiet with { Breakouts = 2 });
        var rooms = lesson.Named("participant_joined_breakout_room");
        Assert.Equal(24, rooms.Count);
        Assert.Equal(24, lesson.Named("participant_left_breakout_room").Count);
        Assert.All(rooms, told =>
        {
            var parent = told.Participant().Text("parent_user_id");
            Assert.StartsWith($"{parent}2026-11-22 08:", told.Participant().Text("user_id"), StringComparison.Ordinal);
            Assert.NotEmpty(told.Meeting().Text("breakout_room_uuid"));
        });
    }

    [Fact]
    public void Most_moves_are_worded_like_leaves_but_not_all()
    {
        var lesson = Lesson.Of(Plans.Quiet with { Breakouts = 3 });
        var moves = lesson.Named("participant_left").Where(told => told.At < lesson.Runs[0].End).ToList();
        var reasons = moves.Select(told => told.Participant().Text("leave_reason"));
        var plain = reasons.Count(reason => reason == "left the meeting. Reason : left the meeting");
        Assert.InRange(plain, moves.Count / 2, moves.Count - 1);
    }

    [Fact]
    public void A_restart_is_a_second_run_to_which_everybody_comes_back()
    {
        var lesson = Lesson.Of(Plans.Quiet with { Restarts = true });
        Assert.Equal(2, lesson.Runs.Select(run => run.Uuid).Distinct().Count());
        Assert.True(lesson.Runs[0].End < lesson.Runs[1].Start);
        Assert.All(lesson.People, person => Assert.Equal(
            lesson.Runs.Select(run => run.Uuid), person.Stays.Select(stay => stay.Run)));
        Assert.Equal(2, lesson.Named("started").Count);
        Assert.Equal(2, lesson.Named("ended").Count);
    }

    [Fact]
    public void The_leave_of_the_host_may_be_missing()
    {
        var told = Lesson.Of(Plans.Quiet with { HostLeftMissing = true }).Named("participant_left");
        Assert.Equal(12, told.Count);
        Assert.DoesNotContain(told, left => left.Person!.Role == Role.Host);
    }

    [Fact]
    public void Of_guests_only_the_name_is_told()
    {
        var known = new Person("Mina Okafor") { Email = "mina@example.edu", ZoomUserId = "m", Role = Role.Guest };
        var lesson = Lesson.Of(Plans.Quiet with { People = [known], Guests = 9 });
        var guests = lesson.Named("participant_joined").Where(told => told.Person!.Role == Role.Guest).ToList();
        Assert.Equal(10, guests.Count);
        Assert.All(guests, told => Assert.All(
            ["id", "participant_user_id", "email", "registrant_id"],
            key => Assert.True(told.Participant()[key] is null || told.Participant().Text(key).Length == 0)));
        Assert.Equal(10, guests.Select(told => told.Participant().Text("user_name")).Distinct().Count());
    }

    [Fact]
    public void Invented_students_have_names_and_addresses_of_their_own()
    {
        var students = InventedPeople.Students(3000);
        Assert.Equal(3000, students.Select(student => student.Name).Distinct().Count());
        Assert.Equal(3000, students.Select(student => student.Email).Distinct().Count());
        Assert.All(students, student => Assert.Matches("^[a-z]+[.][a-z0-9]+@example[.]edu$", student.Email));
    }
}
