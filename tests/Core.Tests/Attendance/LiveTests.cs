using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 9: the same function, asked while the lesson lasts.</summary>
public sealed class LiveTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana", "Ben", "Cho");

    [Fact]
    public void Present_partial_and_not_joined()
    {
        var live = Lesson.Joined("Ana", "08:00").Stayed("Ben", "08:00", "08:10").Lesson("08:20");
        Assert.Equal(AttendanceState.Live, live.State);
        Assert.Equal([Present, Partial, Absent], live.Students.Select(student => student.ComputedStatus));
    }

    [Fact]
    public void A_student_becomes_present_by_staying()
    {
        var lesson = Lesson.Joined("Ana", "08:00:00");
        Assert.Equal(Partial, lesson.Of("Ana", "08:14:59").Status);
        Assert.Equal(Present, lesson.Of("Ana", "08:15:00").Status);
    }

    [Fact]
    public void In_now_first_join_last_leave_stays_and_connections()
    {
        var ana = Lesson.Stayed("Ana", "08:00", "08:05").Joined("Ana", "08:10", "laptop again")
            .Joined("Ana", "08:12", "phone").Of("Ana", "08:20");
        Assert.Equal((true, 3, 2, 900), (ana.InNow, ana.Stays, ana.OpenConnections, ana.Seconds));
        Assert.Equal(Lesson.Time("08:00"), ana.Presence.FirstJoin);
    }

    [Fact]
    public void A_move_to_another_room_is_one_connection_in_now()
    {
        var ana = Lesson.Joined("Ana", "08:00").Joined("Ana", "08:10", room: 2).Of("Ana", "08:20");
        Assert.Equal((1, AttendanceFlags.Open), (ana.OpenConnections, ana.Flags));
    }

    [Fact]
    public void Whoever_left_is_not_in_now()
    {
        var ben = Lesson.Started("08:00").Stayed("Ben", "08:00", "08:10").Of("Ben", "08:20");
        Assert.Equal((false, Lesson.Time("08:10"), AttendanceFlags.None),
            (ben.InNow, ben.Presence.LastLeave, ben.Flags));
    }

    [Fact]
    public void Guests_are_shown_with_their_connections_in_now()
    {
        var guest = Assert.Single(Lesson.Joined("Gus", "08:00").Joined("Gus", "08:05", "phone").Lesson("08:20").Guests);
        Assert.Equal(("Gus", 2, 1200), (guest.Name, guest.OpenConnections, guest.Seconds));
    }

    [Fact]
    public void Nobody_is_held_while_the_lesson_lasts()
    {
        var lesson = Lesson.Started("08:00").Left("Ana", "08:10").Lesson("08:20");
        Assert.Equal(Partial, lesson.Of("Ana").Status);
    }

    [Fact]
    public void In_the_next_lesson_whoever_stayed_is_in_now_and_in_the_last_one_not()
    {
        var lessons = Lesson.AndAt("09:00").Joined("Ana", "08:30").Lessons("09:20");
        Assert.Equal([false, true], lessons.Select(lesson => lesson.Of("Ana").InNow));
        Assert.Equal([1800, 1200], lessons.Select(lesson => lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void What_was_decided_by_hand_stands_beside_what_is_computed_with_its_reason()
    {
        var decided = new Overridden
        {
            Id = Guid.NewGuid(), OccurrenceId = "", StudentId = Meeting.User("Ben"), Status = Excused, Reason = "At the dentist",
        };
        var lesson = Lesson.Joined("Ana", "08:00");
        lesson = lesson.Decided(decided with { OccurrenceId = lesson.Lesson("08:20").Occurrence.Id });

        var students = LiveViews.Of(lesson.Lesson("08:20"), MeetingContext.Unknown, 1, default).Students
            .ToDictionary(student => student.StudentId);

        var (ana, ben) = (students[Meeting.User("Ana")], students[Meeting.User("Ben")]);
        Assert.Equal((LiveStatus.Present, (AttendanceStatus?)Present, false, null), (ana.Status, ana.Mark, ana.Overridden, ana.Reason));
        Assert.Equal(
            (LiveStatus.NotJoined, (AttendanceStatus?)Excused, true, "At the dentist"),
            (ben.Status, ben.Mark, ben.Overridden, ben.Reason));
    }

    [Theory]
    [InlineData(PolicyWindow.Meeting, null, null)]
    [InlineData(PolicyWindow.Scheduled, "08:00", "09:00")]
    public void In_which_time_seconds_grow_the_policys_window_says(PolicyWindow window, string? from, string? until)
    {
        var lesson = Lesson.Policy(new Policy { Window = window }).Joined("Ana", "07:50").Lesson("08:20");

        var view = LiveViews.Of(lesson, MeetingContext.Unknown, 1, default);

        Assert.Equal((Time(from), Time(until)), (view.CountsFrom, view.CountsUntil));

        static DateTimeOffset? Time(string? text) => text is null ? null : Lesson.Time(text);
    }

    [Fact]
    public void Counts_are_of_students_and_those_in_now_are_neither_guests_nor_staff()
    {
        var lesson = Lesson.Staff("Teacher").Joined("Teacher", "08:00").Joined("Gus", "08:00").Joined("Ana", "08:00")
            .Joined("Ana", "08:01", "phone").Stayed("Ben", "08:00", "08:05").Lesson("08:20");
        var everybody = new Scope(true, []);
        var counts = LiveViews.Of(lesson, MeetingContext.Unknown, 1, default).Counts!;
        Assert.Equal((3, 1, 1, 1, 1, 1),
            (counts.Enrolled, counts.InNow, counts.Present, counts.Partial, counts.NotJoined, counts.Guests));
    }
}
