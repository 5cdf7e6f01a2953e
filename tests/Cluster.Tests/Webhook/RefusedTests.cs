using System.Net;
using System.Net.Sockets;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>What is not Zoom's, or not a webhook: a final answer, and nothing stored.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class RefusedTests(SharedAppFixture shared)
{
    const int BodyBytesMax = 256 * 1024;

    public static TheoryData<string, Func<string, string?>> WrongSignatures => new()
    {
        { "missing", _ => null },
        { "empty", _ => "" },
        { "without its version", signature => signature[3..] },
        { "of another version", signature => $"v1={signature[3..]}" },
        { "cut off", signature => signature[..^1] },
        { "longer", signature => signature + "0" },
        { "not hexadecimal", signature => signature[..^1] + "x" },
        { "long", _ => "v0=" + new string('a', 4000) },
        { "one digit off", signature => signature[..^1] + (signature[^1] == '0' ? '1' : '0') },
        { "of nothing", _ => "v0=" + new string('0', 64) },
    };

    [PostgresFact]
    public async Task A_body_that_breaks_HTTP_is_answered_400_without_a_stack_trace_in_the_log()
    {
        var app = await shared.App;
        var address = app.Anonymous.BaseAddress!;
        using var client = new TcpClient(address.Host, address.Port);
        await client.GetStream().WriteAsync(
            "POST /api/zoom/webhook HTTP/1.1\r\nHost: school\r\nContent-Type: application/json\r\n"u8.ToArray());
        await client.GetStream().WriteAsync("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nnot a length\r\n"u8.ToArray());

        using var answer = new StreamReader(client.GetStream());

        Assert.StartsWith("HTTP/1.1 400", await answer.ReadLineAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log, line => line.Contains("Bad chunk", StringComparison.Ordinal));
    }

    [PostgresTheory]
    [MemberData(nameof(WrongSignatures))]
    public async Task A_signature_that_is_missing_malformed_or_wrong_is_refused(
        string what, Func<string, string?> signature) =>
        await IsRefused(request => request with { Signature = signature }, HttpStatusCode.Unauthorized, what);

    [PostgresFact]
    public async Task The_signature_that_would_have_been_right_is_neither_answered_nor_logged()
    {
        var app = await shared.App;
        var right = "";
        using var answer = await (Request(app, School.NewNumber()) with
        {
            Signature = signature =>
            {
                right = signature[3..];
                return "v0=" + new string('0', 64);
            },
        }).SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain(right, await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(app.Log, line => line.Contains(right, StringComparison.OrdinalIgnoreCase));
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1772411460")]
    [InlineData("17724114600000000000000")]
    [InlineData("1772411460.5")]
    public async Task A_timestamp_that_is_missing_or_malformed_is_refused(string? timestamp) =>
        await IsRefused(request => request with { Timestamp = timestamp }, HttpStatusCode.Unauthorized);

    [PostgresTheory]
    [InlineData(-121)]
    [InlineData(-60 * 24 * 365)]
    [InlineData(6)]
    [InlineData(60 * 24 * 365)]
    public async Task What_was_signed_too_long_ago_or_in_the_future_is_refused(int minutes) =>
        await IsRefused(
            request => request with { Timestamp = WebhookRequest.Seconds(TimeSpan.FromMinutes(minutes)) },
            HttpStatusCode.Unauthorized);

    [PostgresFact]
    public async Task A_secret_of_somebody_elses_is_refused() =>
        await IsRefused(request => request with { Secret = "somebody else's" }, HttpStatusCode.Unauthorized);

    [PostgresTheory]
    [InlineData(false, BodyBytesMax + 1)]
    [InlineData(true, BodyBytesMax + 1)]
    [InlineData(false, 40 * BodyBytesMax)]
    [InlineData(true, 40 * BodyBytesMax)]
    public async Task A_body_that_is_too_large_is_refused(bool isChunked, int bytes) =>
        await IsRefused(
            request => request with { Body = Padded(request.Body, bytes), IsChunked = isChunked },
            HttpStatusCode.RequestEntityTooLarge);

    [PostgresTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_largest_body_is_accepted(bool isChunked)
    {
        var app = await shared.App;
        var meeting = School.NewNumber();
        var request = Request(app, meeting);
        request = request with { Body = Padded(request.Body, BodyBytesMax), IsChunked = isChunked };

        using var answer = await request.SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, await Stored.InLog(app, meeting));
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Another_media_type_is_refused(string? contentType) =>
        await IsRefused(request => request with { ContentType = contentType }, HttpStatusCode.UnsupportedMediaType);

    [PostgresTheory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON ;charset=\"UTF-8\"")]
    public async Task The_media_type_may_name_its_charset(string contentType)
    {
        var app = await shared.App;

        var request = Request(app, School.NewNumber()) with { ContentType = contentType };
        using var answer = await request.SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [PostgresTheory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Another_method_is_refused(string method)
    {
        using var answer = await IsRefused(
            request => request with { Method = new HttpMethod(method) }, HttpStatusCode.MethodNotAllowed);

        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    async Task<HttpResponseMessage> IsRefused(
        Func<WebhookRequest, WebhookRequest> spoil, HttpStatusCode status, string? what = null)
    {
        var app = await shared.App;
        var meeting = School.NewNumber();
        var before = await Stored.InQuarantine(app);

        var answer = await spoil(Request(app, meeting)).SendTo(app.Anonymous);

        Assert.True(status == answer.StatusCode, $"Expected {status}, was {answer.StatusCode}. {what}");
        Assert.Equal((0, before), (await Stored.InLog(app, meeting), await Stored.InQuarantine(app)));
        return answer;
    }

    static WebhookRequest Request(AppProcess app, long meeting) =>
        new(ZoomBody.Fact("meeting.participant_joined", meeting), app.WebhookSecrets.First);

    static byte[] Padded(byte[] body, int bytes) => [.. body, .. Enumerable.Repeat((byte)' ', bytes - body.Length)];
}
