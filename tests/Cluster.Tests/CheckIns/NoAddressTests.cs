using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using ZoomOrleans.Api.CheckIns;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Pages;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>
/// No address of a person is kept anywhere: people and Zoom come from addresses that are known again, in every way that one can
/// come; then all that the database holds and all that the program has written, at its most talkative, is searched for them.
/// </summary>
public sealed class NoAddressTests
{
    /// <summary>From here everything is sent: it stands for a proxy, and for people without one.</summary>
    const string Connection = "127.77.88.99";

    const string Person = "203.0.113.77";

    /// <summary>In headers, in the fields in which Zoom has them, and where one would not look for them.</summary>
    static readonly string[] Addresses =
    [
        Connection, Person, "203.0.113.78", "203.0.113.177", "198.51.100.77", "192.168.77.88", "2001:db8:77:88::99",
        "2001:db8:dead:beef::77",
    ];

    static readonly (string Name, string Value)[] Headers =
    [
        ("X-Forwarded-For", $"203.0.113.78, {Person}"), ("Forwarded", "for=203.0.113.177;proto=https"),
        ("X-Real-IP", "203.0.113.177"), ("CF-Connecting-IP", "2001:db8:dead:beef::77"), ("True-Client-IP", "203.0.113.177"),
    ];

    [PostgresFact]
    public async Task No_address_stands_in_any_column_of_any_table_or_in_the_log()
    {
        var keys = Directory.CreateTempSubdirectory();
        await using var app = await AppProcess.Start(
            ("TrustedProxies__0", Connection), ("CheckIns__KeyDirectory", keys.FullName),
            ("Logging__LogLevel__Default", "Debug"), ("Logging__LogLevel__Microsoft", "Trace"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"), ("Logging__LogLevel__Npgsql", "Debug"));
        var lesson = await Held(app);
        await SendWebhooks(app, lesson.Meeting.Number);
        await ComeAs(app, lesson);
        await CheckIn(app, lesson.School, keys.FullName);
        await SendNonsense(app);

        var found = await FoundIn(app.Database);

        Assert.True(found.Count == 0, $"Addresses stand in {string.Join(", ", found)}.");
        Assert.DoesNotContain(app.Log, line => Addresses.Any(address => line.Contains(address, StringComparison.OrdinalIgnoreCase)));
        keys.Delete(recursive: true);
    }

    static async Task<HeldLesson> Held(AppProcess app)
    {
        var lesson = await HeldLesson.Make(app);
        await lesson.Run.Attended(lesson.Emails[0], 0, 2000);
        await lesson.Run.Ended(3600);
        return lesson;
    }

    /// <summary>Read, put into quarantine, and refused.</summary>
    static async Task SendWebhooks(AppProcess app, long meeting)
    {
        using var zoom = From(app, AppProcess.AdminId);
        foreach (var name in new[] { "meeting.participant_joined", "meeting.participant_left", "meeting.started" })
        foreach (var body in new[] { WithAddresses(ZoomBody.Fact(name, meeting)), WithAddresses(ZoomBody.Of(name, [])) })
        foreach (var secret in new[] { app.WebhookSecrets.First, "somebody else's" })
        {
            using var answer = await new WebhookRequest(body, secret).SendTo(zoom);
            Assert.Equal(secret == app.WebhookSecrets.First, answer.IsSuccessStatusCode);
        }
        foreach (var name in new[] { "meeting.updated", "meeting.registration_created", "meeting.deleted" })
        {
            using var answer = await new WebhookRequest(
                WithAddresses(ZoomBody.Notice(name, School.NewNumber())), app.WebhookSecrets.First).SendTo(zoom);
            answer.EnsureSuccessStatusCode();
        }
        using var unreadable = await new WebhookRequest($"not JSON, {string.Join(' ', Addresses)}", app.WebhookSecrets.First).SendTo(zoom);
        unreadable.EnsureSuccessStatusCode();
    }

    static string WithAddresses(string body)
    {
        var json = JsonNode.Parse(body)!;
        var about = json["payload"]!["object"]!.AsObject();
        Add(about);
        about["participant"] ??= new JsonObject();
        Add(about["participant"]!.AsObject());
        return json.ToJsonString();

        static void Add(JsonObject to)
        {
            foreach (var (field, address) in new[] { "public_ip", "private_ip", "ip_address", "client_ip", "ip", "location" }.Zip(Addresses[2..]))
                to[field] = address;
            to["data_center"] = $"SC ({Addresses[^1]})";
        }
    }

    /// <summary>Pages, joins, forms, what is created once, what is audited, and what fails.</summary>
    static async Task ComeAs(AppProcess app, HeldLesson lesson)
    {
        foreach (var user in new[] { lesson.School.Students[0], lesson.School.Teacher, AppProcess.AdminId })
        {
            using var person = From(app, user);
            foreach (var path in new[]
            {
                "/", $"/join/{lesson.Meeting.Id}", $"/teacher/meetings/{lesson.Meeting.Id}", "/calendar", "/nowhere", "/api/users/none",
                $"{lesson.Meeting.Path}/join", $"{lesson.Meeting.Path}/participants", $"{lesson.Meeting.Path}/attendance?format=csv",
            })
                await person.Send(HttpMethod.Get, path, null, Headers);
            await person.Send(HttpMethod.Post, "/api/calendar/feed", null, Headers);
            await person.Send(HttpMethod.Post, $"{lesson.Meeting.Path}/registrants", new { }, Headers);
            await person.Send(HttpMethod.Post, "/api/users", "{", Headers);
        }
        using var admin = From(app, AppProcess.AdminId);
        (await admin.Send(HttpMethod.Post, "/api/users", new { name = "Nina New", role = "teacher", email = School.NewEmail() },
            [.. Headers, ("Idempotency-Key", "once")])).Is(HttpStatusCode.Created);
        using var nobody = From(app, Guid.NewGuid());
        (await nobody.Send(HttpMethod.Get, "/api/users", null, Headers)).Is(HttpStatusCode.Unauthorized);
        await Eventually.Get(app.Admin, "/api/admin/audit?action=signInRefused", answer => answer.Items.Count > 0);
    }

    /// <summary>The one place where something is kept of an address: its hash, under a key that lies elsewhere.</summary>
    static async Task CheckIn(AppProcess app, School school, string keys)
    {
        var checkIn = await OpenCheckIn.Make(app, school);
        using var student = From(app, school.Students[0]);
        (await student.Enter(await checkIn.Code(), Headers)).Is(HttpStatusCode.Created);
        using var other = From(app, school.Students[1]);
        (await other.Send(HttpMethod.Post, "/check-in", new FormUrlEncodedContent([new("code", await checkIn.Code())]), Headers))
            .Says("You checked in");
        using var wrong = From(app, school.Students[2]);
        (await wrong.Enter("WRONG1", Headers)).Is(HttpStatusCode.UnprocessableEntity);

        var key = AddressKey.Read(Directory.GetFiles(keys, "*.key").Single());
        var kept = (string[])(await checkIn.Run("SELECT array_agg(ip_hash) FROM qr_checkins"))!;
        Assert.Equal([key.HashOf(IPAddress.Parse(Person)), key.HashOf(IPAddress.Parse(Person))], kept);
    }

    /// <summary>What the server refuses before there is a request.</summary>
    static async Task SendNonsense(AppProcess app)
    {
        using var socket = new TcpClient(new IPEndPoint(IPAddress.Parse(Connection), 0));
        await socket.ConnectAsync(IPAddress.Loopback, app.Address.Port);
        await socket.GetStream().WriteAsync("GARBAGE\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(socket.GetStream());
        Assert.Contains("400", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    static HttpClient From(AppProcess app, Guid user) => app.From(Connection, user);

    /// <summary>In text and in the bytes of it, and hashed without a key, in every table of every schema.</summary>
    static async Task<List<string>> FoundIn(TestDatabase database)
    {
        string[] forms =
        [
            .. Addresses.SelectMany(address => new[]
            {
                address, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(address)),
                Convert.ToHexStringLower(IPAddress.Parse(address).GetAddressBytes()),
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..32],
            }),
        ];
        await using var source = NpgsqlDataSource.Create(database.AdminConnectionString);
        var found = new List<string>();
        var tables = await Tables(source);
        Assert.Contains("orleans.grain_state", tables);
        foreach (var table in tables)
        {
            await using var command = source.CreateCommand($"""
                SELECT form FROM {table} one, unnest($1::text[]) form WHERE position(form IN lower(one::text)) > 0 LIMIT 1
                """);
            command.Parameters.Add(new() { Value = forms });
            if (await command.ExecuteScalarAsync() is string form)
                found.Add($"{table} ({form})");
        }
        return found;
    }

    static async Task<List<string>> Tables(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("""
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await rows.ReadAsync())
            tables.Add(rows.GetString(0));
        return tables;
    }
}
