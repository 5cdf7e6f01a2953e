using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

static class Plans
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static LessonPlan Quiet { get; } = new()
    {
        Seed = 7,
        MeetingId = 81234567890,
        Start = Start,
        Length = TimeSpan.FromMinutes(45),
        People = InventedPeople.Students(12),
    };

    /// <summary>Everything at once.</summary>
    public static LessonPlan Wild { get; } = Quiet with
    {
        Behaviour = new Behaviour
        {
            Absent = 0.1, Late = 0.3, LeavesEarly = 0.3, Rejoins = 0.4, Drops = 0.4, TwoDevices = 0.4,
            PhonesIn = 0.4, WaitsForHost = 0.4, WaitingRoom = 0.4, LeavesAfterEnd = 0.4,
        },
        Guests = 3,
        Breakouts = 2,
        Restarts = true,
    };

    public static Faults AllFaults { get; } = Faults.Usual with
    {
        Reordered = 0.2, Repeated = 0.2, Delayed = 0.1, Lost = 0.1,
        JoinedBeforeStarted = true, EndedBeforeLeft = true,
    };

    public static Lesson With(Behaviour behaviour) => Lesson.Of(Quiet with { Behaviour = behaviour });

    public static IEnumerable<Presence> Students(this Lesson lesson) =>
        lesson.People.Where(person => person.Person.Role == Role.Student);
}
