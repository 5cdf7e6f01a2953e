using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Privacy;

/// <summary>
/// A student of whom there is something of everything: in a lesson by their registration, by their address, as a guest who was
/// matched and under other names; with a mark set by hand, a parent, a calendar feed, an identity, and in quarantine.
/// </summary>
sealed class RecordedPerson(AppProcess app)
{
    readonly string _mark = Guid.NewGuid().ToString("N")[..12];

    public required School School { get; init; }

    public Guid Id => School.Students[0];

    public Guid Classmate => School.Students[1];

    public string Name => $"Zenaida Quisumbing-{_mark}";

    public string Nickname => $"Zeny {_mark}";

    public string Phone => $"phone of Z {_mark}";

    public string Email => $"zenaida.{_mark}@school.example";

    public string HomeEmail => $"zeny.{_mark}@home.example";

    public string ZoomUser => $"zu-{_mark}";

    public string Registrant => $"reg-{_mark}";

    public string Subject => $"subject-{_mark}";

    public string AddressHash => $"{_mark}{_mark}{_mark[..8]}";

    public string Link => $"https://zoom.example/w/{_mark}";

    /// <summary>The first one that was held.</summary>
    public Meeting Meeting { get; private set; } = null!;

    /// <summary>Whatever tells of them.</summary>
    public IReadOnlyList<string> Traces =>
        [$"{Id}", Name, Nickname, Phone, Email, HomeEmail, ZoomUser, Registrant, Subject, Link, _mark];

    public static async Task<RecordedPerson> Make(AppProcess app, DateTimeOffset start, string? occurrence = null)
    {
        var person = new RecordedPerson(app) { School = await School.Make(app) };
        await person.Introduce();
        person.Meeting = await person.Hold(start);
        return person;
    }

    async Task Introduce()
    {
        (await app.Admin.Patch($"/api/users/{Id}", new { name = Name, email = Email, zoomUserId = ZoomUser, sex = "female" }))
            .Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/users/{Classmate}", new { name = $"Classmate of {_mark[..4]}" })).Is(HttpStatusCode.OK);
        (await app.Admin.Put($"/api/users/{Id}/identities", new { issuer = "https://issuer.example", subject = Subject }))
            .Is(HttpStatusCode.NoContent);
        (await app.As(Id).Post("/api/calendar/feed", new { })).Is(HttpStatusCode.OK);
    }

    /// <summary>A lesson of an hour in which they were for 30 minutes, on three devices.</summary>
    public async Task<Meeting> Hold(DateTimeOffset start)
    {
        var meeting = await School.AddMeeting(
            ("startTime", start.ToString("O", CultureInfo.InvariantCulture)), ("title", $"Tutoring {Name}"));
        await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, zoom_email, join_url, status, asked_themselves)
            VALUES ('{meeting.Id}', '{Id}', '{Registrant}-{meeting.Number}', '{Email}', '{Link}-{meeting.Number}', 'approved', true)
            """);
        await Statements.Run(app.Database.AdminConnectionString, $"""
            INSERT INTO ip_hash_keys (id) VALUES ('0123456789abcdef') ON CONFLICT DO NOTHING;
            WITH opened AS (
                INSERT INTO check_ins (class_id, opened_by, closes_at) VALUES ('{School.Class}', '{School.Teacher}', now())
                RETURNING id)
            INSERT INTO qr_checkins (check_in_id, class_id, student_id, ip_hash, key_id)
            SELECT id, '{School.Class}', '{Id}', '{AddressHash}', '0123456789abcdef' FROM opened
            """);
        var run = new Told(app, meeting.Number, start);
        await run.Started();
        await run.Stayed(1, 0, 600, Nickname, email: "", registrant: $"{Registrant}-{meeting.Number}", zoomUser: ZoomUser);
        await run.Stayed(2, 600, 1200, Name, email: Email.ToUpperInvariant());
        await run.Stayed(3, 1200, 1800, Phone, email: HomeEmail);
        await run.Stayed(4, 0, 1200, "Somebody else", email: (await app.Admin.Get($"/api/users/{Classmate}")).Text("email")!);
        await run.Ended(3600);
        await Marked(meeting, 1200);
        var guest = await Guest(meeting);
        var occurrence = (await app.Admin.Get($"{meeting.Path}/attendance")).Text("occurrenceId");
        (await app.As(School.Teacher).Put(
            $"{meeting.Path}/guests/{guest}/match", new { occurrenceId = occurrence, studentId = Id })).Is(HttpStatusCode.OK);
        (await app.As(School.Teacher).Put($"{meeting.Path}/attendance/{Id}/override", new
        {
            occurrenceId = occurrence, status = "excused", reason = $"{Name} was at the dentist",
        })).Is(HttpStatusCode.NoContent);
        await Marked(meeting, 1800);
        using var unreadable = await app.Zoom.Post(ZoomBody.Of("meeting.participant_joined", new JsonObject
        {
            ["id"] = meeting.Number,
            ["participant"] = new JsonObject { ["user_name"] = $"Z of {_mark}", ["email"] = Email },
        }));
        Assert.Equal(HttpStatusCode.OK, unreadable.StatusCode);
        return meeting;
    }

    Task Marked(Meeting meeting, int seconds) => Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer =>
        answer["records"].EnumerateArray().Any(one => one.GetProperty("seconds").GetInt32() == seconds
            && one.GetProperty("studentId").GetGuid() == Id));

    async Task<string> Guest(Meeting meeting) => (await app.Admin.Get($"{meeting.Path}/participants"))["guests"].EnumerateArray()
        .Single(guest => guest.GetProperty("name").GetString() == Phone).GetProperty("guestId").GetString()!;
}

/// <summary>A run of a meeting, told with whatever Zoom may say of somebody. Times are seconds since it began.</summary>
sealed class Told(AppProcess app, long meeting, DateTimeOffset start)
{
    readonly string _uuid = Convert.ToBase64String(Guid.NewGuid().ToByteArray());

    public Task Started() => Send("meeting.started", new JsonObject { ["start_time"] = At(0) });

    public Task Ended(int second) => Send("meeting.ended", new JsonObject { ["end_time"] = At(second) });

    public async Task Stayed(
        int client, int join, int leave, string name, string email = "", string? registrant = null, string? zoomUser = null)
    {
        await Moved("meeting.participant_joined", "join_time", join);
        await Moved("meeting.participant_left", "leave_time", leave);

        Task Moved(string what, string timeField, int second) => Send(what, new JsonObject
        {
            ["participant"] = new JsonObject
            {
                ["user_id"] = $"{client}", ["participant_uuid"] = $"client-{client}", ["user_name"] = name, ["email"] = email,
                ["registrant_id"] = registrant, ["participant_user_id"] = registrant, ["id"] = zoomUser,
                [timeField] = At(second),
            },
        });
    }

    /// <summary>Until it is taken, as Zoom does.</summary>
    async Task Send(string name, JsonObject about)
    {
        about["uuid"] = _uuid;
        about["id"] = meeting;
        var body = ZoomBody.Of(name, about);
        var status = HttpStatusCode.Unused;
        await Wait.Until(
            async () =>
            {
                using var answer = await app.Zoom.Post(body);
                return (status = answer.StatusCode) == HttpStatusCode.OK;
            },
            () => $"{name} is taken; it was {status}");
    }

    string At(int second) => start.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
