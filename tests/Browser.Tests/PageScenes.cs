using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.Cluster.Tests.Pages;
using ZoomOrleans.Cluster.Tests.Webhook;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The pages around it, for each of those who read them.</summary>
static class PageScenes
{
    /// <summary>What a browser says of a page that is answered with a problem.</summary>
    const string NotLoaded = "Failed to load resource";

    const string NeverScheduled = "89000000001";

    public static readonly Dictionary<string, Func<ZoomApp, Task<Scene>>> All = new()
    {
        ["sign-in"] = _ => Task.FromResult(new Scene(null, "/signin", "Sign in")),
        ["sign-in-refused"] = _ => Task.FromResult(
            new Scene(null, "/signin?problem=unknownUser", "not known here") { Trouble = NotLoaded }),
        ["today"] = OfToday(lesson => new(lesson.School.Teacher, "/", "Mathematics")),
        ["today-of-student"] = OfToday(lesson => new(lesson.School.Students[0], "/", "Mathematics")),
        ["today-of-parent"] = OfToday(lesson => new(lesson.School.Parent, "/", "Mathematics")),
        ["meetings"] = OfToday(lesson => new(lesson.School.Teacher, "/teacher/meetings", "Mathematics")),
        ["meetings-asked-wrongly"] = OfToday(lesson => new(
            lesson.School.Teacher, "/teacher/meetings?from=yesterday", "Enter a date such as") { Trouble = NotLoaded }),
        ["meeting"] = OfToday(lesson => new(lesson.School.Teacher, $"/teacher/meetings/{lesson.Meeting.Id}", "Mathematics")),
        ["join-called-off"] = async zoom => await JoinCalledOff(zoom.App),
        ["join"] = JoinByForm,
        ["not-now"] = NotNow,
        ["children"] = Of(async lesson =>
        {
            (await lesson.App.Admin.Put($"/api/users/{lesson.School.Parent}/children/{lesson.Partial}")).Is(HttpStatusCode.NoContent);
            return new(lesson.School.Parent, "/attendance", "Whose?");
        }),
        ["calendar"] = OfToday(lesson => new(lesson.School.Teacher, "/calendar", "Calendar")),
        ["calendar-address"] = OfToday(lesson => new(
            lesson.School.Teacher, "/calendar", "Calendar") { Prepare = tab => tab.Button("Make my address").ClickAsync() }),
        ["not-there"] = OfToday(lesson => new(
            lesson.School.Teacher, "/nowhere", "There is nothing here") { Trouble = NotLoaded }),
        ["marks"] = Of(lesson => new(lesson.School.Teacher, lesson.Page, "Student 02") { Prepare = Unfold }),
        ["marks-own"] = Of(lesson => new(lesson.Partial, lesson.Page, "Student 02")),
        ["classes"] = Of(lesson => new(lesson.School.Teacher, "/classes", "7 Rizal")),
        ["class"] = Of(lesson => new(
            lesson.School.Teacher, $"/classes/{lesson.School.Class}?from=2026-03-01&to=2026-03-31", "Student 01")),
        ["student"] = Of(lesson => new(
            lesson.School.Teacher, $"/students/{lesson.Partial}", "partial") { Prepare = Unfold }),
        ["own"] = Of(lesson => new(lesson.Partial, "/attendance", "partial") { Prepare = Unfold }),
        ["child"] = Of(lesson => new(lesson.School.Parent, "/attendance", "absent")),
        ["no-attendance"] = Of(lesson => new(lesson.School.Stranger, "/attendance", "no lesson")),
        ["admin"] = async zoom => await Stuck(zoom.App, "/admin", NeverScheduled),
        ["quarantine"] = async zoom => await Stuck(zoom.App, "/admin/quarantine", "without id"),
    };

    static Func<ZoomApp, Task<Scene>> Of(Func<MarkedLesson, Scene> scene) =>
        async zoom => scene(await MarkedLesson.Make(zoom.App));

    static Func<ZoomApp, Task<Scene>> OfToday(Func<HeldLesson, Scene> scene) =>
        async zoom => scene(await Lessons.UnderWay(zoom.App));

    static Func<ZoomApp, Task<Scene>> Of(Func<MarkedLesson, Task<Scene>> scene) =>
        async zoom => await scene(await MarkedLesson.Make(zoom.App));

    static Task Unfold(Tab tab) =>
        tab.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");

    static async Task<Scene> JoinCalledOff(AppProcess app)
    {
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        (await app.Admin.Delete(meeting.Path)).Is(HttpStatusCode.NoContent);
        return new Scene(school.Students[0], $"/join/{meeting.Id}", "Mathematics") { Trouble = NotLoaded };
    }

    /// <summary>A meeting for all students registers nobody by itself.</summary>
    static async Task<Scene> JoinByForm(ZoomApp zoom)
    {
        var school = await zoom.Make();
        var meeting = (await school.Create(("hostId", null), ("classId", school.School.Class))).Is(HttpStatusCode.Created);
        await zoom.Execute($"""
            UPDATE zoom_meetings SET target_audience = 'students' WHERE id = '{meeting.Id}';
            UPDATE users SET email = '{Guid.NewGuid():N}@deped.gov.ph' WHERE id = '{school.School.Stranger}'
            """);
        return new Scene(school.School.Stranger, $"/join/{meeting.Id}", "Register and join") { Trouble = NotLoaded };
    }

    /// <summary>Zoom does not answer, however often it is asked.</summary>
    static async Task<Scene> NotNow(ZoomApp zoom)
    {
        var school = await School.Make(zoom.App);
        var meeting = await school.AddMeeting();
        zoom.Zoom.Failures.Add(new("GET /meetings/{meetingId}", Failure.Reset) { Calls = [1, 2, 3, 4] });
        return new Scene(school.Teacher, $"/teacher/meetings/{meeting.Id}/start", "Not available at the moment")
        {
            Trouble = NotLoaded,
        };
    }

    /// <summary>Of everything that an admin may have to look at there is one.</summary>
    static async Task<Scene> Stuck(AppProcess app, string page, string says)
    {
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "held");
        await Tell("meeting.participant_joined", new() { ["uuid"] = "run", ["participant"] = new JsonObject() });
        await Tell("meeting.started", new() { ["uuid"] = "run", ["id"] = NeverScheduled, ["start_time"] = ZoomBody.SomeTime });
        return new Scene(AppProcess.AdminId, page, says);

        async Task Tell(string name, JsonObject about) =>
            (await app.Zoom.Post(ZoomBody.Of(name, about))).EnsureSuccessStatusCode().Dispose();
    }
}
