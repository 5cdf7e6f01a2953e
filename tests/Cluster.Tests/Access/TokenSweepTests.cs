using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What is no token of ours opens nothing, whomever it names: here an admin, who may have every route.</summary>
[Collection(AccessSweep.Name)]
public sealed class TokenSweepTests(AccessFixture shared)
{
    static readonly string[] FieldsOfARefusal = ["type", "title", "status", "traceId"];

    [PostgresTheory]
    [InlineData("nothing")]
    [InlineData("no token")]
    [InlineData("garbage")]
    [InlineData("another scheme")]
    [InlineData("a forged cookie")]
    [InlineData("expired")]
    [InlineData("wrongly signed")]
    [InlineData("altered")]
    [InlineData("alg:none")]
    [InlineData("wrong audience")]
    [InlineData("wrong issuer")]
    [InlineData("nobody known")]
    public async Task What_is_no_token_of_ours_opens_no_route_and_is_told_nothing(string kind)
    {
        var world = await shared.World;
        var requests = new Requests(world);
        var header = Header(world.App.Tokens, kind);
        foreach (var route in RouteTable.Routes)
        {
            var answer = await world.App.Anonymous.Send(
                route.Method, await requests.Path(route), await requests.Body(route), header);

            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{route.Name} with {kind}: {answer.Status}");
            Assert.Subset(
                FieldsOfARefusal.ToHashSet(), answer.Json.EnumerateObject().Select(field => field.Name).ToHashSet());
        }
    }

    [PostgresFact]
    public async Task The_same_request_with_a_token_of_ours_is_answered()
    {
        var app = await shared.App;
        var header = Bearer(app.Tokens.For(AppProcess.AdminId));

        (await app.Anonymous.Send(HttpMethod.Get, "/api/users", null, header)).Is(HttpStatusCode.OK);
    }

    static (string Name, string Value)[] Header(Tokens tokens, string kind) => kind switch
    {
        "nothing" => [],
        "no token" => Bearer(""),
        "garbage" => Bearer("garbage"),
        "another scheme" => [("Authorization", $"Basic {Convert.ToBase64String("admin:admin"u8)}")],
        "a forged cookie" => [("Cookie", "zoomorleans=CfDJ8garbage")],
        "expired" => Bearer(tokens.ExpiredFor(AppProcess.AdminId)),
        "wrongly signed" => Bearer(Tokens.ForgedFor(AppProcess.AdminId)),
        "altered" => Bearer(tokens.AlteredFor(AppProcess.AdminId)),
        "alg:none" => Bearer(Tokens.UnsignedFor(AppProcess.AdminId)),
        "wrong audience" => Bearer(tokens.ForAudience(AppProcess.AdminId, "another program")),
        "wrong issuer" => Bearer(tokens.ByIssuer(AppProcess.AdminId, "https://sign-in.elsewhere.example")),
        "nobody known" => Bearer(tokens.For(Guid.NewGuid())),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown"),
    };

    static (string Name, string Value)[] Bearer(string token) => [("Authorization", $"Bearer {token}")];
}
