using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>What a teacher does in a lesson, with the keyboard alone.</summary>
[Collection(SharedBrowser.Name)]
public sealed partial class KeyboardTests(SharedBrowserFixture shared)
{
    [BrowserFact]
    public async Task From_the_day_to_the_lesson_to_a_student_to_a_mark_by_hand()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open("/");
            await tab.Press("Tab", "Enter");
            await Expect(tab.Page).ToHaveURLAsync(Content());
            await tab.TabTo(tab.Link("Live page"));
            await tab.Press("Enter");
            await Expect(tab.State()).ToContainTextAsync("running for");

            await tab.TabTo(tab.Page.GetByLabel("Find a name"));
            await tab.Page.Keyboard.TypeAsync("student 02");
            await Expect(tab.Row("Student 01")).ToBeHiddenAsync();

            var mark = tab.Button("Mark… Student 02");
            await tab.TabTo(mark);
            await tab.Press("Enter");
            await Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await tab.Press("Escape");
            await Expect(mark).ToBeFocusedAsync();

            await tab.Press("Enter");
            await tab.TabTo(tab.Page.GetByRole(AriaRole.Radio).First);
            await tab.Press("ArrowDown", "ArrowUp");
            await tab.TabTo(tab.Page.GetByLabel("Why?"));
            await tab.Page.Keyboard.TypeAsync("She rang me");
            await tab.TabTo(tab.Button("Set the mark"));
            await tab.Press("Enter");

            await Expect(tab.Row("Student 02")).ToContainTextAsync("She rang me");
            await Expect(mark).ToBeFocusedAsync();
        });
    }

    [GeneratedRegex("#main$")]
    private static partial Regex Content();
}
