using Microsoft.Playwright;
using ZoomOrleans.Cluster.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

[Collection(SharedBrowser.Name)]
public sealed class CalendarTests(SharedBrowserFixture shared)
{
    [BrowserFact]
    public async Task The_address_of_a_calendar_is_copied_by_a_button()
    {
        var student = await School.AddUser(await shared.App(), "student", "Stan Student");
        await shared.Browse(student, async tab =>
        {
            await tab.Open("/calendar");
            await tab.Button("Make my address").ClickAsync();
            var address = await tab.Page.GetByLabel("Address", new() { Exact = true }).InputValueAsync();

            await tab.Button("Copy").ClickAsync();

            await Expect(tab.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Copied.");
            Assert.EndsWith(".ics", address, StringComparison.Ordinal);
            Assert.Equal(address, await tab.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        });
    }
}
