using System.Net;
using Microsoft.Playwright;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Live;
using ZoomOrleans.Cluster.Tests.Webhook;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>When the live page follows its lesson, when it does not, and what it says of that.</summary>
[Collection(SharedBrowser.Name)]
public sealed class LineTests(SharedBrowserFixture shared)
{
    /// <summary>Keeps the page's streams where a test finds them, and whether anybody looks at the page.</summary>
    const string Watched = """
        (() => {
          const Stream = window.EventSource;
          window.streams = [];
          window.EventSource = class extends Stream { constructor(url) { super(url); streams.push(this); } };
          let isHidden = false;
          Object.defineProperty(document, 'hidden', { get: () => isHidden });
          window.look = isSeen => { isHidden = !isSeen; document.dispatchEvent(new Event('visibilitychange')); };
        })();
        """;

    /// <summary>Of one person, where nothing else is set.</summary>
    const int StreamsMax = 10;

    const string AreClosed = "() => streams.every(stream => stream.readyState === EventSource.CLOSED)";

    [BrowserFact]
    public async Task It_follows_only_while_somebody_looks_at_it()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await Watch(lesson.School.Teacher, lesson, async tab =>
        {
            await tab.Page.EvaluateAsync("look(false)");
            Assert.True(await tab.Page.EvaluateAsync<bool>(AreClosed), "A page that nobody sees has a stream.");
            await lesson.Run.Joined(1151, email: null, "Late guest");

            await tab.Page.EvaluateAsync("look(true)");

            await Expect(tab.Row("Late guest")).ToBeVisibleAsync();
            await Expect(tab.Line("live")).ToBeVisibleAsync();
        });
    }

    [BrowserFact]
    public async Task Who_was_signed_out_is_told_and_where_to_sign_in()
    {
        var lesson = await Lessons.UnderWay(await shared.App());
        await Watch(lesson.School.Teacher, lesson, async tab =>
        {
            tab.Expect("Failed to load resource");
            await tab.Page.Context.ClearCookiesAsync();
            await tab.Page.EvaluateAsync("look(false); look(true)");

            await Expect(tab.Line("signedOut")).ToBeVisibleAsync();

            await Expect(tab.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("signed out");
            await Stops(tab);
        });
    }

    [BrowserFact]
    public async Task Who_may_no_longer_see_it_is_told()
    {
        var app = await shared.App();
        var lesson = await Lessons.UnderWay(app);
        await Watch(lesson.School.Parent, lesson, async tab =>
        {
            tab.Expect("Failed to load resource");
            (await app.Admin.Delete($"/api/users/{lesson.School.Parent}/children/{lesson.School.Students[0]}"))
                .Is(HttpStatusCode.NoContent);

            await Expect(tab.Line("gone")).ToBeVisibleAsync();

            await Expect(tab.Row("Student 00")).ToBeVisibleAsync();
            await Stops(tab);
        });
    }

    [BrowserFact]
    public async Task Of_too_many_pages_the_oldest_says_that_it_has_ended()
    {
        var app = await shared.App();
        var lesson = await Lessons.UnderWay(app);
        var others = new List<EventStream>();
        await Watch(lesson.School.Teacher, lesson, async tab =>
        {
            while (others.Count < StreamsMax)
                others.Add(await EventStream.Open(app.As(lesson.School.Teacher), lesson.Meeting.Path));

            await Expect(tab.Line("replaced")).ToBeVisibleAsync();

            await tab.Line("replaced").ClickAsync();
            await Expect(tab.Line("live")).ToBeVisibleAsync();
        });
        foreach (var other in others)
            await other.DisposeAsync();
    }

    [BrowserFact]
    public async Task What_is_sent_is_sent_once_and_what_the_server_could_not_do_is_said_with_its_trace_id()
    {
        var lesson = await Lessons.Ended(await shared.App());
        await Watch(lesson.School.Teacher, lesson, async tab =>
        {
            tab.Expect("Failed to load resource");
            var sent = 0;
            await tab.Page.RouteAsync("**/reconcile", async route =>
            {
                sent++;
                await route.FulfillAsync(new()
                {
                    Status = 500, ContentType = "application/problem+json",
                    Body = """{"detail":"The server could not do it.","traceId":"00-abc-01"}""",
                });
            });

            await tab.Page.EvaluateAsync("""
                () => { for (let press = 0; press < 2; press++) document.getElementById('do-ask').click(); }
                """);

            var message = tab.Page.Locator("#message");
            await Expect(message).ToContainTextAsync("The server could not do it. Trace id: 00-abc-01");
            await Expect(message).ToHaveClassAsync("problem");
            Assert.Equal(1, sent);
            await message.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            await Expect(tab.Title()).ToBeFocusedAsync();
        });
    }

    [BrowserFact]
    public async Task Where_the_browser_does_not_let_it_copy_that_is_said()
    {
        var lesson = await Lessons.Ended(await shared.App());
        await Watch(lesson.School.Teacher, lesson, async tab =>
        {
            // As over HTTP from another machine.
            await tab.Page.EvaluateAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined })");

            await tab.Button("Copy the list of the absent").ClickAsync();

            await Expect(tab.Page.Locator("#message")).ToContainTextAsync("The browser does not let the page copy.");
        });
    }

    [BrowserFact]
    public async Task What_has_changed_since_the_server_wrote_the_page_is_said_though_nothing_follows()
    {
        var lesson = await Lessons.NobodyYet(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            var isFirst = true;
            await tab.Page.RouteAsync("**/participants", async route =>
            {
                var answer = await route.FetchAsync();
                if (isFirst)
                    await lesson.Run.Joined(60, lesson.Emails[0]);
                isFirst = false;
                await route.FulfillAsync(new() { Response = answer });
            });
            await tab.Open(Lessons.LivePage(lesson.Meeting));

            await Expect(tab.StudentRow("Student 00")).ToContainTextAsync("partial");
            await Expect(tab.State()).Not.ToContainTextAsync("nobody has joined yet");
        });
    }

    async Task Watch(Guid user, HeldLesson lesson, Func<Tab, Task> test) => await shared.Browse(user, async tab =>
    {
        await tab.Page.AddInitScriptAsync(Watched);
        await tab.Open(Lessons.LivePage(lesson.Meeting));
        await tab.IsConnected();
        await test(tab);
    });

    static async Task Stops(Tab tab) =>
        Assert.True(await tab.Page.EvaluateAsync<bool>(AreClosed), "A page that may not follow has a stream.");
}
