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
        await Done(app.Admin.Put($"/api/users/{school.Parent}/children/{school.Students[0]}"));
        return school;

        static async Task<IReadOnlyList<Guid>> Students(AppProcess app, int count) =>
            await Task.WhenAll(Enumerable.Range(0, count).Select(i => AddUser(app, "student", $"Student {i:00}")));
    }

    public static async Task<Guid> AddUser(AppProcess app, string role, string name) =>
        (await app.Admin.Post("/api/users", new { name, role, email = NewEmail() })).Id;

    public static string NewEmail() => $"{Guid.NewGuid():N}@school.example";

    /// <summary>Zoom's number of a meeting that no other test has.</summary>
    public static long NewNumber() => 81_000_000_000 + Interlocked.Increment(ref _meetings);

    /// <summary>A class meeting of the teacher's; <paramref name="start"/> is a time in RFC 3339.</summary>
    public async Task<Meeting> AddMeeting(string start, int minutes = 60, string timezone = "Asia/Manila")
    {
        var number = NewNumber();
        var answer = await app.Admin.Post("/api/zoom/meetings", new
        {
            title = "Mathematics",
            meetingType = "scheduled",
            startTime = start,
            duration = minutes,
            timezone,
            targetAudience = "class",
            classId = Class,
            hostId = Teacher,
            registrationEnabled = false,
            zoomMeetingId = $"{number}",
            joinUrl = $"https://zoom.example/j/{number}",
        });
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return new Meeting(answer.Id, number);
    }

    static async Task Done(Task<Answer> request)
    {
        var answer = await request;
        Assert.True((int)answer.Status < 300, $"{answer.Status}: {answer.Json}");
    }
}

/// <summary>A meeting by our id and by Zoom's number.</summary>
sealed record Meeting(Guid Id, long Number);
