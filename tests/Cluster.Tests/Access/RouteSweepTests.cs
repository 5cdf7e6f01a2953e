using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Every route of the OpenAPI document that the program serves, asked by everybody.</summary>
[Collection(AccessSweep.Name)]
public sealed class RouteSweepTests(AccessFixture shared)
{
    [PostgresFact]
    public async Task Every_route_of_the_document_has_a_row_in_the_table_and_every_row_a_route()
    {
        var served = await Served();
        var known = RouteTable.Routes.Select(route => route.Name).ToList();

        Assert.True(
            !served.Except(known).Any(),
            "Say in RouteTable what these routes answer to whom, and in Requests what they are asked: "
            + string.Join(", ", served.Except(known)));
        Assert.True(
            !known.Except(served).Any(), $"RouteTable has rows that no route has: {string.Join(", ", known.Except(served))}");
        Assert.Distinct(known);
    }

    [PostgresFact]
    public async Task Every_route_answers_everybody_as_the_table_says()
    {
        var calls = await shared.Calls;

        Assert.All(calls, call => Assert.True(
            call.Route.Allows(call.Person, call.Answer.Status), $"{call}; the table says {call.Route.For(call.Person)}"));
    }

    async Task<List<string>> Served()
    {
        using var answer = await (await shared.App).Anonymous.GetAsync("/openapi/v1.json");
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. from path in document.RootElement.GetProperty("paths").EnumerateObject()
                   from operation in path.Value.EnumerateObject()
                   where operation.Name is "get" or "post" or "put" or "patch" or "delete" or "head" or "options" or "trace"
                   select $"{operation.Name.ToUpperInvariant()} {path.Name}"];
    }
}
