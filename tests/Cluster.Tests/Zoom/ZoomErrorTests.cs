using System.Globalization;
using System.Net;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What Zoom's refusals mean.</summary>
public sealed class ZoomErrorTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(400, 300, ZoomFailure.Refused)]
    [InlineData(400, 303, ZoomFailure.Refused)]
    [InlineData(401, 124, ZoomFailure.NotAuthorised)]
    [InlineData(400, 4700, ZoomFailure.NotAuthorised)]
    [InlineData(400, 4711, ZoomFailure.NotAuthorised)]
    [InlineData(404, 1001, ZoomFailure.UnknownHost)]
    [InlineData(400, 1010, ZoomFailure.UnknownHost)]
    [InlineData(400, 3161, ZoomFailure.NotLicensed)]
    [InlineData(400, 200, ZoomFailure.NotLicensed)]
    [InlineData(404, 3001, ZoomFailure.Missing)]
    [InlineData(404, 404, ZoomFailure.Missing)]
    [InlineData(400, 3002, ZoomFailure.InProgress)]
    [InlineData(400, 3038, ZoomFailure.Over)]
    [InlineData(404, 3043, ZoomFailure.Full)]
    [InlineData(200, 3001, ZoomFailure.Missing)]
    [InlineData(200, 200, ZoomFailure.NotLicensed)]
    public async Task A_refusal_has_its_meaning_and_Zooms_own_words(int status, int code, ZoomFailure failure)
    {
        await using var silos = await ZoomSilos.Start();
        silos.Zoom.Failures.Add("GET /meetings/*", Failure.Error(status, code, "As Zoom says it."));

        var refused = await Assert.ThrowsAsync<ZoomException>(() => silos.Api.Get(1));

        Assert.Equal((failure, code, null), (refused.Failure, refused.Code, refused.Until));
        Assert.EndsWith($"(Zoom says {code}: As Zoom says it.)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_under_200_is_one_for_what_answers_nothing_too()
    {
        await using var silos = await ZoomSilos.Start();
        var meeting = await silos.AddMeeting();
        silos.Zoom.Failures.Add("PATCH *", Failure.ErrorInOk(3000, "Meeting cannot be changed."));

        var refused = await Assert.ThrowsAsync<ZoomException>(
            () => silos.Api.Update(meeting, new() { Topic = "Physics" }, ZoomSilos.Host));

        Assert.Equal((ZoomFailure.Refused, 3000), (refused.Failure, refused.Code));
    }

    [Fact]
    public async Task Which_fields_are_wrong_is_told()
    {
        await using var silos = await ZoomSilos.Start();

        var refused = await Assert.ThrowsAsync<ZoomException>(
            () => silos.Api.Create(ZoomSilos.Host, ZoomSilos.NewMeeting with { Type = 99 }));

        Assert.Equal((ZoomFailure.Refused, 300), (refused.Failure, refused.Code));
        Assert.Contains("type: Invalid field.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_none_of_Zooms_says_nothing()
    {
        await using var silos = await ZoomSilos.Start();
        silos.Zoom.Failures.Add("GET /meetings/*", Failure.Status(200));

        var unread = await Assert.ThrowsAsync<ZoomException>(() => silos.Api.Get(1));

        Assert.Equal(ZoomFailure.Unavailable, unread.Failure);
    }

    [Theory]
    [InlineData("90", "2026-03-02T12:01:30Z")]
    [InlineData(" 0 ", "2026-03-02T12:00:00Z")]
    [InlineData("Tue, 03 Mar 2026 00:00:00 GMT", "2026-03-03T00:00:00Z")]
    [InlineData("2026-03-03T00:00:00Z", "2026-03-03T00:00:00Z")]
    [InlineData("2026-03-03T08:00:00+08:00", "2026-03-03T00:00:00Z")]
    [InlineData("2026-03-03T00:00:00", "2026-03-03T00:00:00Z")]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("-5", null)]
    public void Retry_After_is_read_in_all_three_ways(string header, string? until)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.TryAddWithoutValidation("Retry-After", header);

        Assert.Equal(until is null ? null : DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), RetryAfter.Of(answer, Now));
    }
}
