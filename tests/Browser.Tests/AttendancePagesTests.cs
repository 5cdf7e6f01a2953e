using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Pages;
using ZoomOrleans.Cluster.Tests.Postgres;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The pages of attendance keep nobody out: not on a phone, not in the dark, not by the keyboard, not by a name.</summary>
[Collection(SharedBrowser.Name)]
public sealed class AttendancePagesTests(SharedBrowserFixture shared)
{
    const int Phone = 320;
    const int Desk = 1280;

    const string March = "from=2026-03-01&to=2026-03-31";

    /// <summary>Of somebody who chose it in order to do something to the page.</summary>
    const string Hostile = "<script>window.broken = 1</script>\u202e Ana \"Reyes\" WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";

    [BrowserFact]
    public async Task For_teachers()
    {
        var lesson = await Lesson();
        await Look(lesson.School.Teacher,
        [
            lesson.Page, $"{lesson.Page}&done=override", "/classes", $"/classes/{lesson.School.Class}?{March}",
            $"/classes/{lesson.School.Class}?from=2020-01-01&to=2020-01-31", $"/students/{lesson.Present}",
        ]);
    }

    [BrowserFact]
    public async Task For_families()
    {
        var lesson = await Lesson();
        (await lesson.App.Admin.Put($"/api/users/{lesson.School.Parent}/children/{lesson.Partial}")).Is(HttpStatusCode.NoContent);
        await Look(lesson.School.Parent, [lesson.Page, "/attendance", $"/students/{lesson.Absent}"]);
        await Look(lesson.Absent, [$"/students/{lesson.Absent}?from=2026-03-02&to=2026-03-02"]);
    }

    [BrowserFact]
    public async Task For_admins()
    {
        var lesson = await Lesson();
        await Statements.Run(lesson.App.Database.AdminConnectionString, $"""
            INSERT INTO quarantined_events (reason, body) SELECT 'meeting.ended without id', '' FROM generate_series(1, 60);
            INSERT INTO unscheduled_meetings (meeting, first_seen, last_seen) VALUES ({School.NewNumber()}, now(), now());
            INSERT INTO due_work (kind, key, due_at, attempts, last_error)
            VALUES ('unscheduled', '4711', '2100-01-01', 2, '{Hostile}') ON CONFLICT DO NOTHING
            """);
        var erased = Guid.NewGuid();
        await Statements.Run(lesson.App.Database.AdminConnectionString,
            $"INSERT INTO erasures (id, step, salt) VALUES ('{erased}', 'done', NULL)");
        await Look(AppProcess.AdminId, [
            "/admin", "/admin/quarantine", "/admin/retention", "/classes", $"/admin/people/{lesson.Present}", $"/admin/erased/{erased}",
        ]);
    }

