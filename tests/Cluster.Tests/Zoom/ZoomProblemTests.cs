using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What the caller of our API hears when Zoom has not done something.</summary>
public sealed class ZoomProblemTests
{
    const string Advice = "What to do.";

    static readonly DateTimeOffset Midnight = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ZoomFailure.NotConfigured, 503, "ZOOM_NOT_CONFIGURED", null)]
    [InlineData(ZoomFailure.NotAuthorised, 503, "ZOOM_NOT_AUTHORISED", null)]
    [InlineData(ZoomFailure.UnknownHost, 422, "ZOOM_UNKNOWN_HOST", null)]
    [InlineData(ZoomFailure.NotLicensed, 422, "ZOOM_NOT_LICENSED", null)]
    [InlineData(ZoomFailure.Missing, 409, "ZOOM_MISSING", null)]
    [InlineData(ZoomFailure.InProgress, 409, "ZOOM_IN_PROGRESS", null)]
    [InlineData(ZoomFailure.Over, 409, "ZOOM_OVER", null)]
    [InlineData(ZoomFailure.Full, 409, "ZOOM_FULL", null)]
    [InlineData(ZoomFailure.NotReady, 409, "ZOOM_NOT_READY", null)]
    [InlineData(ZoomFailure.UsedUp, 429, "ZOOM_LIMIT", null)]
    [InlineData(ZoomFailure.Refused, 422, "ZOOM_REFUSED", null)]
    [InlineData(ZoomFailure.Unavailable, 503, "ZOOM_UNAVAILABLE", "60")]
    public async Task Each_failure_has_a_status_and_a_code_and_says_what_to_do(
        ZoomFailure failure, int status, string code, string? retryAfter)
    {
        var answer = await Answer(new ZoomException(failure, Advice));

        Assert.Equal((status, code, Advice), ((int)answer.Status, answer.Text("code"), answer.Text("detail")));
        Assert.Equal(retryAfter, answer.Response.Headers.RetryAfter?.ToString());
    }

    [Theory]
    [InlineData(ZoomFailure.UsedUp, 429)]
    [InlineData(ZoomFailure.Unavailable, 503)]
    public async Task Where_it_is_known_when_to_try_again_the_answer_says_so(ZoomFailure failure, int status)
    {
        var answer = await Answer(new ZoomException(failure, Advice) { Until = Midnight.ToOffset(TimeSpan.FromHours(8)) });

        Assert.Equal((HttpStatusCode)status, answer.Status);
        Assert.Equal(Midnight, answer.Response.Headers.RetryAfter?.Date);
    }

    [Fact]
    public void No_failure_is_left_out() =>
        Assert.Equal(
            Enum.GetValues<ZoomFailure>().Length,
            Enum.GetValues<ZoomFailure>()
                .Select(failure => ZoomProblems.Of(new ZoomException(failure, Advice)).Extensions["code"]).Distinct().Count());

    /// <summary>Of a program whose only route throws it.</summary>
    static async Task<Answer> Answer(ZoomException exception)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var address = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        builder.WebHost.UseUrls($"{address}");
        builder.Services.AddProblems();
        await using var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGet("/", () => { throw exception; });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = address };
        return await client.Get("/");
    }
}
