using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.SignIn;

/// <summary>Requests with a token of the test's choice.</summary>
static class Bearer
{
    public static Task<Answer> Get(AppProcess app, string token, string path = "/api/users") =>
        app.Anonymous.Send(HttpMethod.Get, path, null, ("Authorization", $"Bearer {token}"));
}
