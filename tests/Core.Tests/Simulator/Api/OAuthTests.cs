using System.Net;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class OAuthTests
{
    [Fact]
    public async Task A_token_tells_its_life_its_scopes_and_where_the_API_is()
    {
        await using var caller = await Caller.Start(new() { TokenLife = TimeSpan.FromMinutes(10), Scopes = "a:b c:d" });
        var said = await caller.Token();
        Assert.Equal(HttpStatusCode.OK, said.Status);
        Assert.Equal(600, said.Json["expires_in"]!.GetValue<int>());
        Assert.Equal(("bearer", "a:b c:d"), (said.Json.Text("token_type"), said.Json.Text("scope")));
        Assert.Equal(caller.Zoom.Address.ToString(), said.Json.Text("api_url") + "/");
        Assert.Equal(2, caller.Zoom.TokensIssued);
    }

    [Theory]
    [InlineData("account_credentials", "wrong", "invalid_client")]
    [InlineData("client_credentials", null, "unsupported_grant_type")]
    public async Task A_wrong_client_or_grant_is_told_with_reason_and_error(string grant, string? secret, string error)
    {
        await using var caller = await Caller.Start();
        var said = await caller.Token(grant, secret);
        Assert.Equal((HttpStatusCode.BadRequest, error), (said.Status, said.Json.Text("error")));
        Assert.NotEmpty(said.Json.Text("reason"));
        Assert.Equal(1, caller.Zoom.TokensIssued);
    }

    [Fact]
    public async Task A_token_lives_until_it_expires_also_when_there_is_a_newer_one()
    {
        await using var caller = await Caller.Start();
        await caller.Token();
        caller.Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal(HttpStatusCode.OK, (await caller.Get($"users/{Caller.Host.Id}")).Status);
        caller.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((401, 124), (await caller.Get($"users/{Caller.Host.Id}")).Error);
    }

    [Fact]
    public async Task Without_a_token_or_with_a_revoked_one_the_answer_is_124()
    {
        await using var caller = await Caller.Start();
        caller.Zoom.RevokeTokens();
        Assert.Equal((401, 124), (await caller.Get("meetings/1")).Error);
        caller.Authorize("invented");
        Assert.Equal((401, 124), (await caller.Post("users/x/meetings", "no JSON")).Error);
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_named()
    {
        await using var caller = await Caller.Start(new() { Scopes = "user:read:user:admin" });
        Assert.Equal(HttpStatusCode.OK, (await caller.Get($"users/{Caller.Host.Id}")).Status);
        var said = await caller.Get("meetings/1");
        Assert.Equal((400, 4711), said.Error);
        Assert.Contains("meeting:read:meeting:admin", said.Json.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_Zoom_does_not_have_is_told_so()
    {
        await using var caller = await Caller.Start();
        Assert.Equal(HttpStatusCode.NotFound, (await caller.Get("meeting/1")).Status);
    }
}
