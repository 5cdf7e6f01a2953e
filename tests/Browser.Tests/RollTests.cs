using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The roll of a lesson: found in, sorted, chosen from, and told to who cannot see it.</summary>
[Collection(SharedBrowser.Name)]
public sealed partial class RollTests(SharedBrowserFixture shared)
{
    const string ShownNames = """
        [...document.querySelectorAll('#roll tbody tr')].filter(row => row.checkVisibility())
          .map(row => row.querySelector('[data-is=name]').textContent)
        """;

    [BrowserFact]
    public async Task What_is_chosen_stands_in_the_address_and_the_server_shows_the_same()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await tab.IsConnected();

            await tab.Link("Time, min:s").ClickAsync();
            await tab.Link("Time, min:s").ClickAsync();
            await Shows("Student 00", "Student 01", "Student 02");
            await tab.Link("Time, min:s").ClickAsync();
            await Shows("Student 02", "Student 01", "Student 00");
            await tab.Counter("partial").ClickAsync();
            await Shows("Student 01");
            await tab.Counter("all").ClickAsync();
            await tab.Page.GetByLabel("Find a name").FillAsync("STUDENT 2");
            await Shows("Student 02");
            await Expect(tab.Page).ToHaveURLAsync(Chosen());

            await tab.Page.ReloadAsync();
            await Shows("Student 02");

            Task Shows(params string[] names) => tab.Shows(ShownNames, names);
        });
    }

    [BrowserFact]
    public async Task The_names_of_the_absent_are_copied()
    {
        var lesson = await Lessons.Ended(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await tab.IsConnected();

            await tab.Button("Copy the list of the absent").ClickAsync();

            await Expect(tab.Page.GetByText("Copied names: 1.")).ToHaveCountAsync(2);
            Assert.Equal("Student 02", await tab.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        });
    }

    [BrowserFact]
    public async Task Who_listens_is_told_how_many_there_are_and_not_of_each_who_comes()
    {
        var lesson = await Lessons.UnderWay(await shared.App(), students: 12);
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await tab.IsConnected();
            await Expect(tab.StudentRow("Student 00")).Not.ToContainTextAsync(await tab.TimeOf("Student 00"));
            await tab.Page.EvaluateAsync("""
                window.told = [];
                new MutationObserver(() => told.push(document.getElementById('said').textContent))
                  .observe(document.getElementById('said'), { childList: true, characterData: true, subtree: true });
                """);

            for (var student = 2; student < 12; student++)
                await lesson.Run.Joined(600 + student, lesson.Emails[student]);
            await Expect(tab.Counter("inNow")).ToContainTextAsync("11");

            await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("11 in now");
            Assert.InRange(await tab.Page.EvaluateAsync<int>("told.length"), 1, 3);
        });
    }

    [BrowserFact]
    public async Task To_a_screen_reader_it_is_a_table_whose_rows_are_called_by_their_names()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            foreach (var width in new[] { Screens.Usual, Screens.Phone })
            {
                await tab.Resize(width);
                await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Region, new() { Name = "Students" }))
                    .ToMatchAriaSnapshotAsync("""
                        - table:
                          - rowgroup
                          - rowgroup:
                            - row:
                              - rowheader "Student 00"
                              - cell "present"
                              - cell /2 devices/
                              - cell /\d\d:\d\d:\d\d/
                            - row:
                              - rowheader "Student 01"
                              - cell "partial"
                            - row:
                              - rowheader "Student 02"
                              - cell "not joined yet"
                        """);
            }
        });
    }

    [GeneratedRegex(@"\?(?=.*q=STUDENT)(?=.*sort=-?time)")]
    private static partial Regex Chosen();
}
