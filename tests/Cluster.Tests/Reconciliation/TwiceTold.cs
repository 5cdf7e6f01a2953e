using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator;
using Answer = ZoomOrleans.Cluster.Tests.App.Answer;
using SimulatedLesson = ZoomOrleans.ZoomSimulator.Lesson;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>
/// Random lessons of one class, each held in two meetings: of the one all webhooks come, of the other a fifth never does,
/// and Zoom has its report.
/// </summary>
sealed class TwiceTold(Meetings.ZoomApp zoom, School school, IReadOnlyList<Person> people)
{
    const double Share = 0.2;
    const int Students = 6;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A little of everything, and often.</summary>
    static readonly Behaviour Restless = new()
    {
        Absent = 0.1, Late = 0.3, LeavesEarly = 0.3, Rejoins = 0.4, Drops = 0.4, TwoDevices = 0.4, PhonesIn = 0.2,
        WaitsForHost = 0.4, WaitingRoom = 0.4, LeavesAfterEnd = 0.4,
    };

    /// <summary>A class whose policy asks for all that records can say. Students are known by one of three things.</summary>
    public static async Task<TwiceTold> Make(Meetings.ZoomApp zoom)
    {
        var school = await School.Make(zoom.App, Students);
        var people = new List<Person>();
        foreach (var (number, student) in school.Students.Index())
        {
            var (account, name) = ($"account-{student:N}", student.ToString());
            if (number % 3 == 2)
                (await zoom.App.Admin.Patch($"/api/users/{student}", new { zoomUserId = account })).Is(HttpStatusCode.OK);
            people.Add((number % 3) switch
            {
                0 => new(name) { RegistrantId = Registrant(student), Email = $"{student:N}@private.example" },
                1 => new(name) { Email = (await zoom.App.Admin.Get($"/api/users/{student}")).Text("email") },
                _ => new(name) { ZoomUserId = account },
            });
        }
        await zoom.App.Admin.Put($"/api/classes/{school.Class}/attendance-policy",
            new { effectiveFrom = "2020-01-01", lateAfterMinutes = 5, leftEarlyMinutes = 5 });
        return new TwiceTold(zoom, school, people);
    }

    public async Task IsTheSame(int seed)
    {
        var lesson = Lesson(seed);
        var (whole, part) = (await Enter(lesson, lesson.Plan.MeetingId), await Enter(lesson, School.NewNumber()));
        // The report may be there before the webhooks are.
        var isEarly = seed % 3 == 0;
        if (isEarly)
            await Reconcile(lesson, part);
        await Task.WhenAll(Tell(Of(lesson), lesson, whole), Tell(Kept(lesson, late: false), lesson, part));
        if (!isEarly)
            await Reconcile(lesson, part);
        await Tell(Kept(lesson, late: true), lesson, part);

        var (expected, found) = ("", "");
        await Wait.Until(
            async () => (expected = await InWords(whole)) == (found = await InWords(part))
                && (await zoom.App.Admin.Get($"{part.Path}/attendance")).Text("state") == "reconciled"
                && IsTrue(await zoom.App.Admin.Get($"{part.Path}/attendance"), lesson),
            () => $"lesson {seed} is the same with all webhooks:\n{expected}\nand with the report:\n{found}", Patience);
    }

    SimulatedLesson Lesson(int seed) => Enumerable.Range(0, 50)
        .Select(other => SimulatedLesson.Of(new LessonPlan
        {
            Seed = seed + (other * 1_000_000),
            MeetingId = School.NewNumber(),
            Start = PlayedLesson.LongAgo,
            Length = TimeSpan.FromMinutes(20 + (seed % 5 * 10)),
            People = people,
            Behaviour = seed % 2 == 0 ? Behaviour.Lively : Restless,
            Guests = seed % 3,
            Breakouts = seed % 4,
            Restarts = seed % 3 == 1,
            HostLeftMissing = seed % 5 == 0,
        }))
        .First(lesson => lesson.Runs.All(run => lesson.People.Count(one => one.Stays.Any(stay => stay.Run == run.Uuid)) > 1));

    async Task<Meeting> Enter(SimulatedLesson lesson, long number)
    {
        var meeting = await school.AddMeeting(
            ("startTime", lesson.Plan.Start.ToString("O", CultureInfo.InvariantCulture)),
            ("duration", (int)lesson.Plan.Length.TotalMinutes),
            ("zoomMeetingId", number.ToString(CultureInfo.InvariantCulture)),
            ("joinUrl", $"https://zoom.example/j/{number}"));
        foreach (var student in school.Students.Where((_, at) => at % 3 == 0))
            await zoom.Execute($"""
                INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, status)
                VALUES ('{meeting.Id}', '{student}', '{Registrant(student)}', 'approved')
                """);
        if (lesson.Plan.Seed % 4 == 0)
        {
            var made = await Eventually.Get(zoom.App.Admin, $"{meeting.Path}/occurrences", one => one.Items.Count > 0);
            var occurrence = made.Items[0].GetProperty("id").GetString();
            (await zoom.App.Admin.Put($"{meeting.Path}/attendance/{school.Students[1]}/override",
                new { occurrenceId = occurrence, status = "excused", reason = "Ill" })).Is(HttpStatusCode.NoContent);
        }
        return meeting;
    }

