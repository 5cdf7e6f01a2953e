using System.Net;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Who was refused stands in the audit log: few words, and nothing that an unproven token claims.</summary>
public sealed class RefusedSignInTests
{
    const string Refusals = "/api/admin/audit?action=signInRefused&limit=200";

    static readonly Guid Nobody = Guid.NewGuid();

    [PostgresFact]
    public async Task Each_kind_of_bad_token_is_told_once_and_nothing_of_what_it_claims()
    {
        await using var app = await AppProcess.Start();
        (string Token, string Details)[] kinds =
        [
            (Tokens.ForgedFor(AppProcess.AdminId), Because("wrongSignature")),
            (Tokens.UnsignedFor(AppProcess.AdminId), Because("wrongSignature")),
            (app.Tokens.ExpiredFor(AppProcess.AdminId), Because("expired")),
            (app.Tokens.ForAudience(AppProcess.AdminId, "another program"), Because("otherAudience")),
            ("nonsense", Because("unreadable")),
            ("a.b.c", Because("unreadable")),
            (Jwt("""{"alg":"HS256"}""", "{"), Because("unreadable")),
            (Jwt("[]", "[]"), Because("unreadable")),
            (Jwt("""{"alg":7}""", """{"sub":7}"""), Because("unreadable")),
            (app.Tokens.For(Nobody), Unknown($"{Nobody}")),
            (app.Tokens.With(subject: null), Because("unknownUser")),
        ];

        // Without a token nobody is refused, only asked who they are.
        (await app.Anonymous.Get("/api/users")).Is(HttpStatusCode.Unauthorized);
        (await app.Anonymous.Send(HttpMethod.Get, "/api/users", null, ("Authorization", "Basic YTpi")))
            .Is(HttpStatusCode.Unauthorized);
        foreach (var (token, _) in kinds)
            await app.Refuses(token);

        var told = await Eventually.Get(app.Admin, Refusals, page => page.Items.Count >= kinds.Length);
        Assert.Equal(
            kinds.Select(one => one.Details),
            told.Items.Reverse().Select(one => one.GetProperty("details").GetRawText()));
        Assert.All(told.Items, one => Assert.Equal((null, null), (one.Told().Actor, one.Told().Subject)));
    }

    [PostgresFact]
    public async Task A_flood_leaves_few_entries()
    {
        await using var app = await AppProcess.Start();
        const int refused = 3 * RefusedSignIns.RowsPerMinuteMax;

        for (var i = 0; i < refused; i++)
            await app.Refuses("nonsense");

        // The flood may lie on both sides of a minute's end.
        var told = await Eventually.Get(app.Admin, Refusals, page => page.Items.Count >= RefusedSignIns.RowsPerMinuteMax);
        Assert.InRange(told.Items.Count, RefusedSignIns.RowsPerMinuteMax, 2 * RefusedSignIns.RowsPerMinuteMax);
    }

    [PostgresFact]
    public async Task The_next_minute_tells_how_many_were_left_out()
    {
        await using var flood = await Flood.Start();

        for (var i = 0; i < RefusedSignIns.RowsPerMinuteMax + 40; i++)
            flood.Refused.Add(Refusal.Expired);
        await flood.Stands(RefusedSignIns.RowsPerMinuteMax);

        flood.Clock.Advance(TimeSpan.FromSeconds(59));
        flood.Refused.Add(Refusal.Expired);
        flood.Clock.Advance(TimeSpan.FromSeconds(1));
        flood.Refused.Add(Refusal.Expired);
        flood.Refused.Add(Refusal.Expired);

        await flood.Stands(RefusedSignIns.RowsPerMinuteMax + 2, more: 41);
    }

    [PostgresFact]
    public async Task What_waits_when_the_program_stops_is_written()
    {
        await using var flood = await Flood.Start();
        for (var i = 0; i < RefusedSignIns.RowsPerMinuteMax; i++)
            flood.Refused.Add(Refusal.Expired);

        await flood.Refused.StopAsync(CancellationToken.None);

        await flood.Stands(RefusedSignIns.RowsPerMinuteMax, more: 0);
    }

    [PostgresFact]
    public async Task What_cannot_be_written_is_counted_and_stops_nothing()
    {
        await using var flood = await Flood.Start();
        await Statements.Run(flood.Database.AdminConnectionString, "ALTER TABLE audit_log RENAME TO away");
        // PostgreSQL keeps no NUL in JSON, whatever the table is called.
        flood.Refused.Add(Refusal.UnknownUser, new("https://issuer.example", "a\0b", null, IsEmailVerified: false));
        flood.Refused.Add(Refusal.Expired);
        await Wait.Until(() => flood.Missing == 2, "both were counted");

        await Statements.Run(flood.Database.AdminConnectionString, "ALTER TABLE away RENAME TO audit_log");
        flood.Refused.Add(Refusal.Expired);

        await flood.Stands(1, more: 2);
    }

    [PostgresFact]
    public async Task A_database_that_does_not_answer_holds_up_neither_requests_nor_the_programs_end()
    {
        await using var flood = await Flood.Start();
        await using var holder = await flood.Database.Source.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        await new NpgsqlCommand("LOCK TABLE audit_log", holder).ExecuteNonQueryAsync();

        for (var i = 0; i < RefusedSignIns.RowsPerMinuteMax; i++)
            flood.Refused.Add(Refusal.Expired);
        // Each of them waiting for its own time-out would take minutes.
        await flood.Refused.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        await held.RollbackAsync();
        await flood.Stands(0);
    }

    [Fact]
    public void A_database_that_is_away_refuses_nobody() => Assert.Null(ZoomOrleans.Api.Access.Refusals.Of(new TimeoutException()));

    static string Jwt(string header, string payload) =>
        $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}.{Base64UrlEncoder.Encode("signature")}";

    static string Because(string reason) => $$"""{"reason":"{{reason}}"}""";

    static string Unknown(string subject) =>
        $$"""{"issuer":"{{Tokens.Issuer}}","reason":"unknownUser","subject":"{{subject}}"}""";
}

static class BadTokens
{
    public static async Task Refuses(this AppProcess app, string token) =>
        (await app.Anonymous.Send(HttpMethod.Get, "/api/users", null, ("Authorization", $"Bearer {token}")))
            .Is(HttpStatusCode.Unauthorized);
}
