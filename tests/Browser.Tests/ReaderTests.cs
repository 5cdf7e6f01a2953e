using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The pages for whom they could be out of reach: without script, on paper, without moving things.</summary>
[Collection(SharedBrowser.Name)]
public sealed class ReaderTests(SharedBrowserFixture shared)
{
    /// <summary>A4 within its margins.</summary>
    const int PaperWidth = 718;

    /// <summary>What moves by itself.</summary>
    const string Moving = "document.getAnimations().length";

    [BrowserFact]
    public async Task Without_script_everything_is_there_to_read_to_find_and_to_sort()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(
            lesson.School.Teacher,
            async tab =>
            {
                await tab.Open(Lessons.LivePage(lesson.Meeting));
                await Expect(tab.Row("Student 00")).ToContainTextAsync("2 devices");
                await Expect(tab.Row("iPad")).ToBeVisibleAsync();
                await Expect(tab.Button("Mark…")).ToHaveCountAsync(0);

                await tab.Page.GetByLabel("Guest", new() { Exact = true }).SelectOptionAsync("iPad");
                await tab.Page.GetByLabel("The student").First.SelectOptionAsync("Student 02");
                await tab.Button("It is this student").First.ClickAsync();
                await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("present");
                await tab.Button("Undo").ClickAsync();
                await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("not joined yet");

                await tab.Counter("absent").ClickAsync();
                await Expect(tab.Row("Student 02")).ToBeVisibleAsync();
                await Expect(tab.Row("Student 00")).ToBeHiddenAsync();

                await tab.Counter("all").ClickAsync();
                await tab.Page.GetByLabel("Find a name").FillAsync("01");
                await tab.Button("Find").ClickAsync();
                await Expect(tab.Row("Student 01")).ToBeVisibleAsync();
                await Expect(tab.Row("Student 02")).ToBeHiddenAsync();
            },
            hasScript: false);
    }

    [BrowserFact]
    public async Task On_paper_there_is_the_roll_and_nothing_to_press()
    {
        var lesson = await Lessons.Ended(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await tab.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
            await tab.Resize(PaperWidth);

            await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("absent");
            await Expect(tab.StudentRow("Student 02")).ToHaveCSSAsync("display", "table-row");
            await Expect(tab.Page.Locator("button:visible, input:visible, header:visible")).ToHaveCountAsync(0);
            Assert.True(await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= PaperWidth);
            Assert.Equal("rgb(255, 255, 255)", await tab.Page.EvaluateAsync<string>(
                "getComputedStyle(document.body).backgroundColor"));
        });
    }

    [BrowserFact]
    public async Task Nothing_moves_for_who_wants_nothing_to_move()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open("/");
            Assert.True(await tab.Page.EvaluateAsync<int>(Moving) > 0, "Nothing moves for others either.");

            await tab.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });

            Assert.Equal(0, await tab.Page.EvaluateAsync<int>(Moving));
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            Assert.Equal(0, await tab.Page.EvaluateAsync<int>(Moving));
        });
    }
}
