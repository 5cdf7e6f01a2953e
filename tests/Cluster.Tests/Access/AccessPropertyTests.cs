using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Three accounts of who sees and does what in random schools: plain C# (<see cref="Rules"/>), PostgreSQL by SQL, and the
/// grains. A failure prints its seed; the environment variable CsCheck_Seed replays it, and CsCheck_Iter asks for more
/// schools.
/// </summary>
public sealed class AccessPropertyTests
{
    static readonly long SomeSchools = Math.Max(200, Check.Iter);
    static readonly long ManySchools = Math.Max(1000, Check.Iter);

    const int Desks = 2;

    [PostgresFact]
    public Task In_any_school_rules_rows_and_live_views_agree() => Agree(SomeSchools);

    [PostgresFact, Trait("Tier", "Long")]
    public Task In_a_thousand_schools_rules_rows_and_live_views_agree() => Agree(ManySchools);

    static async Task Agree(long schools)
    {
        var desks = new ConcurrentBag<SchoolDesk>();
        try
        {
            for (var i = 0; i < Desks; i++)
                desks.Add(await SchoolDesk.Create());
            await RandomSchool.Any.SampleAsync(
                school => Compare(desks, school), iter: schools, threads: Desks, print: Printed);
        }
        finally
        {
            foreach (var desk in desks)
                await desk.DisposeAsync();
        }
    }

    static async Task Compare(ConcurrentBag<SchoolDesk> desks, SchoolRows school)
    {
        Assert.True(desks.TryTake(out var desk), "There are as many desks as schools at once.");
        try
        {
            if (await AccessProperty.Difference(desk, school) is { } difference)
                Assert.Fail(difference);
        }
        finally
        {
            desks.Add(desk);
        }
    }

    static string Printed(SchoolRows school) => string.Join('\n', Rules.All.SelectMany(rule =>
        rule.Rows(school).Select(row => $"{rule.Table} {row}")).Append($"seed of the attempts: {school.Seed}"));
}
