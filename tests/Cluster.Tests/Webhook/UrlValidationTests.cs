using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>Zoom asks whether whoever answers here knows the secret.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class UrlValidationTests(SharedAppFixture shared)
{
    [PostgresTheory]
    [InlineData(22)]
    [InlineData(256)]
    public async Task The_token_is_answered_under_the_first_secret(int length)
    {
        var app = await shared.App;
        var token = new string('q', length);

        using var answer = await Ask(token).SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(app.WebhookSecrets.First), Encoding.UTF8.GetBytes(token));
        Assert.Equal(token, json.GetProperty("plainToken").GetString());
        Assert.Equal(Convert.ToHexStringLower(hash), json.GetProperty("encryptedToken").GetString());
    }

    [PostgresFact]
    public async Task A_token_that_is_too_long_to_be_one_is_not_signed()
    {
        var app = await shared.App;

        using var answer = await Ask(new string('q', 257)).SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [PostgresFact]
    public async Task Who_does_not_sign_gets_no_proof()
    {
        var app = await shared.App;

        using var answer = await (Ask("q") with { Signature = _ => null }).SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    WebhookRequest Ask(string token) => new(
        JsonSerializer.Serialize(new { @event = "endpoint.url_validation", payload = new { plainToken = token } }),
        shared.App.Result.WebhookSecrets.First);
}
