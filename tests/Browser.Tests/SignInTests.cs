using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed partial class SignInTests(SharedBrowserFixture shared)
{
    [BrowserFact]
    public async Task The_button_leads_to_the_schools_provider_and_back_to_the_page_asked_for()
    {
        var teacher = await School.AddUser(await shared.App(), "teacher", "Tess Teacher");
        await shared.IsAtProvider(teacher);
        await shared.Browse(null, async tab =>
        {
            await tab.Open("/teacher/meetings");
            await Expect(tab.Page).ToHaveURLAsync(SignInPage());
            await tab.HasNoBarriers();

            await tab.Button("Sign in with your school account").ClickAsync();

            await Expect(tab.Page).ToHaveURLAsync(MeetingsPage());
            await Expect(tab.Bar()).ToContainTextAsync("Tess Teacher");
        });
    }

    [BrowserFact]
    public async Task Who_signs_out_has_to_sign_in_again()
    {
        var teacher = await School.AddUser(await shared.App(), "teacher", "Tess Teacher");
        await shared.Browse(teacher, async tab =>
        {
            await tab.Open("/");

            await tab.Button("Sign out").ClickAsync();

            await Expect(tab.Page).ToHaveURLAsync(SignInPage());
            await tab.Open("/");
            await Expect(tab.Page).ToHaveURLAsync(SignInPage());
        });
    }

    [GeneratedRegex("/signin(\\?|$)")]
    private static partial Regex SignInPage();

    [GeneratedRegex("/teacher/meetings$")]
    private static partial Regex MeetingsPage();
}
