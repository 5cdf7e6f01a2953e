using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>What a watcher's stream tells, and when it ends.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class StreamTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task First_comes_the_view_and_then_what_changes_in_it()
    {
        var lesson = await Running();
        await using var stream = await Watch(lesson, lesson.School.Teacher);
        var view = await stream.Next("snapshot");

        await lesson.Run.Joined(60, lesson.Emails[1]);

        var changes = await stream.Next("changes");
        Assert.Equal(lesson.School.Students, Students(view));
        Assert.Equal([lesson.School.Students[1]], Students(changes));
        Assert.Equal(2, changes.GetProperty("counts").GetProperty("inNow").GetInt32());
        Assert.Equal((await lesson.LiveAs(lesson.School.Teacher))["version"].GetInt64(), changes.GetProperty("version").GetInt64());
    }

    [PostgresFact]
    public async Task Of_a_guest_who_was_matched_a_new_view_tells()
    {
        var lesson = await Running();
        await lesson.Run.Joined(90, email: null, "iPad");
        await using var stream = await Watch(lesson, lesson.School.Teacher);
        var view = await stream.Next("snapshot");
        var guest = Assert.Single(view.GetProperty("guests").EnumerateArray());

        (await (await shared.App).As(lesson.School.Teacher).Put(
            $"{lesson.Meeting.Path}/guests/{guest.GetProperty("guestId").GetString()}/match",
            new { occurrenceId = view.GetProperty("occurrenceId").GetString(), studentId = lesson.School.Students[2] }))
            .Is(HttpStatusCode.OK);

        Assert.Empty((await stream.Next("snapshot")).GetProperty("guests").EnumerateArray());
    }

    [PostgresFact]
    public async Task A_student_is_told_of_the_own_row_alone()
    {
        var lesson = await Running();
        await using var stream = await Watch(lesson, lesson.School.Students[1]);
        var view = await stream.Next("snapshot");

        await lesson.Run.Joined(60, lesson.Emails[2], "Somebody else");
        await lesson.Run.Joined(61, lesson.Emails[1]);

        var changes = await stream.Next("changes");
        foreach (var told in new[] { view, changes })
        {
            Assert.Equal([lesson.School.Students[1]], Students(told));
            Assert.False(told.TryGetProperty("counts", out _));
            Assert.Empty(told.GetProperty("guests").EnumerateArray());
        }
    }

    [PostgresFact]
    public async Task A_stranger_has_no_stream_and_an_unknown_occurrence_has_none()
    {
        var lesson = await Running();
        var app = await shared.App;

        (await app.As(lesson.School.Stranger).Get($"{lesson.Meeting.Path}/participants/stream")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Get($"{lesson.Meeting.Path}/participants/stream?occurrenceId=none")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Nobody_who_has_left_the_class_is_told_anything_more()
    {
        var lesson = await Running();
        await using var stream = await Watch(lesson, lesson.School.Students[1]);
        await stream.Next("snapshot");
        (await lesson.LiveAs(lesson.School.Students[1])).Is(HttpStatusCode.OK);

        (await (await shared.App).Admin.Delete($"/api/classes/{lesson.School.Class}/students/{lesson.School.Students[1]}"))
            .Is(HttpStatusCode.NoContent);
        (await lesson.LiveAs(lesson.School.Students[1])).Is(HttpStatusCode.NotFound);
        await lesson.Run.Joined(60, lesson.Emails[1]);

        await stream.Ends();
    }

    [PostgresFact]
    public async Task A_parent_whose_link_was_removed_is_told_nothing_more()
    {
        var lesson = await Running();
        await using var stream = await Watch(lesson, lesson.School.Parent);
        await stream.Next("snapshot");

        (await (await shared.App).Admin.Delete($"/api/users/{lesson.School.Parent}/children/{lesson.School.Students[0]}"))
            .Is(HttpStatusCode.NoContent);

        await stream.Ends();
    }

    [PostgresFact]
    public async Task Who_no_longer_teaches_the_class_is_told_nothing_more()
    {
        var lesson = await Running(("hostId", null));
        var app = await shared.App;
        await using var stream = await Watch(lesson, lesson.School.Teacher);
        await stream.Next("snapshot");

        (await app.Admin.Patch($"/api/classes/{lesson.School.Class}", new { teacherId = lesson.School.OtherTeacher }))
            .Is(HttpStatusCode.OK);

        await stream.Ends();
        await using var next = await Watch(lesson, lesson.School.OtherTeacher);
        Assert.Equal(lesson.School.Students, Students(await next.Next("snapshot")));
    }

    [PostgresFact]
    public async Task The_stream_ends_with_the_token()
    {
        var lesson = await Running();
        var app = await shared.App;
        using var client = new HttpClient { BaseAddress = app.Anonymous.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", app.Tokens.For(lesson.School.Teacher, TimeSpan.FromSeconds(2)));
        await using var stream = await EventStream.Open(client, lesson.Meeting.Path);
        await stream.Next("snapshot");

        await stream.Ends();
    }

    async Task<EventStream> Watch(HeldLesson lesson, Guid user) =>
        await EventStream.Open((await shared.App).As(user), lesson.Meeting.Path);

    /// <summary>Begun some minutes ago; the first student is in.</summary>
    async Task<HeldLesson> Running(params (string Field, object? Value)[] meeting)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddMinutes(-20);
        var app = await shared.App;
        var lesson = await HeldLesson.Make(app, await School.Make(app), start, meeting);
        await lesson.Run.Joined(0, lesson.Emails[0]);
        return lesson;
    }

    static IEnumerable<Guid> Students(JsonElement view) =>
        view.GetProperty("students").EnumerateArray().Select(student => student.GetProperty("studentId").GetGuid());
}
