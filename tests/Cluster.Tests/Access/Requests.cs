using System.Text;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// What is asked of each route: always something that an admin may have, so that whoever is turned away is turned away
/// for who they are.
/// </summary>
sealed class Requests(World world)
{
    const string FarDay = "2100-01-01";

    /// <summary>An identity that is linked before it is unlinked.</summary>
    readonly string _subject = $"{Guid.NewGuid()}";

    Guid? _match;

    /// <summary>The table's path with the ids of the world in it, made new where the request will spoil what it names.</summary>
    /// <param name="route">The row.</param>
    /// <param name="given">A parameter that is to have another value.</param>
    public async Task<string> Path(Route route, (string Name, string Value)? given = null)
    {
        var path = route.Path;
        foreach (var name in route.Parameters)
            path = path.Replace(
                $"{{{name}}}", name == given?.Name ? given.Value.Value : await Value(route, name), StringComparison.Ordinal);
        return path + Query(route);
    }

    string Query(Route route) => route.Name switch
    {
        "DELETE /api/zoom/meetings/{id}/attendance/{studentId}/override" => $"?occurrenceId={world.Occurrence}",
        "POST /teacher/meetings/{id}/attendance" => $"?occurrenceId={world.Occurrence}",
        "GET /api/classes/{id}/sf2" => "?month=2026-03",
        "DELETE /api/users/{id}/identities" => $"?issuer=https://issuer.example&subject={_subject}",
        _ => "",
    };

    public async Task<object?> Body(Route route) => route.Name switch
    {
        "POST /api/users" => new { name = "Nina New", role = "teacher", email = School.NewEmail() },
        "PATCH /api/users/{id}" => new { zoomUserId = "zoom-user" },
        "PUT /api/users/{id}/identities" => new { issuer = "https://issuer.example", subject = _subject },
        "POST /api/classes" => new { name = "9 Luna", teacherId = world.School.Teacher },
        "PATCH /api/classes/{id}" => new { name = "7 Rizal" },
        "PUT /api/classes/{id}/students/{studentId}" => new { from = FarDay },
        "PUT /api/classes/{id}/attendance-policy" or "PUT /api/admin/attendance-policy" => new { effectiveFrom = FarDay },
        "POST /api/classes/{id}/attendance-policy/preview" or "POST /api/admin/verify" =>
            new { from = "2026-03-01", to = "2026-03-03" },
        "POST /api/zoom/meetings" => OwnMeeting(),
        "POST /api/zoom/meetings/adopt" => new { zoomMeetingId = $"{School.NewNumber()}" },
        "PATCH /api/zoom/meetings/{id}" => new { description = "Fractions" },
        "PUT /api/zoom/meetings/{id}/attendance/{studentId}/override" =>
            new { occurrenceId = world.Occurrence, status = "excused", reason = "At the dentist" },
        "PUT /api/zoom/meetings/{id}/guests/{guestId}/match" =>
            new { occurrenceId = world.Occurrence, studentId = world.Students[2] },
        "POST /api/zoom/meetings/{id}/occurrences/{occurrenceId}/split" =>
            new { at = "2026-03-02T01:00:00Z", reason = "Two lessons" },
        "POST /api/zoom/meetings/{id}/occurrences/{occurrenceId}/join" =>
            new { with = await NextOccurrence(), reason = "One lesson" },
        "POST /api/zoom/meetings/{id}/registrants" => new { },
        "PATCH /api/zoom/meetings/{id}/registrants/{registrantId}" => new { status = "approved" },
        "POST /api/zoom/meetings/register-student" => new { studentId = world.SpareStudent },
        "POST /api/import" => new StringContent(
            $"type,name,email,role\nuser,Ines Import,{School.NewEmail()},student", Encoding.UTF8, "text/csv"),
        "PUT /api/admin/settings" => new { },
        "PUT /api/admin/retention" => new { items = new[] { new { kind = "quarantine", days = 31 } } },
        "POST /teacher/meetings/{id}/attendance" => Form(
            ("decision", "removeOverride"), ("student", $"{world.Students[0]}"), ("reason", "They were there")),
        "POST /teacher/meetings/{id}/guests" => Form(
            ("occurrenceId", world.Occurrence), ("guestId", world.Guest), ("studentId", $"{world.Students[2]}")),
        "POST /teacher/meetings/{id}/guests/{matchId}/undo" => Form(("occurrenceId", world.Occurrence)),
        "POST /admin/people/{id}/erase" => Form(("name", "Gone")),
        "POST /api/classes/{id}/check-ins" => new { },
        "POST /api/qr-checkins" => new { code = await world.Code() },
        "POST /check-in" => Form(("code", await world.Code())),
        "POST /admin/retention" => Form(("kind", "quarantine"), ("days", "31")),
        "POST /admin/adopt" => Form(("zoomMeetingId", $"{School.NewNumber()}"), ("classId", "none")),
        _ when route.Path.Contains("/occurrences/", StringComparison.Ordinal) && route.Method == HttpMethod.Post =>
            new { reason = "They were there" },
        _ => null,
    };

