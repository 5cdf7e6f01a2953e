using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

public sealed class BehaviourTests
{
    static readonly Behaviour Quiet = Behaviour.Quiet;
    static readonly DateTimeOffset End = Plans.Start + Plans.Quiet.Length;

    [Fact]
    public void The_absent_have_no_stays_and_are_not_told_of()
    {
        var lesson = Plans.With(Quiet with { Absent = 1 });
        Assert.All(lesson.Students(), student => Assert.Empty(student.Stays));
        Assert.DoesNotContain(lesson.Events, told => told.Person?.Role == Role.Student);
    }

    [Fact]
    public void The_late_come_after_a_fifth_of_the_lesson() =>
        AllStudents(Quiet with { Late = 1 }, s => Assert.True(s.Stays[0].Join >= Plans.Start.AddMinutes(9)));

    [Fact]
    public void Who_leaves_early_is_gone_before_the_end() =>
        AllStudents(Quiet with { LeavesEarly = 1 }, s => Assert.True(s.Stays[^1].Leave <= End.AddMinutes(-4)));

    [Fact]
    public void Who_rejoins_comes_on_a_new_connection_after_a_gap() =>
        AllStudents(Quiet with { Rejoins = 1 }, student =>
        {
            var (before, after) = (student.Stays[0], student.Stays[1]);
            Assert.NotEqual(before.Connection, after.Connection);
            Assert.True(before.UserId < after.UserId);
            Assert.InRange((after.Join - before.Leave).TotalSeconds, 20, 180);
        });

    [Fact]
    public void Who_drops_is_back_before_Zoom_notices()
    {
        var lesson = Plans.With(Quiet with { Drops = 1 });
        Assert.All(lesson.Students(), student =>
        {
            var (lost, back) = (student.Stays[0], student.Stays[1]);
            Assert.NotEqual(lost.Connection, back.Connection);
            Assert.InRange((lost.Leave - back.Join).TotalSeconds, 15, 85);
        });
        var reasons = lesson.Named("participant_left").Select(told => told.Participant().Text("leave_reason"));
        Assert.Contains("got disconnected from the meeting. Reason : Client Close.", reasons);
    }

    [Fact]
    public void Two_devices_overlap_and_their_seconds_count_once() =>
        AllStudents(Quiet with { TwoDevices = 1 }, student =>
        {
            var (first, second) = (student.Stays[0], student.Stays[1]);
            Assert.Equal(Device.SecondDevice, second.Device);
            Assert.True(first.Join < second.Join && second.Leave < first.Leave);
            Assert.Equal((first.Leave - first.Join).TotalSeconds, student.Seconds);
        });

    [Fact]
    public void A_caller_has_no_identity_and_is_bound_to_a_client()
    {
        var lesson = Plans.With(Quiet with { PhonesIn = 1 });
        var bound = lesson.Named("participant_bind")[0].Participant();
        var caller = lesson.Named("participant_joined").Select(Told.Participant)
            .Single(joined => joined.Text("participant_uuid") == bound.Text("bind_participant_uuid"));
        Assert.StartsWith("Call-In User_", caller.Text("user_name"), StringComparison.Ordinal);
        Assert.Equal("", caller.Text("email"));
        Assert.NotEmpty(caller.Text("phone_number"));
        Assert.Equal(12, lesson.Named("participant_bind").Count);
    }

    [Fact]
    public void A_call_adds_no_time_to_that_of_its_caller() => Assert.All(
        Enumerable.Range(0, 5).SelectMany(seed => Lesson.Of(Plans.Wild with { Seed = seed }).People),
        person =>
        {
            var clients = person.Stays.Where(stay => stay.Device != Device.Telephone);
            Assert.Equal(person.Seconds, new Presence(person.Person, [.. clients]).Seconds);
        });

    [Fact]
    public void Who_waits_for_the_host_is_told_of_before_the_start()
    {
        var lesson = Plans.With(Quiet with { WaitsForHost = 1 });
        Assert.All(lesson.Named("participant_jbh_waiting"), told => Assert.True(told.At < Plans.Start));
        Assert.Equal(12, lesson.Named("participant_jbh_waiting_left").Count);
    }

    [Fact]
    public void The_waiting_room_comes_before_the_meeting_under_the_same_ids()
    {
        var lesson = Plans.With(Quiet with { WaitingRoom = 1 });
        var waiting = lesson.Named("participant_joined_waiting_room");
        Assert.Equal(12, waiting.Count);
        Assert.All(waiting, told => Assert.Contains(
            lesson.Named("participant_joined"),
            joined => (joined.Connection, joined.UserId) == (told.Connection, told.UserId) && joined.At >= told.At));
    }

    [Fact]
    public void Some_leave_after_the_end() =>
        AllStudents(
            Quiet with { LeavesAfterEnd = 1 },
            student => Assert.InRange((student.Stays[^1].Leave - End).TotalSeconds, 1, 3));

    [Fact]
    public void One_person_may_behave_unlike_the_others()
    {
        var absent = new Person("Amihan Reyes") { Behaviour = new Behaviour { Absent = 1 } };
        var lesson = Lesson.Of(Plans.Quiet with { People = [absent, .. Plans.Quiet.People] });
        Assert.Equal([absent], lesson.Students().Where(student => student.Stays.Count == 0).Select(s => s.Person));
    }

    static void AllStudents(Behaviour behaviour, Action<Presence> holds) =>
        Assert.All(Plans.With(behaviour).Students(), holds);
}
