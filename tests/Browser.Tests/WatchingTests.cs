using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.Webhook;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The page of a lesson while things happen in it.</summary>
[Collection(QuietBrowser.Name)]
public sealed partial class WatchingTests(SharedBrowserFixture shared)
{
    const int Joins = 9;
    const double PromiseMs = 1000;

    /// <summary>When a student's row says that they are in, by the clock of this machine; after it was painted.</summary>
    const string SeenAt = """
        name => new Promise(resolve => {
          const row = [...document.querySelectorAll('#roll tbody tr')].find(row => row.textContent.includes(name));
          const look = () => row.querySelector('[data-is=inNow]').textContent
            && requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
          new MutationObserver(look).observe(row, { subtree: true, childList: true, characterData: true });
          look();
        })
        """;

    [BrowserFact]
    public async Task A_webhook_is_on_the_page_within_a_second()
    {
        var lesson = await HeldLesson.Make(await shared.App(), Lessons.Ago(20), students: Joins);
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await Watch(tab, lesson);
            var delays = new List<double>();
            for (var student = 0; student < Joins; student++)
            {
                var seen = tab.Page.EvaluateAsync<double>(SeenAt, $"Student {student:00}");
                var sent = (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;
                await lesson.Run.Joined(60 + student, lesson.Emails[student]);
                delays.Add(await seen - sent);
            }
            Assert.True(delays.Max() <= PromiseMs, $"It took {string.Join(", ", delays.Select(delay => $"{delay:0}"))} ms");
        });
    }

    [BrowserFact]
    public async Task While_the_server_is_away_old_data_stays_and_its_age_is_said_and_then_all_goes_on()
    {
        var app = await shared.App();
        var lesson = await Lessons.UnderWay(app);
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            // What a browser says of a connection that is not there.
            tab.Expect("net::ERR_");
            await Watch(tab, lesson);

            await app.Kill();
            try
            {
                await Expect(tab.Line("reconnecting")).ToBeVisibleAsync();
                await Expect(tab.Page.GetByText(DataOf())).ToBeVisibleAsync();
                await StandsStill(tab);
                await Expect(tab.Row("Student 00")).ToContainTextAsync("present");
                await tab.HasNoBarriers();
                await tab.FitsAllScreens();
                await tab.IsUsableByKeyboard();
            }
            finally
            {
                await app.Launch();
            }

            await Expect(tab.Line("live")).ToBeVisibleAsync();
            await lesson.Run.Joined(1150, lesson.Emails[2]);
            await Expect(tab.Row("Student 02")).ToContainTextAsync("partial");
        });
    }

    [BrowserFact]
    public async Task Who_pauses_the_page_sees_it_stand_still_and_then_all_that_has_happened()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await Watch(tab, lesson);

            var pause = tab.Button("Pause updates");
            await pause.ClickAsync();
            await Expect(tab.Line("paused")).ToBeVisibleAsync();
            await lesson.Run.Joined(1150, lesson.Emails[2]);
            await lesson.Run.Joined(1151, email: null, "Late guest");
            await Expect(tab.Row("Late guest")).ToHaveCountAsync(0);
            await pause.ClickAsync();

            await Expect(tab.Line("live")).ToBeVisibleAsync();
            await Expect(tab.Row("Late guest")).ToBeVisibleAsync();
            await Expect(tab.Row("Student 02")).ToContainTextAsync("partial");
        });
    }

    /// <summary>Nobody's time grows of which nobody knows whether they are in.</summary>
    static async Task StandsStill(Tab tab)
    {
        var time = await tab.TimeOf("Student 00");
        await tab.Page.EvaluateAsync("window.since = performance.now()");
        await tab.Page.WaitForFunctionAsync("() => performance.now() > since + 2500");
        Assert.Equal(time, await tab.TimeOf("Student 00"));
    }

    static async Task Watch(Tab tab, HeldLesson lesson)
    {
        await tab.Open(Lessons.LivePage(lesson.Meeting));
        await Expect(tab.Line("live")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"data of \d\d:\d\d:\d\d")]
    private static partial Regex DataOf();
}
