using System.Net;
using System.Runtime.CompilerServices;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Webhook;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The pages around a lesson keep nobody out: not on a phone, not in the dark, not by the keyboard.</summary>
[Collection(SharedBrowser.Name)]
public sealed class DayPagesTests(SharedBrowserFixture shared)
{
    const int Phone = 320;
    const int Desk = 1280;

    /// <summary>Of people who chose it in order to do something to the page.</summary>
    const string Hostile = "<script>window.broken = 1</script>\u202e Ana \"Reyes\" WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";

    [BrowserFact]
    public async Task For_teachers() => await Look(
        (await Lesson()).School.Teacher,
        ["/", "/teacher/meetings", "/teacher/meetings?from=yesterday&status=ended", "/calendar"]);

    [BrowserFact]
    public async Task For_students() => await Look((await Lesson()).School.Students[0], ["/", "/calendar"]);

    [BrowserFact]
    public async Task For_parents() => await Look((await Lesson()).School.Parent, ["/", "/calendar"]);

    [BrowserFact]
    public async Task Of_one_meeting_and_the_way_into_it()
    {
        var lesson = await Lesson();
        string[] pages = [$"/teacher/meetings/{lesson.Meeting.Id}", $"/join/{lesson.Meeting.Id}"];
        await Look(lesson.School.Teacher, pages[..1]);
        // A meeting of the same class that has been called off.
        var cancelled = await lesson.School.AddMeeting(("title", Hostile));
        (await (await shared.App()).Admin.Delete(cancelled.Path)).Is(HttpStatusCode.NoContent);
        await Look(lesson.School.Students[0], [pages[0], $"/join/{cancelled.Id}"]);
        await Look(lesson.School.Parent, pages);
    }

    [BrowserFact]
    public async Task That_say_what_went_wrong_and_let_one_in()
    {
        await Look((await Lesson()).School.Students[1], ["/nowhere", "/signout"]);
        await Look(null, ["/signin?returnUrl=/calendar", "/signin?problem=unknownUser"]);
    }

    [BrowserFact]
    public async Task The_address_of_a_calendar_is_copied_by_a_button()
    {
        var lesson = await Lesson();
        await shared.Browse(lesson.School.Students[2], async tab =>
        {
            await tab.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            await tab.Open("/calendar");
            await tab.Button("Make my address").ClickAsync();
            var address = await tab.Page.GetByLabel("Address", new() { Exact = true }).InputValueAsync();
            await tab.HasNoBarriers();

            await tab.Button("Copy").ClickAsync();

            await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToHaveTextAsync("Copied.");
            Assert.EndsWith(".ics", address, StringComparison.Ordinal);
            Assert.Equal(address, await tab.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        });
    }

    async Task Look(Guid? user, string[] paths, [CallerMemberName] string name = "") => await shared.Browse(user, async tab =>
    {
        // What the page itself is answered with, where it says that something does not work.
        tab.Expect("Failed to load resource");
        foreach (var path in paths)
        {
            await tab.Open(path);
            await tab.HasNoBarriers();
            await tab.Resize(Phone);
            await tab.HasNoBarriers();
            Assert.True(
                await tab.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
                $"{path} is wider than a phone.");
            Assert.False(await tab.Page.EvaluateAsync<bool>("() => 'broken' in window"), "A name was run.");
            await tab.Resize(Desk);
        }
    }, name);

    async Task<HeldLesson> Lesson()
    {
        var app = await shared.App();
        var lesson = await Lessons.UnderWay(app);
        (await app.Admin.Patch($"/api/classes/{lesson.School.Class}", new { name = Hostile })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/users/{lesson.School.Students[0]}", new { name = Hostile })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch(lesson.Meeting.Path, new { title = Hostile, description = Hostile })).Is(HttpStatusCode.OK);
        return lesson;
    }
}
