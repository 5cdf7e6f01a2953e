using System.Globalization;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>A lesson of an hour, made through the API, with students whose addresses Zoom knows.</summary>
sealed class HeldLesson(AppProcess app, School school, Meeting meeting, DateTimeOffset start)
{
    public static readonly DateTimeOffset LongAgo = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    public ZoomRun Run { get; } = new(app, meeting, start);

    public School School => school;

    public Meeting Meeting => meeting;

    public required IReadOnlyList<string> Emails { get; init; }

    public static async Task<HeldLesson> Make(AppProcess app, DateTimeOffset? start = null, int students = 3) =>
        await Make(app, await School.Make(app, students), start ?? LongAgo);

    public static async Task<HeldLesson> Make(
        AppProcess app, School school, DateTimeOffset start, params (string Field, object? Value)[] meetingFields)
    {
        var meeting = await school.AddMeeting(
            [("startTime", start.ToString("O", CultureInfo.InvariantCulture)), .. meetingFields]);
        var emails = new List<string>();
        foreach (var student in school.Students)
            emails.Add((await app.Admin.Get($"/api/users/{student}")).Text("email")!);
        var lesson = new HeldLesson(app, school, meeting, start) { Emails = emails };
        await lesson.Run.Started();
        return lesson;
    }

    /// <summary>Waits until the students, in their order, are recorded so.</summary>
    public Task<Answer> Records(params (string? Status, long Seconds)[] expected) =>
        Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => Recorded(answer).SequenceEqual(expected));

    public static IEnumerable<(string? Status, long Seconds)> Recorded(Answer attendance) =>
        from record in attendance["records"].EnumerateArray()
        select (record.GetProperty("status").GetString(), record.GetProperty("seconds").GetInt64());

    public Task<Answer> LiveAs(Guid user) => app.As(user).Get($"{meeting.Path}/participants");
}
