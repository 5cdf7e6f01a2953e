using System.Net;
using System.Runtime.Versioning;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Crash;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

[UnsupportedOSPlatform("windows")]
public sealed class DatabaseAwayTests
{
    [PostgresFact]
    public async Task While_the_database_is_away_a_page_says_so_and_it_is_there_again_afterwards()
    {
        await using var server = await StoppableServer.Start();
        await using var app = AppProcess.OnServer(server.ConnectionString);
        await app.Launch();
        await app.Admin.Page("/");

        await server.Crash();
        var away = await app.Admin.Open("/teacher/meetings?status=ended");
        away.Is(HttpStatusCode.ServiceUnavailable);
        await server.StartAgain();

        away.Body.Says("Not available at the moment", "The database does not answer", "href=\"/teacher/meetings?status=ended\"");
        Assert.NotNull(away.Response.Headers.RetryAfter);
        await Wait.Until(
            async () => (await app.Admin.Open("/")).Status == HttpStatusCode.OK, () => "the page is there again");
    }
}
