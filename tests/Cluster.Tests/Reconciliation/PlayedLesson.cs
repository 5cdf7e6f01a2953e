using System.Globalization;
using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator;
using ZoomOrleans.ZoomSimulator.Api;
using Answer = ZoomOrleans.Cluster.Tests.App.Answer;
using SimulatedLesson = ZoomOrleans.ZoomSimulator.Lesson;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>
/// A lesson of a school's class as Zoom has it. What the program hears of it is the test's to say; entered after that, its
/// meeting is one that the log knows already.
/// </summary>
sealed class PlayedLesson(ZoomApp zoom, School school, SimulatedLesson lesson)
{
    public static readonly DateTimeOffset LongAgo = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    Meeting? _meeting;

    public SimulatedLesson Lesson => lesson;

    public School School => school;

    public long Number => lesson.Plan.MeetingId;

    public Meeting Meeting => _meeting ?? throw new InvalidOperationException("The meeting is not entered yet.");

    /// <summary>Of 45 minutes and two students, unless it is changed; over, and in Zoom's reports.</summary>
    public static async Task<PlayedLesson> Play(
        ZoomApp zoom, Func<LessonPlan, LessonPlan>? change = null, DateTimeOffset? start = null, int students = 2)
    {
        var school = await School.Make(zoom.App, students);
        var plan = new LessonPlan
        {
            MeetingId = School.NewNumber(),
            Start = start ?? LongAgo,
            Length = TimeSpan.FromMinutes(45),
            People = await Task.WhenAll(school.Students.Select(student => PersonOf(zoom.App, student))),
        };
        var played = new PlayedLesson(zoom, school, SimulatedLesson.Of(change is null ? plan : change(plan)));
        zoom.Zoom.Runs.Add(played.Lesson);
        return played;
    }

    /// <summary>So long ago, in whole seconds as Zoom's times are.</summary>
    public static DateTimeOffset Ago(int minutes) =>
        DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-minutes).ToUnixTimeSeconds());

    /// <summary>Webhooks of the lesson come.</summary>
    public async Task Tell(Func<ZoomEvent, bool> which)
    {
        foreach (var happened in lesson.Events.Where(which))
        {
            using var answer = await zoom.App.Zoom.Post(happened.Body(happened.At));
            answer.EnsureSuccessStatusCode();
        }
    }

    public Task TellAll() => Tell(_ => true);

    /// <summary>The admin enters the meeting that Zoom has.</summary>
    /// <param name="minutes">Its planned length, where it is not the real one.</param>
    /// <param name="start">Its planned start, where it is not the real one.</param>
    public async Task Enter(int? minutes = null, DateTimeOffset? start = null) => _meeting = await school.AddMeeting(
        ("startTime", (start ?? lesson.Plan.Start).ToString("O", CultureInfo.InvariantCulture)),
        ("duration", minutes ?? (int)lesson.Plan.Length.TotalMinutes),
        ("zoomMeetingId", Number.ToString(CultureInfo.InvariantCulture)),
        ("joinUrl", $"https://zoom.example/j/{Number}"));

    /// <summary>Waits until the attendance is in this state.</summary>
    public Task<Answer> Is(string state) => Eventually.Get(
        zoom.App.Admin, $"{Meeting.Path}/attendance", answer => answer.Text("state") == state, TimeSpan.FromSeconds(40));

    public Task<Answer> Reconcile() => zoom.App.Admin.Post($"{Meeting.Path}/reconcile", new { });

    /// <summary>How it stands with Zoom, once it is said there why a comparison waits.</summary>
    public static Task<Answer> SeenByAdmins(ZoomApp zoom) => Eventually.Get(
        zoom.App.Admin, "/api/admin/zoom", answer => answer["waiting"].EnumerateArray().Any(one =>
            one.GetProperty("kind").GetString() == "reconciliation" && one.GetProperty("lastError").GetString() is not null),
        TimeSpan.FromSeconds(40));

    public async Task<JsonElement> Occurrence() =>
        Assert.Single((await zoom.App.Admin.Get($"{Meeting.Path}/occurrences")).Items);

    /// <summary>Waits until Zoom was asked by itself, and there is nothing to ask now.</summary>
    public async Task IsAsked()
    {
        var due = "";
        await Wait.Until(
            async () => (due = await Due()) is "" or "later" && (await AskedAt()).Count == 1,
            () => $"Zoom was asked about meeting {Number}; its due row is {due}", TimeSpan.FromSeconds(40));
    }

    /// <summary>Waits until Zoom was asked by itself, be it that there is more to ask soon.</summary>
    public Task WasAsked() => Wait.Until(
        async () => (await AskedAt()).Count == 1, () => $"Zoom was asked about meeting {Number}", TimeSpan.FromSeconds(40));

    /// <summary>Waits until it is planned when Zoom is to be asked.</summary>
    public Task IsDue() => Wait.Until(async () => await Due() == "later", () => $"Zoom is to be asked about meeting {Number} later");

    /// <summary>How many entries its log has that fulfil the condition.</summary>
    public async Task<int> Logged(string condition = "true") => (await zoom.Query(
        $"SELECT count(*)::integer FROM meeting_log WHERE meeting = {Number} AND {condition}", row => row.GetInt32(0))).Single();

    /// <summary>What is true of the students, by their names here, which are their ids.</summary>
    public Dictionary<Guid, int> TrueSeconds => lesson.People.Where(one => one.Person.Role == ZoomSimulator.Role.Student)
        .ToDictionary(one => Guid.Parse(one.Person.Name), one => one.Seconds);

    public static Dictionary<Guid, int> Seconds(Answer attendance) => attendance["records"].EnumerateArray()
        .ToDictionary(one => one.GetProperty("studentId").GetGuid(), one => one.GetProperty("seconds").GetInt32());

    public static IEnumerable<string?> Statuses(Answer attendance) =>
        attendance["records"].EnumerateArray().Select(record => record.GetProperty("status").GetString());

    /// <summary>What the logs alone say of the day is what the rows say.</summary>
    public async Task IsVerified()
    {
        var day = lesson.Plan.Start.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answer = (await zoom.App.Admin.Post("/api/admin/verify", new { from = day, to = day })).Is(HttpStatusCode.OK);
        Assert.DoesNotContain(answer["differences"].EnumerateArray(),
            one => one.GetProperty("meetingId").GetGuid() == Meeting.Id);
    }

    static async Task<Person> PersonOf(AppProcess app, Guid student) =>
        new(student.ToString()) { Email = (await app.Admin.Get($"/api/users/{student}")).Text("email") };

    async Task<string> Due() => string.Join(' ', await zoom.Query(
        "SELECT CASE WHEN due_at > now() + interval '11 minutes' AND attempts = 0 THEN 'later' "
        + "ELSE concat_ws(' ', due_at, attempts, last_error) END "
        + $"FROM due_work WHERE kind = 'reconciliation' AND key = '{Number}'", row => row.GetString(0)));

    Task<List<bool>> AskedAt() => zoom.Query(
        $"SELECT true FROM meeting_heads WHERE meeting = {Number} AND zoom_asked_at IS NOT NULL", row => row.GetBoolean(0));
}