    /// <summary>Only now has Zoom the lesson: before, whoever asked by itself has found nothing.</summary>
    async Task Reconcile(SimulatedLesson lesson, Meeting part)
    {
        zoom.Zoom.Runs.Add(lesson with { Plan = lesson.Plan with { MeetingId = part.Number } });
        (await zoom.App.Admin.Post($"{part.Path}/reconcile", new { })).Is(HttpStatusCode.OK);
    }

    static IReadOnlyList<Delivery> Of(SimulatedLesson lesson) => Deliveries.Of(lesson, Faults.None);

    /// <summary>Disordered, some of them twice; of each event all deliveries are lost or none is.</summary>
    static IEnumerable<Delivery> Kept(SimulatedLesson lesson, bool late)
    {
        var random = new Random((int)(lesson.Plan.Seed % int.MaxValue));
        var fate = lesson.Events.ToDictionary<ZoomEvent, ZoomEvent, double>(
            one => one, _ => random.NextDouble(), ReferenceEqualityComparer.Instance);
        var faults = Faults.Usual with
        {
            Reordered = 0.2,
            Repeated = 0.2,
            JoinedBeforeStarted = lesson.Plan.Seed % 2 == 0,
            EndedBeforeLeft = lesson.Plan.Seed % 4 < 2,
        };
        return Deliveries.Of(lesson, faults).Where(one => fate[one.Event] >= Share && fate[one.Event] > 0.9 == late);
    }

    async Task Tell(IEnumerable<Delivery> deliveries, SimulatedLesson lesson, Meeting meeting)
    {
        var isOriginal = meeting.Number == lesson.Plan.MeetingId;
        foreach (var delivery in deliveries)
        {
            var body = Encoding.UTF8.GetString(delivery.Body.Span);
            // The runs of the one are not the other's, and Zoom knows them not.
            if (isOriginal)
                body = lesson.Runs.Aggregate(body, (text, run) =>
                    text.Replace($"\"{run.Uuid}\"", $"\"own {run.Uuid}\"", StringComparison.Ordinal));
            else
                body = body.Replace($"{lesson.Plan.MeetingId}", $"{meeting.Number}", StringComparison.Ordinal);
            using var answer = await zoom.App.Zoom.Post(body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>All that records and guests say, but who told it.</summary>
    async Task<string> InWords(Meeting meeting)
    {
        var attendance = (await zoom.App.Admin.Get($"{meeting.Path}/attendance")).Is(HttpStatusCode.OK);
        var view = (await zoom.App.Admin.Get($"{meeting.Path}/participants")).Is(HttpStatusCode.OK);
        return string.Join('\n',
        [
            .. attendance["records"].EnumerateArray().Select(record => Fields(
                record, "studentId", "status", "computedStatus", "seconds", "late", "leftEarly", "flags", "matchedBy")
                + Overridden(record) + string.Join(',', record.GetProperty("intervals").EnumerateArray()
                    .Select(one => Fields(one, "join", "leave")))),
            .. view["guests"].EnumerateArray()
                .Select(guest => Fields(guest, "name", "firstJoin", "lastLeave", "seconds")).Order(),
        ]);

        static string Overridden(JsonElement record) =>
            record.TryGetProperty("override", out var set) && set.ValueKind == JsonValueKind.Object
                ? Fields(set, "status", "reason") : "";
        static string Fields(JsonElement json, params string[] names) =>
            string.Concat(names.Select(name => json.TryGetProperty(name, out var value) ? value.ToString() + ' ' : "- "));
    }

    /// <summary>A call by telephone is nobody's that Zoom could name.</summary>
    static bool IsTrue(Answer attendance, SimulatedLesson lesson)
    {
        var seconds = PlayedLesson.Seconds(attendance);
        return lesson.People.Where(one => one.Person.Role == ZoomSimulator.Role.Student).All(one =>
            seconds[Guid.Parse(one.Person.Name)]
                == (one with { Stays = [.. one.Stays.Where(stay => stay.Device != Device.Telephone)] }).Seconds);
    }

    static string Registrant(Guid student) => $"registrant-{student:N}";
}
