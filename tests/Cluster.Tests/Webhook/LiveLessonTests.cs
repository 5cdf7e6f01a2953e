using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>Who is there while the lesson lasts, as each of those sees it who may.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class LiveLessonTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task The_teacher_sees_everybody_and_how_many_there_are()
    {
        var lesson = await Running();

        var view = (await lesson.LiveAs(lesson.School.Teacher)).Is(HttpStatusCode.OK);

        Assert.Equal((lesson.Meeting.Id, "started"), (view["meetingId"].GetGuid(), view.Text("status")));
        var students = view["students"].EnumerateArray().ToList();
        Assert.Equal(lesson.School.Students, students.Select(student => student.GetProperty("studentId").GetGuid()));
        Assert.Equal(
            [("present", true), ("partial", false), ("notJoined", false)],
            students.Select(one => (one.GetProperty("status").GetString()!, one.GetProperty("inNow").GetBoolean())));
        Assert.InRange(Seconds(students[0]), 1200, 1800);
        Assert.Equal([240, 0], students.Skip(1).Select(Seconds));
        Assert.Equal([2, 0, 0], students.Select(student => student.GetProperty("connections").GetInt32()));
        var guest = Assert.Single(view["guests"].EnumerateArray());
        Assert.Equal(("iPad", true), (guest.GetProperty("name").GetString(), guest.GetProperty("inNow").GetBoolean()));
        Assert.Equal(
            """{"enrolled":3,"inNow":1,"present":1,"partial":1,"notJoined":1,"guests":1}""",
            view["counts"].GetRawText());
    }

    [PostgresFact]
    public async Task A_student_sees_the_own_row_a_parent_the_childs_and_neither_counts_nor_guests()
    {
        var lesson = await Running();

        await SeesOnly(lesson.School.Students[1], lesson.School.Students[1]);
        await SeesOnly(lesson.School.Parent, lesson.School.Students[0]);
        foreach (var user in new[] { lesson.School.Stranger, lesson.School.OtherTeacher })
            (await lesson.LiveAs(user)).Is(HttpStatusCode.NotFound);

        async Task SeesOnly(Guid user, Guid student)
        {
            var view = (await lesson.LiveAs(user)).Is(HttpStatusCode.OK);
            Assert.Equal(student, Assert.Single(view["students"].EnumerateArray()).GetProperty("studentId").GetGuid());
            Assert.Empty(view["guests"].EnumerateArray());
            Assert.True(!view.Json.TryGetProperty("counts", out var counts) || counts.ValueKind == JsonValueKind.Null);
        }
    }

    [PostgresFact]
    public async Task A_webhook_that_was_answered_is_in_the_next_view()
    {
        var lesson = await Running();
        var before = (await lesson.LiveAs(lesson.School.Teacher))["version"].GetInt64();

        await lesson.Run.Joined(1201, lesson.Emails[2]);

        var view = await lesson.LiveAs(lesson.School.Teacher);
        Assert.True(view["version"].GetInt64() > before);
        Assert.True(view["students"][2].GetProperty("inNow").GetBoolean());
        Assert.Equal(2, view["counts"].GetProperty("inNow").GetInt32());
    }

    [PostgresFact]
    public async Task While_it_lasts_there_are_no_records()
    {
        var lesson = await Running();
        var admin = (await shared.App).Admin;
        await Eventually.Get(
            admin, $"{lesson.Meeting.Path}/occurrences",
            answer => answer.Items[0].GetProperty("attendanceState").GetString() == "live");

        var attendance = (await admin.Get($"{lesson.Meeting.Path}/attendance")).Is(HttpStatusCode.OK);

        Assert.Empty(attendance["records"].EnumerateArray());
    }

    /// <summary>
    /// Begun twenty minutes ago: the first student is in on two devices, the second was in for four minutes, the third
    /// has not come; a guest is in.
    /// </summary>
    async Task<HeldLesson> Running()
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddMinutes(-20);
        var lesson = await HeldLesson.Make(await shared.App, start);
        await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Run.Joined(30, lesson.Emails[0]);
        await lesson.Run.Attended(lesson.Emails[1], 60, 300);
        await lesson.Run.Joined(90, email: null, "iPad");
        return lesson;
    }

    static long Seconds(JsonElement student) => student.GetProperty("seconds").GetInt64();
}
