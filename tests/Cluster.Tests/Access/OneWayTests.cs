using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.CheckIns;
using ZoomOrleans.Api.Demo;
using ZoomOrleans.Api.Pages.SignIn;
using ZoomOrleans.Api.Webhook;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Requests reach the database through <see cref="UserDatabase"/>, and nothing in src/Api goes past it.</summary>
public sealed class OneWayTests
{
    /// <summary>Who may reach the database in another way than <see cref="UserDatabase"/>, and why.</summary>
    static readonly Dictionary<string, string> Reasons = new()
    {
        [nameof(UserDatabase)] = "the one way",
        [nameof(UserTransaction)] = "the statements of a transaction that UserDatabase has begun",
        [nameof(AccessCheck)] = "looks, before anything is served, whether UserDatabase's way is safe",
        [nameof(Callers)] = "who is it? The answer comes before there is a user",
        [nameof(BootstrapAdmin)] = "makes the first user, at the start",
        [nameof(RefusedSignIns)] = "audits who could not sign in, and so is no user",
        [nameof(Quarantine)] = "keeps what Zoom sent, for nobody in particular",
        [nameof(OldAddressKeys)] = "destroys old keys, by itself",
        [nameof(DemoSchool)] = "makes the demo school, at the start",
        [nameof(DemoSignIn)] = "the demo's choice of people to be, before there is a user",
        ["Program"] = "starts the pools",
    };

    static readonly string[] OpeningTypes =
        ["NpgsqlDataSource", "NpgsqlDataSourceBuilder", "NpgsqlConnection", "NpgsqlSlimDataSourceBuilder", "SiloDatabase"];

    static readonly string[] OpeningCalls =
    [
        "NpgsqlCommand..ctor", "NpgsqlBatch..ctor", "PostgresHosting.get_Login", "PostgresHosting.get_Users",
        "PostgresHosting.get_Silo", "PostgresHosting.get_Log", "PostgresHosting.Start",
        "ConfigurationExtensions.GetConnectionString",
    ];

    [Fact]
    public void Nothing_else_in_the_Api_opens_a_connection()
    {
        var openers = Calls.In(typeof(UserDatabase).Assembly.Location)
            .Where(call => OpeningTypes.Contains(call.Called.Split('.')[0]) || OpeningCalls.Contains(call.Called))
            .ToLookup(call => call.Caller, call => call.Called);

        var more = openers.Where(opener => !Reasons.ContainsKey(opener.Key)).Select(opener => $"{opener.Key} ({string.Join(", ", opener)})");
        Assert.True(!more.Any(),
            $"These reach the database by themselves: {string.Join("; ", more)}. What a request needs it reads and writes "
            + "through UserSession or UserDatabase. What is really the program's own work is named in Reasons, with its reason.");
        Assert.Equal([], Reasons.Keys.Where(name => !openers.Contains(name)).Select(name => $"{name} no longer does: take it from Reasons"));
    }
}
