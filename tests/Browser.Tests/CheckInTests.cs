using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.CheckIns;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>A check-in on the projector, and on the phones of the class.</summary>
[Collection(SharedBrowser.Name)]
public sealed class CheckInTests(SharedBrowserFixture shared)
{
    [BrowserFact]
    public async Task The_teachers_page_keeps_up_by_itself_with_the_code_and_with_who_comes()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App());
        await shared.Browse(checkIn.School.Teacher, async tab =>
        {
            await tab.Open(checkIn.Page());
            var picture = tab.Page.Locator(".qr svg");
            await Expect(picture).ToBeInViewportAsync();
            await Expect(tab.Page.Locator(".qr .code")).ToBeInViewportAsync();

            (await checkIn.Enter(checkIn.School.Students[1])).Is(HttpStatusCode.Created);
            await Expect(tab.Page.Locator("#came")).ToHaveTextAsync("1 of 3 have checked in.");
            await Expect(tab.Row("Student 01")).ToBeVisibleAsync();
            // As if the time for the next one had come.
            var before = await picture.InnerHTMLAsync();
            await checkIn.Run($"UPDATE check_ins SET secret = sha256('other') WHERE id = '{checkIn.Id}'");
            await Expect(picture).Not.ToHaveJSPropertyAsync("innerHTML", before);
            await Expect(tab.Page.Locator(".qr .code")).ToHaveTextAsync(Spaced(await checkIn.Code()));

            await tab.Button("Close the check-in").ClickAsync();
            await Expect(tab.Page.Locator("main")).ToContainTextAsync("This check-in closed at");
            await Expect(picture).ToHaveCountAsync(0);
        });
    }

    [BrowserFact]
    public async Task A_page_that_hears_nothing_says_that_its_code_may_be_too_old()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App());
        await shared.Browse(checkIn.School.Teacher, async tab =>
        {
            tab.Expect("Failed to load resource");
            await tab.Open(checkIn.Page());
            await tab.Page.RouteAsync("**/check-ins/**", route => route.AbortAsync());

            await Expect(tab.Page.Locator("#lost")).ToBeVisibleAsync();

            await tab.Page.UnrouteAllAsync();
            await Expect(tab.Page.Locator("#lost")).ToBeHiddenAsync();
        });
    }

    [BrowserFact]
    public async Task Without_script_the_page_loads_itself_anew()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App());
        await shared.Browse(
            checkIn.School.Teacher,
            async tab =>
            {
                await tab.Open(checkIn.Page());
                await Expect(tab.Page.Locator(".qr svg")).ToBeInViewportAsync();

                (await checkIn.Enter(checkIn.School.Students[1])).Is(HttpStatusCode.Created);
                await tab.Link("Show the code of now").ClickAsync();

                await Expect(tab.Row("Student 01")).ToBeVisibleAsync();
                Assert.Equal(1, await tab.Page.Locator("meta[http-equiv=refresh]").CountAsync());
            },
            hasScript: false);
    }

    [BrowserFact]
    public async Task A_phone_that_scanned_the_picture_signs_in_first_comes_back_and_checks_in()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App());
        await shared.IsAtProvider(checkIn.School.Students[0]);
        await shared.Browse(null, async tab =>
        {
            await tab.Resize(Screens.Phone);
            await tab.Open($"/check-in?code={await checkIn.Code()}");
            await tab.Button("Sign in with your school account").ClickAsync();
            await Expect(tab.Title()).ToHaveTextAsync("Check in");

            await tab.Button("Check in").ClickAsync();

            await Expect(tab.Title()).ToHaveTextAsync("You are checked in");
            await tab.HasNoBarriers();
        });
        Assert.Equal(1, (await checkIn.Teacher.Get(checkIn.Path))["students"].GetArrayLength());
    }

    static string Spaced(string code) => $"{code[..3]} {code[3..]}";
}
