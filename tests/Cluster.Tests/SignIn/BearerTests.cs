using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

[Collection(SignInApp.Name)]
public sealed class BearerTests(SignInFixture shared)
{
    [PostgresFact]
    public async Task A_token_of_the_provider_opens_the_API_it_is_for_and_no_other()
    {
        var (provider, app) = await shared.Both;
        provider.Account = Account.New();
        var user = await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Tess Teacher");

        var token = await provider.AccessToken(Tokens.Audience);

        Assert.Equal("RS256", new JsonWebToken(token).Alg);
        (await Bearer.Get(app, token, $"/api/users/{user}")).Is(HttpStatusCode.OK);
        foreach (var audience in new[] { "another-api", OpenIdProvider.ClientId })
            (await Bearer.Get(app, await provider.AccessToken(audience))).Is(HttpStatusCode.Unauthorized);
        await People.AuditedRefusal(app, "otherAudience");
    }

    [PostgresTheory]
    [InlineData("true", "http://www.w3.org/2001/XMLSchema#boolean", HttpStatusCode.OK)]
    [InlineData("true", "http://www.w3.org/2001/XMLSchema#string", HttpStatusCode.OK)]
    [InlineData("false", "http://www.w3.org/2001/XMLSchema#boolean", HttpStatusCode.Unauthorized)]
    [InlineData("false", "http://www.w3.org/2001/XMLSchema#string", HttpStatusCode.Unauthorized)]
    [InlineData(null, "http://www.w3.org/2001/XMLSchema#string", HttpStatusCode.Unauthorized)]
    public async Task A_token_too_links_by_a_verified_address_only(string? verified, string type, HttpStatusCode expected)
    {
        var (provider, app) = await shared.Both;
        var (user, email) = await People.WithEmail(app);
        provider.Account = Account.New(email) with { Verified = verified, VerifiedType = type };

        var answer = await Bearer.Get(app, await provider.AccessToken(Tokens.Audience), $"/api/users/{user}");

        answer.Is(expected);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, (await People.Subjects(app, user)).Count);
    }

    [PostgresTheory]
    [InlineData("JWT", true)]
    [InlineData("at+jwt", true)]
    [InlineData("application/at+jwt", true)]
    [InlineData("", true)]
    [InlineData("logout+jwt", false)]
    public async Task A_token_of_another_type_is_none(string type, bool isAccepted)
    {
        var (_, app) = await shared.Both;

        var answer = await Bearer.Get(app, HandMade(app, new() { ["alg"] = "HS256", ["typ"] = type }, Claims()));

        answer.Is(isAccepted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [PostgresFact]
    public async Task A_token_that_is_not_ours_in_any_way_is_refused()
    {
        var (provider, app) = await shared.Both;
        var header = new Dictionary<string, object> { ["alg"] = "HS256", ["typ"] = "JWT" };
        Dictionary<string, object> With(string name, object? value)
        {
            var claims = Claims();
            claims.Remove(name);
            if (value is not null)
                claims[name] = value;
            return claims;
        }

        (await Bearer.Get(app, HandMade(app, header, Claims()))).Is(HttpStatusCode.OK);
        foreach (var (name, value) in new (string, object?)[]
        {
            ("iss", "https://evil.example"), ("iss", null), ("aud", "another"), ("aud", null), ("sub", null), ("sub", ""),
            ("exp", null), ("exp", Seconds(-40)), ("nbf", Seconds(50)), ("sub", "nobody"),
        })
            (await Bearer.Get(app, HandMade(app, header, With(name, value)))).Is(HttpStatusCode.Unauthorized);
        // Within the clocks' tolerance.
        (await Bearer.Get(app, HandMade(app, header, With("exp", Seconds(-10))))).Is(HttpStatusCode.OK);
        (await Bearer.Get(app, HandMade(app, new() { ["alg"] = "none", ["typ"] = "JWT" }, Claims(), isSigned: false)))
            .Is(HttpStatusCode.Unauthorized);
        (await Bearer.Get(app, HandMade(app, header, With("iss", provider.Issuer)))).Is(HttpStatusCode.Unauthorized);
        Assert.DoesNotContain(app.Log, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task A_token_of_an_issuer_with_identities_that_names_no_subject_is_refused()
    {
        await using var app = await AppProcess.Start(("Authentication__SubjectIsUserId__0", "https://another.example"));

        (await Bearer.Get(app, app.Tokens.For(AppProcess.AdminId))).Is(HttpStatusCode.Unauthorized);
        var claims = Claims();
        claims.Remove("sub");
        (await Bearer.Get(app, HandMade(app, new() { ["alg"] = "HS256", ["typ"] = "JWT" }, claims)))
            .Is(HttpStatusCode.Unauthorized);
    }

    [PostgresFact]
    public async Task Without_an_audience_in_the_settings_a_token_for_anybody_is_for_nobody()
    {
        const string Bearers = "Authentication__Schemes__Bearer__";
        await using var provider = await OpenIdProvider.Start();
        (string, string)[] settings =
        [
            .. SignInFixture.Settings(provider.Address),
            ($"{Bearers}ValidIssuer", null!), ($"{Bearers}ValidateAudience", "false"), ($"{Bearers}ValidateIssuer", "false"),
        ];
        provider.Account = Account.New("admin@school.example");
        var token = await provider.AccessToken("any-api");

        await using (var app = await AppProcess.Start([.. settings, ($"{Bearers}ValidAudiences__0", null!)]))
            (await Bearer.Get(app, token)).Is(HttpStatusCode.Unauthorized);
        await using (var app = await AppProcess.Start([.. settings, ($"{Bearers}ValidAudiences__0", "any-api")]))
            (await Bearer.Get(app, token)).Is(HttpStatusCode.OK);
    }

    static Dictionary<string, object> Claims() => new()
    {
        ["iss"] = Tokens.Issuer,
        ["aud"] = Tokens.Audience,
        ["sub"] = $"{AppProcess.AdminId}",
        ["exp"] = Seconds(600),
    };

    static long Seconds(int fromNow) => DateTimeOffset.UtcNow.AddSeconds(fromNow).ToUnixTimeSeconds();

    static string HandMade(
        AppProcess app, Dictionary<string, object> header, Dictionary<string, object> claims, bool isSigned = true)
    {
        if (header.GetValueOrDefault("typ") is "")
            header.Remove("typ");
        var content = $"{Part(header)}.{Part(claims)}";
        var key = Convert.FromBase64String(app.Tokens.Key);
        var signature = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(content));
        return $"{content}.{(isSigned ? Base64UrlEncoder.Encode(signature) : "")}";
    }

    static string Part(Dictionary<string, object> fields) =>
        Base64UrlEncoder.Encode(System.Text.Json.JsonSerializer.Serialize(fields));
}
