using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class RequestTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Who_is_not_signed_in_is_told_so()
    {
        var app = await shared.App;
        var forged = Tokens.ForgedFor(AppProcess.AdminId);
        var unknown = app.Tokens.For(Guid.NewGuid());

        foreach (var path in new[] { "/api/users", "/api/classes", "/api/zoom/meetings", $"/api/students/{Guid.NewGuid()}/attendance" })
            (await app.Anonymous.Get(path)).Is(HttpStatusCode.Unauthorized);
        foreach (var token in new[] { forged, unknown, app.Tokens.ExpiredFor(AppProcess.AdminId), "nonsense" })
            (await app.Anonymous.Send(HttpMethod.Get, "/api/users", null, ("Authorization", $"Bearer {token}")))
                .Is(HttpStatusCode.Unauthorized);
    }

    [PostgresFact]
    public async Task A_field_that_does_not_exist_is_refused()
    {
        var app = await shared.App;

        var answer = await app.Admin.Post(
            "/api/users", new { name = "Nina", email = School.NewEmail(), role = "student", isAdmin = true });

        answer.Blames("isAdmin");
    }

    [PostgresTheory]
    [InlineData("""{"name":7,"email":"a@b.example","role":"student"}""", "name")]
    [InlineData("""{"name":"Nina","email":"a@b.example","role":"boss"}""", "role")]
    [InlineData("""{"name":"Nina","email":"a@b.example","role":2}""", "role")]
    [InlineData("""{"name":"Nina","email":"a@b.example","role":"student","id":"7"}""", "id")]
    [InlineData("""{"name":"Nina","email":"nobody","role":"student"}""", "email")]
    [InlineData("""{"name":" ","email":"a@b.example","role":"student"}""", "name")]
    [InlineData("""{"email":"a@b.example","role":"student"}""", "name")]
    public async Task A_field_that_cannot_be_read_is_named(string body, string field) =>
        (await (await shared.App).Admin.Post("/api/users", body)).Blames(field);

    [PostgresTheory]
    [InlineData("""{"name":"Ni""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"name":"Ni\u0000na","email":"nul@b.example","role":"student"}""")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request(string body)
    {
        var answer = (await (await shared.App).Admin.Post("/api/users", body)).Is(HttpStatusCode.BadRequest);

        Assert.NotEmpty(answer.Text("detail")!);
        Assert.NotEmpty(answer.Text("traceId")!);
        Assert.DoesNotContain("ZoomOrleans", answer.Json.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task What_a_client_did_wrong_leaves_no_stack_trace_in_the_log()
    {
        var app = await shared.App;

        await app.Admin.Post("/api/users", "{");
        await app.Admin.Get("/api/users?limit=many");
        (await app.Admin.Post("/api/users", new { name = "A", email = "admin@school.example", role = "admin" })).Is(HttpStatusCode.Conflict);

        Assert.DoesNotContain(app.Log, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task What_is_not_JSON_is_an_unsupported_media_type()
    {
        var app = await shared.App;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/users")
        {
            Content = new StringContent("name=Nina", Encoding.UTF8, new MediaTypeHeaderValue("text/plain")),
        };

        using var answer = await app.Admin.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [PostgresTheory]
    [InlineData("/api/users?limit=many")]
    [InlineData("/api/users?role=boss")]
    [InlineData("/api/users?after=%21")]
    [InlineData("/api/users?after=bm90aGluZwo")]
    [InlineData("/api/zoom/meetings?from=yesterday")]
    [InlineData("/api/zoom/meetings?status=boss")]
    [InlineData("/api/zoom/meetings?classId=7")]
    public async Task A_parameter_that_cannot_be_read_is_a_bad_request(string path)
    {
        var answer = (await (await shared.App).Admin.Get(path)).Is(HttpStatusCode.BadRequest);

        Assert.NotEmpty(answer.Text("detail")!);
    }

    [PostgresFact]
    public async Task The_document_describes_every_route_and_needs_no_sign_in()
    {
        var app = await shared.App;

        var document = (await app.Anonymous.Get("/openapi/v1.json")).Is(HttpStatusCode.OK);
        using var reference = await app.Anonymous.GetAsync("/docs");

        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, reference.StatusCode);
        foreach (var path in document["paths"].EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{operation.Name} {path.Name} has no summary.");
    }
}
