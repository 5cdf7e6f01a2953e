using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>What a teacher decides on the page of a lesson.</summary>
[Collection(SharedBrowser.Name)]
public sealed class DecidingTests(SharedBrowserFixture shared)
{
    [BrowserFact]
    public async Task Guests_are_said_to_be_students_and_a_held_lesson_is_confirmed()
    {
        var lesson = await Lessons.Held(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await Expect(tab.StudentRow("Student 06")).ToContainTextAsync("undecided");

            // The one who is suggested stands there already.
            await tab.Button("This is… Student 00 (phone)").ClickAsync();
            await Expect(tab.Dialog().GetByLabel("The student")).ToHaveValueAsync($"{lesson.School.Students[0]}");
            await tab.HasNoBarriers();
            await tab.Button("It is this student").ClickAsync();
            await Expect(tab.StudentRow("Student 00")).ToContainTextAsync("present");

            await tab.Page.GetByText("Confirm the marks").First.ClickAsync();
            await Expect(tab.State()).ToContainTextAsync("whoever was not seen is absent. This cannot be taken back");
            await tab.Page.GetByLabel("Reason of this: Confirm the marks").FillAsync("I know all the others");
            await tab.HasNoBarriers();
            await tab.Button("Confirm the marks").ClickAsync();

            await Expect(tab.Page.GetByText("Saved: the marks stand.")).ToBeVisibleAsync();
            await Expect(tab.StudentRow("Student 06")).ToContainTextAsync("absent");
            await Expect(tab.State()).Not.ToContainTextAsync("doubtful");
        });
    }

    [BrowserFact]
    public async Task A_match_is_taken_back_and_a_mark_is_computed_again()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await tab.Match("iPad", "Student 02");
            await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("present");

            await tab.Button("Undo").First.ClickAsync();
            await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("not joined yet");

            await tab.Mark("Student 02", "excused", "Ill");
            await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("by hand: Ill");
            await tab.Button("Mark… Student 02").ClickAsync();
            await Expect(tab.Page.GetByLabel("Why?")).ToHaveValueAsync("Ill");
            await tab.Button("Let the computed mark hold").ClickAsync();
            await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("not joined yet");
            await Expect(tab.StudentRow("Student 02")).Not.ToContainTextAsync("by hand");
        });
    }

    [BrowserFact]
    public async Task What_is_not_carried_out_is_said_where_it_was_asked_for_and_what_was_written_is_kept()
    {
        var app = await shared.App();
        var lesson = await Lessons.Ended(app);
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            tab.Expect("Failed to load resource");
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await tab.Page.RouteAsync("**/override*", route => route.AbortAsync());

            await tab.Mark("Student 02", "excused", "Ill");

            await Expect(tab.Dialog().GetByRole(AriaRole.Alert)).ToContainTextAsync("does not answer");
            await Expect(tab.Page.GetByLabel("Why?")).ToHaveValueAsync("Ill");
            await tab.HasNoBarriers();

            await tab.Page.UnrouteAllAsync();
            await tab.Button("Set the mark").ClickAsync();
            await Expect(tab.StudentRow("Student 02")).ToContainTextAsync("by hand: Ill");
        });
    }
}
