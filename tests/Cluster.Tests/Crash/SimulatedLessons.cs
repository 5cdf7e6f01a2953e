using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator;
using SimulatedLesson = ZoomOrleans.ZoomSimulator.Lesson;

namespace ZoomOrleans.Cluster.Tests.Crash;

/// <summary>Lessons of one class, all at once, as the simulator plays them, and what is true of them.</summary>
sealed class SimulatedLessons
{
    static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    /// <summary>What a program had taken that was killed is due again after a minute.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    // A call is nobody's that Zoom could name: what it adds cannot be known.
    static readonly Behaviour Behaviour = Behaviour.Lively with { PhonesIn = 0 };

    readonly List<(Meeting Meeting, SimulatedLesson Lesson)> _lessons = [];

    public required School School { get; init; }

    public IEnumerable<SimulatedLesson> Lessons => _lessons.Select(one => one.Lesson);

    public IEnumerable<Meeting> Meetings => _lessons.Select(one => one.Meeting);

    public static async Task<SimulatedLessons> Make(AppProcess app, int lessons, int students)
    {
        var school = await School.Make(app, students);
        var people = new List<Person>();
        foreach (var student in school.Students)
        {
            var user = await app.Admin.Get($"/api/users/{student}");
            people.Add(new Person(student.ToString()) { Email = user.Text("email") });
        }
        var made = new SimulatedLessons { School = school };
        for (var seed = 1; seed <= lessons; seed++)
            made._lessons.Add(await Plan(school, people, seed));
        return made;
    }

    /// <summary>All that Zoom sends, in the order of sending.</summary>
    public IReadOnlyList<Delivery> Deliveries(Faults faults) =>
    [
        .. _lessons.SelectMany(one => ZoomSimulator.Deliveries.Of(one.Lesson, faults))
            .OrderBy(delivery => delivery.Offset),
    ];

    /// <summary>Waits until the attendance of every lesson is what truly happened.</summary>
    public async Task AreRecorded(AppProcess app)
    {
        foreach (var (meeting, lesson) in _lessons)
        {
            var recorded = "";
            var truth = Truth(lesson);
            await Wait.Until(
                async () => (recorded = await Recorded(app, meeting)) == truth,
                () => $"the records of meeting {meeting.Number} are\n{truth}\nand not\n{recorded}", Patience);
        }
    }

    static async Task<(Meeting, SimulatedLesson)> Plan(School school, List<Person> people, int seed)
    {
        var meeting = await school.AddMeeting(("startTime", Start.ToString("O", CultureInfo.InvariantCulture)));
        return (meeting, SimulatedLesson.Of(new LessonPlan
        {
            Seed = seed,
            MeetingId = meeting.Number,
            Start = Start,
            Length = TimeSpan.FromMinutes(45),
            People = people,
            Behaviour = Behaviour,
            Restarts = seed % 3 == 0,
        }));
    }

    static string Truth(SimulatedLesson lesson) => string.Join('\n',
        from one in lesson.People
        where one.Person.Role == ZoomSimulator.Role.Student
        orderby one.Person.Name
        let status = one.Seconds >= 900 ? "present" : one.Stays.Count > 0 ? "partial" : "absent"
        select $"{one.Person.Name} {status} {one.Seconds}");

    static async Task<string> Recorded(AppProcess app, Meeting meeting)
    {
        var answer = await app.Admin.Get($"{meeting.Path}/attendance");
        // After an outage a connection of old may cost one request.
        if (answer.Status == HttpStatusCode.ServiceUnavailable)
            return "unavailable";
        return string.Join('\n',
            from record in answer.Is(HttpStatusCode.OK)["records"].EnumerateArray()
            orderby record.GetProperty("studentId").GetString()
            select $"{record.GetProperty("studentId")} {record.GetProperty("status")} {record.GetProperty("seconds")}");
    }
}
