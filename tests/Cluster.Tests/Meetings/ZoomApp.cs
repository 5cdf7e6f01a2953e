using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Meetings;

/// <summary>The real program, with a simulated Zoom that this process looks into.</summary>
sealed class ZoomApp : IAsyncDisposable
{
    const int HostsMax = 200;

    readonly HashSet<string> _told = [];
    int _hosts;

    public required SimulatedZoom Zoom { get; init; }

    public required AppProcess App { get; init; }

    public required HostInZoom Pages { get; init; }

    public static async Task<ZoomApp> Start()
    {
        var zoom = await SimulatedZoom.Start(
            new() { Users = [.. Enumerable.Range(0, HostsMax).Select(Host)], RefusesConcurrentWrites = true });
        return new ZoomApp { Zoom = zoom, Pages = new(zoom), App = await AppProcess.Start(Settings(zoom)) };
    }

    public static (string, string)[] Settings(SimulatedZoom zoom) =>
    [
        ("Zoom__OAuthBaseUrl", zoom.Address.ToString()), ("Zoom__ApiBaseUrl", zoom.ApiAddress.ToString()),
        ("Zoom__AccountId", zoom.Options.AccountId), ("Zoom__ClientId", zoom.Options.ClientId),
        ("Zoom__ClientSecret", zoom.Options.ClientSecret), ("Zoom__Plan", "Business"),
    ];

    /// <summary>A school whose teacher has a Zoom user of their own.</summary>
    public async Task<ZoomSchool> Make(int students = 1)
    {
        var host = Zoom.Options.Users[Interlocked.Increment(ref _hosts) - 1];
        var school = await School.Make(App, students);
        (await App.Admin.Patch($"/api/users/{school.Teacher}", new { zoomUserId = host.Id })).Is(HttpStatusCode.OK);
        return new ZoomSchool(this, school, host);
    }

    /// <summary>A user of the account who belongs to nobody here yet.</summary>
    public SimulatedUser NewHost() => Zoom.Options.Users[Interlocked.Increment(ref _hosts) - 1];

    public async Task<List<T>> Query<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var source = NpgsqlDataSource.Create(App.Database.AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await rows.ReadAsync())
            found.Add(read(rows));
        return found;
    }

    public Task Execute(string sql) => Query(sql, _ => true);

    /// <summary>The webhooks about a meeting that have not been delivered yet.</summary>
    /// <returns>Their names.</returns>
    public async Task<IReadOnlyList<string>> Deliver(long meeting)
    {
        var about = Zoom.Webhooks.Told.Where(told =>
            $"{JsonElement.Parse(told.Body).GetProperty("payload").GetProperty("object").GetProperty("id")}" == $"{meeting}"
            && _told.Add(told.RequestId)).ToList();
        foreach (var told in about)
            (await App.Zoom.Post(told.Body)).EnsureSuccessStatusCode().Dispose();
        return [.. about.Select(told => told.Name)];
    }

    /// <summary>Delivers what Zoom has told about a meeting, and waits until the program has looked at it there.</summary>
    public async Task Follow(long meeting)
    {
        await Deliver(meeting);
        await Postgres.Wait.Until(
            async () => !await IsDue("meeting", meeting),
            () => $"what was changed at Zoom of meeting {meeting} has come back");
    }

    public async Task<bool> IsDue(string kind, long meeting) =>
        (await Query($"SELECT 1 FROM due_work WHERE kind = '{kind}' AND key = '{meeting}'", _ => true)).Count > 0;

    /// <summary>What was counted for somebody whom Zoom knows by this.</summary>
    public async Task<int> ChangesToday(string host) => (await App.Admin.Get("/api/admin/zoom"))["hosts"].EnumerateArray()
        .Where(one => one.GetProperty("host").GetString() == host).Sum(one => one.GetProperty("changesToday").GetInt32());

    /// <summary>As if all that is due later were due now, until nothing of it is left.</summary>
    public async Task LetCreationsEnd()
    {
        await Execute("UPDATE meeting_creations SET busy_until = now()");
        await Execute("UPDATE due_work SET due_at = now() WHERE kind = 'creation'");
        await Postgres.Wait.Until(
            async () => (await Query("SELECT 1 FROM meeting_creations", _ => true)).Count == 0,
            () => "no creation is left unfinished");
    }

    public async ValueTask DisposeAsync()
    {
        Pages.Dispose();
        await App.DisposeAsync();
        await Zoom.DisposeAsync();
    }

    static SimulatedUser Host(int number)
    {
        var name = number.ToString("000", CultureInfo.InvariantCulture);
        return new($"host{name}AAAAAAAAAAAAAAA", $"host{name}@example.edu", $"Host {name}")
        {
            PersonalMeetingId = 5_000_000_000 + number,
        };
    }
}

/// <summary>A school, and the Zoom user of its teacher.</summary>
sealed record ZoomSchool(ZoomApp Zoom, School School, SimulatedUser Host)
{
    public const string Path = "/api/zoom/meetings";

    public HttpClient Teacher => Zoom.App.As(School.Teacher);

    /// <summary>What is at Zoom of this host's, beside their room.</summary>
    public IReadOnlyList<SimulatedMeeting> Meetings => [.. Zoom.Zoom.Meetings.Where(
        meeting => meeting.Host == Host && !meeting.IsDeleted && meeting.Id != Host.PersonalMeetingId)];

    public IReadOnlyList<RecordedCall> Calls(string route, string part = "") =>
        [.. Zoom.Zoom.Calls.Where(call => call.Route == route && call.Target.Contains(part, StringComparison.Ordinal))];

    /// <summary>The request for a class meeting that Zoom is to make, next year.</summary>
    public Dictionary<string, object?> Request(params (string Field, object? Value)[] others)
    {
        var request = School.MeetingRequest([("startTime", "2027-03-01T00:30:00Z"), ("registrationEnabled", null), .. others]);
        foreach (var field in new[] { "hostId", "zoomMeetingId", "joinUrl" }.Except(others.Select(one => one.Field)))
            request.Remove(field);
        return request;
    }

    public Task<Answer> Create(params (string Field, object? Value)[] others) => Teacher.Post(Path, Request(others));

    public Task<Answer> CreateWith(string key, params (string Field, object? Value)[] others) =>
        Teacher.Send(HttpMethod.Post, Path, Request(others), ("Idempotency-Key", key));

    /// <summary>What Zoom was sent when it last did this.</summary>
    public JsonElement Sent(string route, string part = "") => JsonElement.Parse(Calls(route, part)[^1].Body);

    /// <summary>The lessons that the meeting's latest schedule has.</summary>
    public async Task<List<DateTimeOffset>> Lessons(Guid meeting)
    {
        var schedules = await Zoom.Query(
            $"SELECT lessons FROM meeting_schedules WHERE meeting_id = '{meeting}' ORDER BY valid_from DESC LIMIT 1",
            row => row.GetString(0));
        return [.. JsonElement.Parse(schedules.Single()).EnumerateArray()
            .Select(lesson => lesson.GetProperty("start").GetDateTimeOffset())];
    }
}

/// <summary>One program and one Zoom for all tests that do not end them.</summary>
public sealed class ZoomAppFixture : IAsyncLifetime
{
    readonly Lazy<Task<ZoomApp>> _app = new(ZoomApp.Start);

    internal Task<ZoomApp> App => _app.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app.IsValueCreated && _app.Value.IsCompletedSuccessfully)
            await _app.Value.Result.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class MeetingsAtZoom : ICollectionFixture<ZoomAppFixture>
{
    public const string Name = "meetings at Zoom";
}
