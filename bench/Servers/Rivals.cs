using System.Security.Cryptography;
using ZoomOrleans.Bench.Peers;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Bench.Servers;

/// <summary>How the product and its peers are started, all on one database.</summary>
sealed class Rivals(string connectionString)
{
    const string BearerSettings = "Authentication__Schemes__Bearer__";
    const string Issuer = "https://sign-in.school.example";

    public string Secret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The real program, as in production.</summary>
    public Task<ServerProcess> Product() => ServerProcess.Start(
        FreePort.Find(), ["ZoomOrleans.Api.dll"],
        ("ConnectionStrings__Postgres", connectionString),
        ("Zoom__WebhookSecrets__0", Secret),
        ($"{BearerSettings}ValidIssuer", Issuer),
        ($"{BearerSettings}ValidAudiences__0", "zoomorleans"),
        ($"{BearerSettings}SigningKeys__0__Issuer", Issuer),
        ($"{BearerSettings}SigningKeys__0__Value", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
        ("Authentication__SubjectIsUserId__0", Issuer));

    public Task<ServerProcess> NothingDurable() => Peer(Peers.NothingDurable.Name);

    public Task<ServerProcess> UpsertPerWebhook() => Peer(Peers.UpsertPerWebhook.Name);

    public Task<ServerProcess> TunedUpsertPerWebhook() => Peer(Peers.UpsertPerWebhook.TunedName);

    Task<ServerProcess> Peer(string name) => ServerProcess.Start(
        FreePort.Find(), ["ZoomOrleans.Bench.dll", Peers.Peer.Verb, name],
        (Peers.Peer.SecretVariable, Secret),
        (Peers.UpsertPerWebhook.ConnectionVariable, connectionString));
}
