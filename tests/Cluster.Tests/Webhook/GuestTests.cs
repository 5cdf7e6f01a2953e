using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>Whom somebody might be whom nobody knows, as the teacher sees it while the lesson lasts.</summary>
[Collection(SharedApp.Name)]
public sealed class GuestTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_guest_is_suggested_to_be_the_student_whose_name_it_has_and_the_student_stays_away()
    {
        var lesson = await Running();
        await lesson.Run.Joined(60, email: null, "STUDENT-01 🎒 (phone)");
        await lesson.Run.Joined(60, email: null, "iPad");

        var view = (await lesson.LiveAs(lesson.School.Teacher)).Is(HttpStatusCode.OK);

        Assert.Equal([(lesson.School.Students[1], "Student 01", true)], Suggested(view, "STUDENT-01 🎒 (phone)"));
        Assert.Empty(Suggested(view, "iPad"));
        Assert.Equal("notJoined", view["students"][1].GetProperty("status").GetString());
    }

    static List<(Guid Student, string Name, bool IsPreferred)> Suggested(Answer view, string guest) =>
        [.. from one in view["guests"].EnumerateArray()
            where one.GetProperty("name").GetString() == guest
            from suggestion in one.GetProperty("suggestions").EnumerateArray()
            select (
                suggestion.GetProperty("studentId").GetGuid(),
                suggestion.GetProperty("name").GetString()!,
                suggestion.GetProperty("isPreferred").GetBoolean())];

    /// <summary>Begun twenty minutes ago.</summary>
    async Task<HeldLesson> Running() => await HeldLesson.Make(
        await shared.App, DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddMinutes(-20));
}
