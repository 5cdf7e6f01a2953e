using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>Where the keys for addresses lie, and what is said at the start where that cannot be right.</summary>
public sealed class KeyDirectoryTests
{
    [PostgresTheory]
    [InlineData("in the directory of CheckIns__KeyDirectory", "CheckIns__KeyDirectory=/proc/keys")]
    [InlineData("CheckIns__KeyDays is not from 1 to 366", "CheckIns__KeyDays=0")]
    [InlineData("TrustedProxies__*", "TrustedProxies__0=proxy")]
    public async Task Settings_that_cannot_be_right_are_named_at_the_start(string said, params string[] settings)
    {
        await using var app = await AppProcess.Create([.. settings.Select(one => one.Split('=')).Select(one => (one[0], one[1]))]);

        Assert.NotEqual(0, await app.RunToEnd());

        Assert.Contains(app.Log, line => line.Contains(said, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task A_client_of_silos_whose_keys_nobody_shares_says_so_at_the_start()
    {
        await using var app = await AppProcess.Create(("Cluster__Mode", "Client"), ("CheckIns__KeyDirectory", ""));
        // It waits for silos, which there are none of.
        var starting = app.Launch();

        await Wait.Until(
            () => app.Log.Any(line => line.Contains("set CheckIns__KeyDirectory to a directory that all", StringComparison.Ordinal)),
            "it says so");
        await app.Kill();
        await Assert.ThrowsAnyAsync<Exception>(() => starting);
    }

    [PostgresFact]
    public async Task By_default_they_lie_beside_those_of_the_cookies_and_whose_lie_elsewhere_is_told()
    {
        var (shared, elsewhere) = (Directory.CreateTempSubdirectory(), Directory.CreateTempSubdirectory());
        await using var app = await AppProcess.Start(
            ("CheckIns__KeyDirectory", ""), ("DataProtection__KeysDirectory", shared.FullName));
        var checkIn = await OpenCheckIn.Make(app);
        (await checkIn.Enter(checkIn.School.Students[0])).Is(HttpStatusCode.Created);
        Assert.Single(Directory.GetFiles(Path.Combine(shared.FullName, "addresses"), "*.key"));

        await using var other = AppProcess.On(app.Database, ("CheckIns__KeyDirectory", elsewhere.FullName));
        await other.Launch();

        await Wait.Until(
            () => other.Log.Any(line => line.Contains("by a key that is not in", StringComparison.Ordinal)), "the log tells of it");
        shared.Delete(recursive: true);
        elsewhere.Delete(recursive: true);
    }
}