    [BrowserFact]
    public async Task A_mark_is_set_by_the_keyboard_alone_and_without_script()
    {
        var lesson = await Lesson();
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(lesson.Page);
            var row = tab.Page.Locator($"#s-{lesson.Present:N}");
            await row.Locator("summary").FocusAsync();
            await tab.Page.Keyboard.PressAsync("Enter");
            await tab.Page.Keyboard.PressAsync("Tab");
            await tab.Page.Keyboard.TypeAsync("partial");
            await tab.Page.Keyboard.PressAsync("Tab");
            await tab.Page.Keyboard.TypeAsync("Asleep");

            await tab.Page.Keyboard.PressAsync("Enter");

            await Expect(tab.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Saved: the mark is set by hand.");
            await Expect(row).ToContainTextAsync("by hand; computed: present");
            await Expect(row).ToBeInViewportAsync();
        });
    }

    [BrowserFact]
    public async Task A_form_that_is_refused_leads_to_what_is_missing()
    {
        var lesson = await Lesson();
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            tab.Expect("422");
            await tab.Open(lesson.Page);
            // As a browser would send it that checks nothing.
            await tab.Page.EvaluateAsync("() => document.querySelectorAll('form').forEach(form => form.noValidate = true)");
            var row = tab.Page.Locator($"#s-{lesson.Present:N}");
            await row.Locator("summary").ClickAsync();
            await row.GetByLabel("Reason").FillAsync("Asleep");
            await row.GetByRole(AriaRole.Button, new() { Name = "Set the mark" }).ClickAsync();

            await Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was changed: Choose a mark.");
            await Expect(row.GetByLabel("Set the mark by hand")).ToHaveAccessibleDescriptionAsync("Choose a mark.");
            await Expect(row.GetByLabel("Reason")).ToHaveValueAsync("Asleep");
            await tab.HasNoBarriers();
            await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the form" }).ClickAsync();
            await Expect(row.GetByLabel("Reason")).ToBeInViewportAsync();
        });
    }

    [BrowserFact]
    public async Task A_class_of_many_lessons_scrolls_inside_itself_with_names_and_days_in_sight()
    {
        var app = await shared.App();
        var school = await School.Make(app, students: 30);
        await school.AddMeeting(
            ("meetingType", "recurring"), ("startTime", "2026-03-01T00:30:00Z"),
            ("recurrence", new { type = "daily", interval = 1, count = 40 }));
        // Nobody came: all marks wait.
        await Eventually.Get(app.Admin, $"/api/classes/{school.Class}/attendance", answer =>
            answer["summary"].GetProperty("waiting").GetInt32() == 30 * 40);
        await shared.Browse(school.Teacher, async tab =>
        {
            await tab.Open($"/classes/{school.Class}?from=2026-03-01&to=2026-04-09");
            foreach (var width in new[] { Phone, Desk })
            {
                await tab.Resize(width);
                await IsAsWideAsTheScreen(tab);
                var region = tab.Page.GetByRole(AriaRole.Region, new() { Name = "Marks by student and lesson" });
                var name = tab.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Student 29" });
                var day = tab.Page.GetByRole(AriaRole.Columnheader).Last;

                await region.EvaluateAsync("one => { one.scrollIntoView(); one.scrollTo(one.scrollWidth, one.scrollHeight); }");

                await Expect(name).ToBeInViewportAsync();
                await Expect(day).ToBeInViewportAsync();
                var (of, names, days) = (await Box(region), await Box(name), await Box(day));
                Assert.InRange(names.X, of.X, of.X + 2);
                Assert.InRange(days.X + days.Width, of.X + of.Width - 20, of.X + of.Width + 2);
                Assert.True(names.Width < of.Width / 2, "The names leave room for the marks.");
                await region.EvaluateAsync("one => one.scrollTo(0, 0)");
                await region.FocusAsync();
                await tab.Page.Keyboard.PressAsync("ArrowRight");
                await tab.Page.WaitForFunctionAsync("() => document.querySelector('.matrix').scrollLeft > 0");
            }
            await tab.HasNoBarriers();
            foreach (var width in new[] { Phone, Desk })
            {
                await tab.Resize(width);
                await tab.Page.ReloadAsync();
                await tab.IsUsableByKeyboard(stopsMax: 500, backwards: true);
            }

            await tab.Page.EmulateMediaAsync(new() { Media = Media.Print });
            var matrix = tab.Page.GetByRole(AriaRole.Region, new() { Name = "Marks by student and lesson" });
            await Expect(matrix).ToHaveCSSAsync("max-height", "none");
            await Expect(matrix).ToHaveCSSAsync("overflow", "visible");
            Assert.Equal(["static"], await tab.Page.EvaluateAsync<string[]>(
                "[...new Set([...document.querySelectorAll('.matrix :is(caption, th, td)')].map(cell => getComputedStyle(cell).position))]"));
        });
    }

    static async Task<LocatorBoundingBoxResult> Box(ILocator locator) =>
        await locator.BoundingBoxAsync() ?? throw new InvalidOperationException($"{locator} is not to be seen.");

    async Task Look(Guid user, string[] paths, [CallerMemberName] string name = "") => await shared.Browse(user, async tab =>
    {
        foreach (var path in paths)
        {
            await tab.Open(path);
            await tab.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");
            foreach (var width in new[] { Phone, Desk })
            {
                await tab.Resize(width);
                await tab.HasNoBarriers();
                await IsAsWideAsTheScreen(tab);
            }
            Assert.False(await tab.Page.EvaluateAsync<bool>("() => 'broken' in window"), "A name was run.");
        }
    }, name);

    static async Task IsAsWideAsTheScreen(Tab tab) => Assert.True(
        await tab.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
        $"{tab.Page.Url} is wider than the screen.");

    /// <summary>With a mark set by hand, and names of every kind.</summary>
    async Task<MarkedLesson> Lesson()
    {
        var app = await shared.App();
        var lesson = await MarkedLesson.Make(app, ("title", Hostile));
        (await app.Admin.Patch($"/api/classes/{lesson.School.Class}", new { name = Hostile })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/users/{lesson.Absent}", new { name = Hostile })).Is(HttpStatusCode.OK);
        (await lesson.Teacher.Put($"{lesson.Meeting.Path}/attendance/{lesson.Absent}/override",
            new { occurrenceId = lesson.Occurrence, status = "excused", reason = Hostile })).Is(HttpStatusCode.NoContent);
        return lesson;
    }
}
