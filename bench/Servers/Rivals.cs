using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ZoomOrleans.Bench.Peers;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Bench.Servers;

/// <summary>How the product and its peers are started, all on one database.</summary>
sealed class Rivals(string connectionString)
{
    const string BearerSettings = "Authentication__Schemes__Bearer__";
    const string Issuer = "https://sign-in.school.example";
    const string Audience = "zoomorleans";

    readonly byte[] _signingKey = RandomNumberGenerator.GetBytes(32);

    public string Secret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The real program, as in production.</summary>
    public Task<ServerProcess> Product() => Api();

    /// <summary>The same as two processes, the first of which takes requests and the second has the grains.</summary>
    public async Task<ServerProcess[]> ProductInTwo()
    {
        var silo = await ServerProcess.Start(
            FreePort.Find(), ["ZoomOrleans.Silo.dll"],
            ("ConnectionStrings__Postgres", connectionString),
            ("Cluster__SiloPort", Port()), ("Cluster__GatewayPort", Port()));
        return [await Api(("Cluster__Mode", "Client")), silo];
    }

    static string Port() => FreePort.Find().ToString(CultureInfo.InvariantCulture);

    Task<ServerProcess> Api(params (string Name, string Value)[] others) => ServerProcess.Start(
        FreePort.Find(), ["ZoomOrleans.Api.dll"],
        [("ConnectionStrings__Postgres", connectionString),
        ("Zoom__WebhookSecrets__0", Secret),
        ($"{BearerSettings}ValidIssuer", Issuer),
        ($"{BearerSettings}ValidAudiences__0", Audience),
        ($"{BearerSettings}SigningKeys__0__Issuer", Issuer),
        ($"{BearerSettings}SigningKeys__0__Value", Convert.ToBase64String(_signingKey)),
        ("Authentication__SubjectIsUserId__0", Issuer), .. others]);

    /// <summary>A token by which the product knows this user.</summary>
    public string TokenFor(Guid user) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        Claims = new Dictionary<string, object> { ["sub"] = $"{user}" },
        Expires = DateTime.UtcNow.AddDays(1),
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(_signingKey), SecurityAlgorithms.HmacSha256),
    });

    public Task<ServerProcess> NothingDurable() => Peer(Peers.NothingDurable.Name);

    public Task<ServerProcess> UpsertPerWebhook() => Peer(Peers.UpsertPerWebhook.Name);

    public Task<ServerProcess> KnownUpsertPerWebhook() => Peer(Peers.UpsertPerWebhook.KnownName);

    public Task<ServerProcess> TunedUpsertPerWebhook() => Peer(Peers.UpsertPerWebhook.TunedName);

    Task<ServerProcess> Peer(string name) => ServerProcess.Start(
        FreePort.Find(), ["ZoomOrleans.Bench.dll", Peers.Peer.Verb, name],
        (Peers.Peer.SecretVariable, Secret),
        (Peers.UpsertPerWebhook.ConnectionVariable, connectionString));
}
