using Microsoft.Extensions.DependencyInjection;
using ZoomOrleans.Registration;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>Lists that Zoom gives page by page, and one that has no end.</summary>
public sealed class ZoomPagesTests
{
    const string Endless = """{"next_page_token": "again", "meetings": [], "registrants": [], "participants": []}""";

    [Fact]
    public async Task A_list_whose_next_page_is_always_the_same_is_given_up()
    {
        await using var silos = await ZoomSilos.Start();
        silos.Zoom.Failures.Add("GET *", Failure.Json(200, Endless));
        var (api, account) = (silos.Api, silos.Services(0).GetRequiredService<ZoomAccount>());

        await Endlessly(() => silos.Services(0).GetRequiredService<ZoomMeetings>().Of(ZoomSilos.Host));
        await Endlessly(() => new ZoomRegistrar(api, account, TimeProvider.System).List(1));
        await Endlessly(async () =>
        {
            await foreach (var _ in new ZoomReports(api, account).Rows("run"))
                continue;
        });

        Assert.Equal(6, silos.Zoom.Calls.Count(call => call.Route.StartsWith("GET ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_list_that_always_has_another_page_is_given_up()
    {
        var asked = 0;

        await Endlessly(async () =>
        {
            await foreach (var _ in ZoomPages.Of(_ => Task.FromResult(new ZoomMeetingsPage { NextPageToken = $"{asked++}" })))
                continue;
        });

        Assert.Equal(200, asked);
    }

    [Fact]
    public async Task All_pages_of_a_list_are_read_in_their_order()
    {
        var pages = new List<string>();

        await foreach (var page in ZoomPages.Of(next => Task.FromResult(
            new ZoomMeetingsPage { NextPageToken = next switch { null => "b", "b" => "c", _ => "" } })))
            pages.Add(page.NextPageToken!);

        Assert.Equal(["b", "c", ""], pages);
    }

    static async Task Endlessly(Func<Task> list)
    {
        var endless = await Assert.ThrowsAsync<ZoomException>(list);
        Assert.Equal(ZoomFailure.Unavailable, endless.Failure);
        Assert.Contains("no end", endless.Message, StringComparison.Ordinal);
    }
}
