using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>Whom somebody might be whom nobody knows, as the teacher sees it while the lesson lasts.</summary>
[Collection(SharedAppOfLessons.Name)]
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

    [PostgresFact]
    public async Task A_mothers_account_is_a_guest_with_her_child_as_the_suggestion()
    {
        var app = await shared.App;
        var lesson = await Running();
        var mother = await lesson.Run.Joined(60, await EmailOf(lesson.School.Parent), "Liza");

        var view = (await lesson.LiveAs(lesson.School.Teacher)).Is(HttpStatusCode.OK);

        Assert.Equal([(lesson.School.Students[0], "Student 00", true)], Suggested(view, "Liza"));
        await lesson.Run.Left(mother, 1190);
        await lesson.Run.Ended(1195);
        await lesson.Records(("absent", 0), ("absent", 0), ("absent", 0));
    }

    [PostgresFact]
    public async Task Whose_parent_somebody_is_and_by_which_address_may_be_told_while_the_lesson_lasts()
    {
        var admin = (await shared.App).Admin;
        var lesson = await Running();
        var (parent, address) = (lesson.School.Parent, School.NewEmail());
        await lesson.Run.Joined(60, address, "Liza");
        await Becomes([]);

        (await admin.Patch($"/api/users/{parent}", new { email = address })).Is(HttpStatusCode.OK);
        await Becomes(["Student 00"]);

        (await admin.Put($"/api/users/{parent}/children/{lesson.School.Students[2]}")).Is(HttpStatusCode.NoContent);
        await Becomes(["Student 00", "Student 02"]);

        (await admin.Delete($"/api/users/{parent}/children/{lesson.School.Students[0]}")).Is(HttpStatusCode.NoContent);
        await Becomes(["Student 02"]);

        Task Becomes(string[] names) => Eventually.Get(
            admin, $"{lesson.Meeting.Path}/participants",
            view => Suggested(view, "Liza").Select(one => one.Name).SequenceEqual(names));
    }

    async Task<string> EmailOf(Guid user) => (await (await shared.App).Admin.Get($"/api/users/{user}")).Text("email")!;

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
