using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>One token for the account, however many silos and callers there are.</summary>
public sealed class TokenTests
{
    static readonly DateTimeOffset Morning = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Many_callers_in_two_silos_share_one_token()
    {
        await using var silos = await ZoomSilos.Start(silos: 2);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => silos.Of(i % 2).List(ZoomSilos.Host, "scheduled", 30, null)));

        Assert.Equal(1, silos.Zoom.TokensIssued);
    }

    [Fact]
    public async Task A_token_is_renewed_a_minute_before_its_end_and_not_earlier()
    {
        var clock = new FastClock(Morning);
        await using var silos = await ZoomSilos.Start(new() { Clock = clock });
        await Ask(silos);

        clock.PutForward(TimeSpan.FromMinutes(58.5));
        await Ask(silos);
        Assert.Equal(1, silos.Zoom.TokensIssued);

        clock.PutForward(TimeSpan.FromMinutes(0.6));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Ask(silos)));
        Assert.Equal(2, silos.Zoom.TokensIssued);
        Assert.DoesNotContain(silos.Zoom.Calls, call => call.Status == 401);
    }

    [Fact]
    public async Task A_token_that_Zoom_has_ended_is_renewed_once_for_all_callers_and_they_learn_nothing_of_it()
    {
        await using var silos = await ZoomSilos.Start(silos: 2);
        await Ask(silos);
        silos.Zoom.RevokeTokens();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => silos.Of(i % 2).List(ZoomSilos.Host, "scheduled", 30, null)));

        Assert.Equal(2, silos.Zoom.TokensIssued);
    }

    [Fact]
    public async Task What_was_refused_because_of_its_token_is_given_back()
    {
        await using var silos = await ZoomSilos.Start(new() { Clock = new FastClock(Morning) });
        await silos.AddMeeting();
        silos.Zoom.RevokeTokens();

        await silos.AddMeeting();

        var usage = await silos.Account.Usage();
        Assert.Equal(
            (2, 2), (Assert.Single(usage.Hosts).ChangesToday, usage.Calls.Single(one => one.Weight == ZoomWeight.Medium).UsedToday));
    }

    [Fact]
    public async Task A_call_that_is_refused_with_a_new_token_too_is_not_sent_a_third_time()
    {
        await using var silos = await ZoomSilos.Start();
        silos.Zoom.Failures.Add("GET *", Failure.Error(401, 124, "Invalid access token."));

        var refused = await Assert.ThrowsAsync<ZoomException>(() => Ask(silos));

        Assert.Equal(ZoomFailure.NotAuthorised, refused.Failure);
        Assert.Equal(2, silos.Zoom.Calls.Count(call => call.Status == 401));
    }

    [Fact]
    public async Task Wrong_credentials_are_told_with_what_to_compare_and_the_account_says_so()
    {
        await using var silos = await ZoomSilos.Start(settings: ("Zoom:ClientSecret", "another one"));

        var refused = await Assert.ThrowsAsync<ZoomException>(() => Ask(silos));

        Assert.Equal(ZoomFailure.NotAuthorised, refused.Failure);
        Assert.Contains("Zoom__ClientSecret", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, (await silos.Account.Usage()).Problem);
    }

    [Theory]
    [InlineData("""{"code": 4717, "message": "The app has been disabled."}""")]
    [InlineData("""{"reason": "Bad Request", "error": "server_error"}""")]
    [InlineData("""{"access_token": "", "expires_in": 3600}""")]
    [InlineData("""{"access_token": "given"}""")]
    [InlineData("{}")]
    public async Task An_answer_without_a_token_is_none_and_the_account_says_so(string body)
    {
        await using var silos = await ZoomSilos.Start();
        silos.Zoom.Failures.Add("POST /oauth/token", Failure.Json(200, body));

        var away = await Assert.ThrowsAsync<ZoomException>(() => Ask(silos));

        Assert.Equal(ZoomFailure.Unavailable, away.Failure);
        Assert.Equal(away.Message, (await silos.Account.Usage()).Problem);
        Assert.Equal(["POST /oauth/token"], silos.Zoom.Calls.Select(call => call.Route));
    }

    [Fact]
    public async Task Where_no_token_is_to_be_had_the_next_call_asks_anew()
    {
        var clock = new FastClock(Morning, speed: 4);
        await using var silos = await ZoomSilos.Start(new() { Clock = clock });
        await silos.WarmUp();
        clock.PutForward(TimeSpan.FromHours(2));
        silos.Zoom.Failures.Add("POST /oauth/token", Failure.Status(503));

        var away = await Assert.ThrowsAsync<ZoomException>(() => Ask(silos));
        silos.Zoom.Failures.Clear();
        await Ask(silos);

        Assert.Equal(ZoomFailure.Unavailable, away.Failure);
        Assert.Null((await silos.Account.Usage()).Problem);
    }

    [Fact]
    public async Task Without_an_account_it_is_said_what_to_set()
    {
        await using var silos = await ZoomSilos.Start(
            settings: [("Zoom:AccountId", ""), ("Zoom:ClientId", ""), ("Zoom:ClientSecret", "")]);

        var missing = await Assert.ThrowsAsync<ZoomException>(() => Ask(silos));

        Assert.Equal(ZoomFailure.NotConfigured, missing.Failure);
        Assert.Empty(silos.Zoom.Calls);
    }

    static Task Ask(ZoomSilos silos) => silos.Api.List(ZoomSilos.Host, "scheduled", 30, null);
}