    /// <summary>A match that was made is the one that is taken back.</summary>
    public void Note(Route route, Answer answer)
    {
        if (route.Name == "PUT /api/zoom/meetings/{id}/guests/{guestId}/match" && (int)answer.Status == 200)
            _match = answer["matchId"].GetGuid();
        if (route.Name == "DELETE /api/zoom/meetings/{id}/matches/{matchId}")
            _match = null;
    }

    async Task<string> Value(Route route, string name) => (name, route.Name) switch
    {
        ("id", "GET /admin/erased/{id}") => $"{await Erased()}",
        ("id", "DELETE /api/admin/users/{id}/data" or "POST /admin/people/{id}/erase") =>
            $"{await School.AddUser(world.App, "student", "Gone")}",
        ("id", "DELETE /api/zoom/meetings/{id}") => $"{(await world.SpareMeeting()).Id}",
        ("id", "POST /api/admin/quarantine/{id}/replay" or "POST /admin/quarantine/{id}/replay") => $"{await Quarantined()}",
        ("id", var one) when one.Contains("/meetings/", StringComparison.Ordinal)
            || one.EndsWith("/join/{id}", StringComparison.Ordinal) => $"{world.Held.Id}",
        ("id", var one) when one.Contains("/classes/", StringComparison.Ordinal) => $"{world.School.Class}",
        ("id", _) => $"{world.Students[0]}",
        ("parentId", _) => $"{world.People[Person.Parent]}",
        ("studentId", var one) when one.Contains("/children/", StringComparison.Ordinal) => $"{world.Students[2]}",
        ("studentId", var one) when one.Contains("/classes/", StringComparison.Ordinal) => $"{world.SpareStudent}",
        ("studentId", _) => $"{world.Students[0]}",
        ("registrantId", _) => $"{await Registrant()}",
        ("occurrenceId", _) => world.Occurrence,
        ("guestId", _) => world.Guest,
        ("matchId", "POST /teacher/meetings/{id}/guests/{matchId}/undo") => $"{await LatestMatch()}",
        ("matchId", _) => $"{_match ?? world.Match}",
        ("effectiveFrom", _) => FarDay,
        ("checkInId", "DELETE /api/classes/{id}/check-ins/{checkInId}" or "POST /classes/{id}/check-ins/{checkInId}/close") =>
            $"{await world.SpareCheckIn()}",
        ("checkInId", _) => $"{world.CheckIn}",
        _ => throw new InvalidOperationException($"Say in Requests what {name} is in {route.Name}."),
    };

    static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>The student, as registered for the lesson that was held.</summary>
    async Task<Guid> Registrant() =>
        (await world.As(Person.Student).Get($"{world.Held.Path}/registrants")).Items.Single().GetProperty("id").GetGuid();

    /// <summary>As a teacher asks for it who teaches the class.</summary>
    Dictionary<string, object?> OwnMeeting()
    {
        var request = world.School.MeetingRequest();
        foreach (var forAdmins in new[] { "hostId", "zoomMeetingId", "joinUrl" })
            request.Remove(forAdmins);
        return request;
    }

    /// <summary>What a split has made of the lesson's second part; where it is one, itself.</summary>
    async Task<string> NextOccurrence() =>
        (await world.App.Admin.Get($"{world.Held.Path}/occurrences")).Items[^1].GetProperty("id").GetString()!;

    /// <summary>The form by which it was made does not tell its id.</summary>
    async Task<Guid> LatestMatch() =>
        (await world.App.Admin.Get($"{world.Held.Path}/matches")).Items[^1].GetProperty("matchId").GetGuid();

    async Task<Guid> Erased()
    {
        var id = Guid.NewGuid();
        await world.Execute($"INSERT INTO erasures (id, step, salt) VALUES ('{id}', 'done', NULL)");
        return id;
    }

    async Task<Guid> Quarantined()
    {
        var id = Guid.NewGuid();
        var body = ZoomBody.Of("meeting.participant_waiting", new JsonObject { ["id"] = 1 });
        await world.Execute($"INSERT INTO quarantined_events (id, reason, body) VALUES ('{id}', 'a test', '{body}')");
        return id;
    }
}
