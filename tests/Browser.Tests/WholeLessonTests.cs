using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Reconciliation;
using ZoomOrleans.ZoomSimulator;
using static Microsoft.Playwright.Assertions;
using SimulatedLesson = ZoomOrleans.ZoomSimulator.Lesson;

namespace ZoomOrleans.Browser.Tests;

/// <summary>A lesson from before it begins until its attendance is final, as its teacher sees it on one page that is never reloaded.</summary>
[Collection(SharedBrowser.Name)]
public sealed class WholeLessonTests(SharedBrowserFixture shared)
{
    [BrowserFact]
    public async Task From_not_begun_to_final_without_loading_the_page_again()
    {
        var zoom = await shared.Zoom();
        var school = await School.Make(zoom.App, students: 4);
        var plan = await Plan(zoom.App, school);
        var lesson = new PlayedLesson(zoom, school, SimulatedLesson.Of(plan));
        await lesson.Enter(minutes: 60);
        var guest = lesson.Lesson.People[^1].Person.Name;
        await shared.Browse(school.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await Expect(tab.State()).ToContainTextAsync("The lesson has not begun");
            await tab.Page.EvaluateAsync("window.isOld = true");

            await lesson.Tell(one => one.Name == "meeting.started");
            await Expect(tab.State()).ToContainTextAsync("nobody has joined yet");

            await lesson.Tell(one => one.Name == "meeting.participant_joined");
            await Expect(tab.StudentRow("Student 00")).ToContainTextAsync("present");
            await Expect(tab.Counter("inNow")).ToContainTextAsync("2");
            await Expect(tab.Counter("guests")).ToContainTextAsync("1");

            await tab.Match(guest, "Student 02");
            await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("present");
            await Expect(tab.Counter("guests")).ToContainTextAsync("0");

            await lesson.Tell(one => one.Name is "meeting.participant_left" or "meeting.ended");
            await Expect(tab.State()).ToContainTextAsync("The lesson has ended");
            await Expect(tab.StudentRow("Student 03")).ToContainTextAsync("absent");

            await tab.Mark("Student 03", "excused", "At the dentist");
            await Expect(tab.StudentRow("Student 03")).ToContainTextAsync("At the dentist");

            zoom.Zoom.Runs.Add(lesson.Lesson);
            await tab.Button("Ask for Zoom's report now").ClickAsync();
            await Expect(tab.State()).ToContainTextAsync("compared with Zoom's report");
            await Expect(tab.StudentRow("Student 03")).ToContainTextAsync("excused");
            Assert.True(await tab.Page.EvaluateAsync<bool>("window.isOld"), "The page was loaded again.");
        });
    }

    /// <summary>The teacher and two students come whose addresses Zoom knows, and a guest. It was over a minute ago.</summary>
    static async Task<LessonPlan> Plan(AppProcess app, School school) => new()
    {
        MeetingId = School.NewNumber(),
        Start = Lessons.Ago(46),
        Length = TimeSpan.FromMinutes(45),
        Guests = 1,
        People =
        [
            await Known(app, school.Teacher) with { Role = Role.Host },
            await Known(app, school.Students[0]), await Known(app, school.Students[1]),
        ],
    };

    static async Task<Person> Known(AppProcess app, Guid user)
    {
        var known = await app.Admin.Get($"/api/users/{user}");
        return new Person(known.Text("name")!) { Email = known.Text("email") };
    }
}
