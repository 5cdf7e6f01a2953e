using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>Who finds what on the live page: the rows that are theirs, what they may decide, and names as they are.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class LivePageReaderTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Host_class_teacher_and_admin_see_everybody_and_decide()
    {
        var app = await shared.App;
        var host = await School.AddUser(app, "teacher", "Hanna Host");
        var lesson = await UnderWay(("hostId", host));
        foreach (var reader in new[] { host, lesson.School.Teacher, AppProcess.AdminId })
        {
            var page = await Open(lesson, reader);

            Assert.Equal(3, page.Students.Count());
            Assert.Equal(["iPad"], page.Guests);
            Assert.Equal(["pause", "copy", "print", "override", "match"], page.Acts);
            Assert.Equal(2, page.Page.QuerySelectorAll("dialog").Length);
        }
    }

    [PostgresFact]
    public async Task Students_and_parents_see_their_own_row_and_decide_nothing()
    {
        var lesson = await UnderWay();
        foreach (var (reader, name) in new[]
            { (lesson.School.Students[1], "Student 01"), (lesson.School.Students[0], "Student 00"), (lesson.School.Parent, "Student 00") })
        {
            var page = await Open(lesson, reader);

            Assert.Equal([name], page.Students);
            Assert.Empty(page.Guests);
            Assert.Empty(page.Counts);
            Assert.Empty(page.Acts);
            Assert.Empty(page.Page.QuerySelectorAll("dialog, #search, #files a, [data-act=override], [data-act=match]"));
        }
    }

    [PostgresFact]
    public async Task Who_sees_the_meeting_and_nobody_in_it_is_told_so()
    {
        var lesson = await UnderWay(("targetAudience", "all"));

        var page = await Open(lesson, lesson.School.Stranger);

        Assert.Contains("Nothing here is yours to see", page.State, StringComparison.Ordinal);
        Assert.Empty(page.Students);
        Assert.Empty(page.Acts);
    }

    [PostgresFact]
    public async Task Only_an_admin_is_offered_to_unlock()
    {
        await using var app = await AppProcess.Start(("School__LockAfterDays", "1"));
        var lesson = await HeldLesson.Make(app);
        await lesson.Run.Ended(3600);
        await Eventually.Get(
            app.Admin, $"{lesson.Meeting.Path}/attendance", one => one.Text("state") == "locked", TimeSpan.FromSeconds(30));

        var (asTeacher, asAdmin) = (
            await LessonPage.Open(app.As(lesson.School.Teacher), lesson.Meeting), await LessonPage.Open(app.Admin, lesson.Meeting));

        Assert.Contains("This attendance is locked", asTeacher.State, StringComparison.Ordinal);
        Assert.Empty(asTeacher.Decisions);
        Assert.Equal(["unlock"], asAdmin.Decisions);
    }

    [PostgresTheory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</template></table><h1>Hello")]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("abc \u202Ecod.exe\u2066")]
    [InlineData("ليلى محمد")]
    public async Task Names_are_text_and_turn_nothing_round(string name)
    {
        var app = await shared.App;
        var lesson = await UnderWay();
        (await app.Admin.Patch($"/api/users/{lesson.School.Students[1]}", new { name })).Is(HttpStatusCode.OK);
        await lesson.Run.Joined(120, email: null, name);
        await Eventually.Get(app.Admin, $"{lesson.Meeting.Path}/participants", view => view["students"].EnumerateArray()
            .Any(student => student.GetProperty("name").GetString() == name));

        var page = await Open(lesson, lesson.School.Teacher);

        Assert.Contains(name, page.Page.QuerySelectorAll("#roll tbody th > bdi").Select(element => element.TextContent));
        Assert.Contains(name, page.Page.QuerySelectorAll("#guests tbody th > bdi").Select(element => element.TextContent));
        Assert.Equal(["/live.js"], page.Page.QuerySelectorAll("script").Select(script => script.GetAttribute("src")));
        Assert.Empty(page.Page.QuerySelectorAll("img"));
        Assert.Single(page.Page.QuerySelectorAll("h1"));
        var isolated = page.Page.QuerySelectorAll("*").Where(element => element.Children.Length == 0
            && element.TextContent.Contains(name, StringComparison.Ordinal));
        Assert.All(isolated, element => Assert.NotNull(element.Closest("bdi, option")));
    }

    [PostgresFact]
    public async Task A_guest_without_a_name_is_called_so()
    {
        var lesson = await UnderWay();
        await lesson.Run.Joined(120, email: null, "");

        Assert.Contains("(no name)", (await Open(lesson, lesson.School.Teacher)).Guests);
    }

    async Task<HeldLesson> UnderWay(params (string Field, object? Value)[] meeting)
    {
        var app = await shared.App;
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-20).ToUnixTimeSeconds());
        var lesson = await HeldLesson.Make(app, await School.Make(app), start, meeting);
        await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Run.Joined(90, email: null, "iPad");
        return lesson;
    }

    async Task<LessonPage> Open(HeldLesson lesson, Guid reader) =>
        await LessonPage.Open((await shared.App).As(reader), lesson.Meeting);
}
