using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Everything that the program has mapped, whether it is in the OpenAPI document or not.</summary>
[Collection(AccessSweep.Name)]
public sealed partial class EndpointTests(AccessFixture shared)
{
    /// <summary>Answered whoever asks, and why.</summary>
    static readonly string[] Anonymous =
    [
        // Whatever watches the program asks these; they say nothing of the school.
        "* /health/live", "* /health/ready",
        // Whoever writes a program against the API reads these.
        "GET /openapi/{documentName}.json", "GET /docs/{documentName?}", "GET /docs/scalar.js",
        "GET /docs/scalar.aspnetcore.js", "GET /docs/favicon.svg",
        // Zoom's signature takes the place of a token.
        "POST /api/zoom/webhook", "* /api/zoom/webhook",
        // The secret in the address takes the place of a token.
        "GET /calendar/{secret}.ics",
        // Nobody is signed in yet, or any more.
        "GET /signin", "POST /signout",
    ];

    [PostgresFact]
    public async Task Every_endpoint_is_swept_or_is_listed_as_one_that_anybody_may_ask()
    {
        var mapped = (await shared.Endpoints()).Select(endpoint => Template(endpoint.Name)).ToHashSet();
        HashSet<string> known =
        [
            .. RouteTable.Routes.Select(route => route.Name), .. PageTable.Pages.Select(page => page.Name), .. Anonymous,
        ];

        Assert.True(mapped.Count > RouteTable.Routes.Count, "The program has not written down its endpoints.");
        Assert.True(
            mapped.IsSubsetOf(known),
            "Give these a row in RouteTable or PageTable, or say here why anybody may ask them: "
            + string.Join(", ", mapped.Except(known)));
        Assert.True(known.IsSubsetOf(mapped), $"The program does not have these: {string.Join(", ", known.Except(mapped))}");
    }

    [PostgresFact]
    public async Task Nothing_is_open_to_anybody_that_is_not_listed_so()
    {
        var open = (await shared.Endpoints()).Where(endpoint => endpoint.IsAnonymous).Select(endpoint => Template(endpoint.Name));

        Assert.Equal(Anonymous.Order(), open.Order());
    }

    /// <summary>As the OpenAPI document writes it: without what parameters must look like.</summary>
    static string Template(string name) => Constraint().Replace(name, "}");

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();
}
