using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Webhook;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>What each page shows, and that it keeps nobody out.</summary>
[Collection(SharedBrowser.Name)]
public sealed class PageTests(SharedBrowserFixture shared)
{
    [BrowserFact]
    public async Task Today_leads_to_the_lesson()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open("/");
            await tab.HasNoBarriers();

            await tab.Link("Mathematics").First.ClickAsync();

            await Expect(tab.Title()).ToContainTextAsync("Mathematics");
        });
    }

    [BrowserFact]
    public async Task The_live_page_shows_who_is_there()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));

            await Expect(tab.Row("Student 00")).ToContainTextAsync("present");
            await Expect(tab.Row("Student 01")).ToContainTextAsync("partial");
            await Expect(tab.Row("Student 02")).ToContainTextAsync("not joined");
            await Expect(tab.Row("iPad")).ToBeVisibleAsync();
            await tab.HasNoBarriers();
        });
    }
}
