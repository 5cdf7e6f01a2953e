using System.Globalization;
using System.Net;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>
/// A class with its teacher and people around it, made through the API by the admin. The students' ids are in the order
/// of their names.
/// </summary>
sealed class School(AppProcess app)
{
    static int _meetings;

    public required Guid Teacher { get; init; }

    public required Guid OtherTeacher { get; init; }

    public required Guid Parent { get; init; }

    public required Guid Stranger { get; init; }

    public required IReadOnlyList<Guid> Students { get; init; }

    public required Guid Class { get; init; }

    /// <summary>Everybody is enrolled since long ago; the parent's child is the first student.</summary>
    public static async Task<School> Make(AppProcess app, int students = 3)
    {
        var teacher = await AddUser(app, "teacher", "Tess Teacher");
        var school = new School(app)
        {
            Teacher = teacher,
            OtherTeacher = await AddUser(app, "teacher", "Otto Other"),
            Parent = await AddUser(app, "parent", "Pia Parent"),
            Stranger = await AddUser(app, "student", "Stan Stranger"),
            Students = await Students(app, students),
            Class = (await app.Admin.Post("/api/classes", new { name = "7 Rizal", teacherId = teacher })).Id,
        };
        foreach (var student in school.Students)
            await Done(app.Admin.Put($"/api/classes/{school.Class}/students/{student}", new { from = "2020-06-01" }));
        foreach (var child in school.Students.Take(1))
            await Done(app.Admin.Put($"/api/users/{school.Parent}/children/{child}"));
        return school;

        static async Task<IReadOnlyList<Guid>> Students(AppProcess app, int count) =>
            await Task.WhenAll(Enumerable.Range(0, count).Select(i => AddUser(app, "student", $"Student {i:00}")));
    }

    public static async Task<Guid> AddUser(AppProcess app, string role, string name) =>
        (await app.Admin.Post("/api/users", new { name, role, email = NewEmail() })).Is(HttpStatusCode.Created).Id;

    public static string NewEmail() => $"{Guid.NewGuid():N}@school.example";

    /// <summary>Zoom's number of a meeting that no other test has.</summary>
    public static long NewNumber() => 81_000_000_000 + Interlocked.Increment(ref _meetings);

    /// <summary>The request for a class meeting of the teacher's, by which it exists in Zoom already.</summary>
    public Dictionary<string, object?> MeetingRequest(params (string Field, object? Value)[] others)
    {
        var number = NewNumber();
        var request = new Dictionary<string, object?>
        {
            ["title"] = "Mathematics",
            ["meetingType"] = "scheduled",
            ["startTime"] = "2026-03-02T00:30:00Z",
            ["duration"] = 60,
            ["timezone"] = "Asia/Manila",
            ["targetAudience"] = "class",
            ["classId"] = Class,
            ["hostId"] = Teacher,
            ["registrationEnabled"] = false,
            ["zoomMeetingId"] = $"{number}",
            ["joinUrl"] = $"https://zoom.example/j/{number}",
        };
        foreach (var (field, value) in others)
            request[field] = value;
        return request;
    }

    public async Task<Meeting> AddMeeting(params (string Field, object? Value)[] others)
    {
        var answer = (await app.Admin.Post("/api/zoom/meetings", MeetingRequest(others))).Is(HttpStatusCode.Created);
        return new Meeting(answer.Id, long.Parse(answer.Text("zoomMeetingId")!, CultureInfo.InvariantCulture));
    }

    static async Task Done(Task<Answer> request)
    {
        var answer = await request;
        Assert.True((int)answer.Status < 300, $"{answer.Status}: {answer.Json}");
    }
}

/// <summary>A meeting by our id and by Zoom's number.</summary>
sealed record Meeting(Guid Id, long Number)
{
    public string Path => $"/api/zoom/meetings/{Id}";
}
