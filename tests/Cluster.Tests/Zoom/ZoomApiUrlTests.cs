using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>With the token Zoom says where the account's API is.</summary>
public sealed class ZoomApiUrlTests
{
    [Theory]
    [InlineData("https://api.zoom.us")]
    [InlineData("https://api-eu.zoom.us/")]
    [InlineData("https://api.zoomgov.com")]
    [InlineData("https://zoom.school.example")]
    [InlineData("https://api.zoom.school.example:8443")]
    public void A_token_goes_to_Zoom_and_to_where_it_comes_from(string told) =>
        Assert.Equal(new Uri(told), ZoomApiUrl.Trusted(told, new("https://zoom.school.example")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("api.zoom.us")]
    [InlineData("http://api.zoom.us")]
    [InlineData("https://api.zoom.us.example")]
    [InlineData("https://notzoom.us")]
    [InlineData("https://school.example")]
    [InlineData("https://zoom.us@thief.example")]
    [InlineData("https://somebody@api.zoom.us")]
    [InlineData("http://127.0.0.1:5090")]
    [InlineData("ftp://zoom.us")]
    public void A_token_goes_nowhere_else(string? told) =>
        Assert.Null(ZoomApiUrl.Trusted(told, new("https://zoom.school.example")));

    [Theory]
    [InlineData("http://127.0.0.1:5090", true)]
    [InlineData("http://127.0.0.1:5091", false)]
    public void A_simulated_Zoom_is_where_its_token_comes_from(string told, bool isTrusted) =>
        Assert.Equal(isTrusted, ZoomApiUrl.Trusted(told, new("http://127.0.0.1:5090/")) is not null);

    [Theory]
    [InlineData("https://api.zoom.us/v2/past_meetings/%252Fa%252F%252Fb%3D", "https://eu.zoom.us/v2/past_meetings/%252Fa%252F%252Fb%3D")]
    [InlineData("https://api.zoom.us/v2/meetings/1?show=true", "https://eu.zoom.us/v2/meetings/1?show=true")]
    public void A_call_keeps_its_path_as_it_is_encoded(string call, string expected) =>
        Assert.Equal(expected, new Uri(call).At(new("https://eu.zoom.us/")).OriginalString);

    [Fact]
    public async Task Where_no_address_is_configured_calls_go_to_the_one_that_came_with_the_token()
    {
        await using var silos = await ZoomSilos.Start(settings: ("Zoom:ApiBaseUrl", ""));

        var meeting = await silos.AddMeeting();

        Assert.Equal(meeting, Assert.Single(silos.Zoom.Meetings).Id);
    }

    [Fact]
    public async Task An_address_that_is_configured_holds_whatever_Zoom_says()
    {
        await using var silos = await ZoomSilos.Start();
        silos.Zoom.Failures.Add("POST /oauth/token", Failure.Json(
            200, """{"access_token":"one","expires_in":3600,"api_url":"https://api.zoom.us"}"""));

        var refused = await Assert.ThrowsAsync<ZoomException>(silos.AddMeeting);

        // The simulator's own word for a token that it has not given.
        Assert.Equal((ZoomFailure.NotAuthorised, 124), (refused.Failure, refused.Code));
    }
}
