using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// A class with a lesson that was held and one that lasts, both hosted by a teacher who does not teach the class; and
/// people who have nothing to do with it. Whatever must not be shown to everybody goes by a name of its own.
/// </summary>
sealed class World
{
    public const string Password = "password-of-the-meeting";

    /// <summary>In each registrant's link, before their id.</summary>
    public const string OwnLink = "https://zoom.example/w/";

    static readonly DateTimeOffset LongAgo = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    public required AppProcess App { get; init; }

    public required School School { get; init; }

    public required IReadOnlyDictionary<Person, Guid> People { get; init; }

    /// <summary>For the class, with registration, without a schedule; it was held, with two guests.</summary>
    public required Meeting Held { get; init; }

    /// <summary>For everybody in the school, without registration, and going on.</summary>
    public required Meeting Live { get; init; }

    /// <summary>Enrolled nowhere.</summary>
    public required Guid SpareStudent { get; init; }

    /// <summary>The lesson that was held.</summary>
    public string Occurrence { get; private set; } = "";

    /// <summary>A guest of the lesson that was held, whom nobody knows.</summary>
    public string Guest { get; private set; } = "";

    /// <summary>Of the other guest.</summary>
    public Guid Match { get; private set; }

    /// <summary>Of the class, and open.</summary>
    public Guid CheckIn { get; private set; }

    /// <summary>Who is enrolled, the student first.</summary>
    public IReadOnlyList<Guid> Students => School.Students;

    public HttpClient As(Person person) => App.As(People[person]);

    public static async Task<World> Make(AppProcess app)
    {
        var school = await School.Make(app);
        var host = await School.AddUser(app, "teacher", "Hanna Host");
        var otherParent = await School.AddUser(app, "parent", "Petra Otherparent");
        var other = await app.Admin.Post("/api/classes", new { name = "8 Mabini", teacherId = school.OtherTeacher });
        (await app.Admin.Put($"/api/classes/{other.Id}/students/{school.Stranger}", new { from = "2020-06-01" }))
            .Is(HttpStatusCode.OK);
        (await app.Admin.Put($"/api/users/{otherParent}/children/{school.Stranger}")).Is(HttpStatusCode.NoContent);
        await Name(app, school.Students[0], "ownstudent");
        await Name(app, school.Students[1], "classmate1");
        await Name(app, school.Students[2], "classmate2");
        await Name(app, school.Stranger, "stranger");
        var world = new World
        {
            App = app,
            School = school,
            People = new Dictionary<Person, Guid>
            {
                [Person.Admin] = AppProcess.AdminId,
                [Person.Host] = host,
                [Person.ClassTeacher] = school.Teacher,
                [Person.OtherTeacher] = school.OtherTeacher,
                [Person.Student] = school.Students[0],
                [Person.Stranger] = school.Stranger,
                [Person.Parent] = school.Parent,
                [Person.OtherParent] = otherParent,
            },
            SpareStudent = await School.AddUser(app, "student", "Sam Spare"),
            Held = await school.AddMeeting(("hostId", host), ("meetingType", "instant"), ("registrationEnabled", true)),
            Live = await school.AddMeeting(
                ("hostId", host), ("targetAudience", "all"), ("startTime", Written(TwentyMinutesAgo))),
        };
        (await app.Admin.Patch($"/api/users/{school.Students[0]}", new { sex = "female" })).Is(HttpStatusCode.OK);
        await world.Register();
        await world.Hold();
        await world.Begin();
        world.CheckIn = await world.SpareCheckIn();
        return world;
    }

    /// <summary>A meeting of the class that may be spoilt.</summary>
    public Task<Meeting> SpareMeeting() => School.AddMeeting(("hostId", People[Person.Host]));

    /// <summary>An open check-in that may be spoilt.</summary>
    public async Task<Guid> SpareCheckIn()
    {
        var id = Guid.NewGuid();
        await Execute($"INSERT INTO check_ins (id, class_id, closes_at) VALUES ('{id}', '{School.Class}', '2100-01-01')");
        return id;
    }

    /// <summary>What the open check-in shows at the moment.</summary>
    public async Task<string> Code() =>
        (await As(Person.ClassTeacher).Get($"/api/classes/{School.Class}/check-ins/{CheckIn}")).Text("code")!;

    /// <summary>As the superuser, past all policies.</summary>
    public Task Execute(string sql) => Statements.Run(App.Database.AdminConnectionString, sql);

    static DateTimeOffset TwentyMinutesAgo { get; } =
        DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddMinutes(-20);

    static string Written(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    static async Task Name(AppProcess app, Guid user, string word) =>
        (await app.Admin.Patch($"/api/users/{user}", new { name = $"Name of {word}", email = Email(word) })).Is(HttpStatusCode.OK);

    static string Email(string word) => $"{word}@school.example";

    async Task Register()
    {
        await Execute($"UPDATE zoom_meetings SET password = '{Password}'");
        await Execute($"""
            INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, join_url, status)
            SELECT '{Held.Id}', student_id, student_id, '{OwnLink}' || student_id, 'approved'
            FROM class_enrollments WHERE class_id = '{School.Class}'
            """);
    }

    /// <summary>The second classmate is away; or is the second guest, as the teacher says.</summary>
    async Task Hold()
    {
        var run = new ZoomRun(App, Held, LongAgo);
        await run.Started();
        await run.Attended(Email("ownstudent"), 0, 2000);
        await run.Attended(Email("classmate1"), 0, 2000);
        await run.Left(await run.Joined(10, "guest1@elsewhere.example", "Name of guest1"), 1000);
        await run.Left(await run.Joined(10, "guest2@elsewhere.example", "Name of guest2"), 1000);
        await run.Ended(3600);
        var records = await Eventually.Get(App.Admin, $"{Held.Path}/attendance", answer => answer.Text("state") == "provisional");
        Occurrence = records.Text("occurrenceId")!;
        var guests = (await App.Admin.Get($"{Held.Path}/participants"))["guests"].EnumerateArray()
            .ToDictionary(guest => guest.GetProperty("name").GetString()!, guest => guest.GetProperty("guestId").GetString()!);
        Guest = guests["Name of guest1"];
        Match = (await As(Person.ClassTeacher).Put(
            $"{Held.Path}/guests/{guests["Name of guest2"]}/match", new { occurrenceId = Occurrence, studentId = Students[2] }))
            ["matchId"].GetGuid();
    }

    async Task Begin()
    {
        var run = new ZoomRun(App, Live, TwentyMinutesAgo);
        await run.Started();
        await run.Joined(0, Email("ownstudent"));
        await run.Joined(0, Email("classmate1"));
        await run.Joined(0, "guest1@elsewhere.example", "Name of guest1");
    }
}
