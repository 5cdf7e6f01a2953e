using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Registration;

/// <summary>The real program, connected to a simulated Zoom in which meetings are made that take registrations.</summary>
sealed class ZoomDesk : IAsyncDisposable
{
    readonly HttpClient _http;

    ZoomDesk(SimulatedZoom zoom, AppProcess app)
    {
        (Zoom, App) = (zoom, app);
        _http = new HttpClient { BaseAddress = zoom.Address };
    }

    public SimulatedZoom Zoom { get; }

    public AppProcess App { get; }

    public static async Task<ZoomDesk> Start(SimulatedZoomOptions? options = null, params (string, string)[] settings)
    {
        var zoom = await SimulatedZoom.Start((options ?? new()) with { RefusesConcurrentWrites = true });
        var app = await AppProcess.Start([.. Settings(zoom.Options, zoom.Address, zoom.ApiAddress), .. settings]);
        return new ZoomDesk(zoom, app);
    }

    /// <summary>A Zoom that tells the program by webhooks what is done there, by the program as well.</summary>
    public static async Task<ZoomDesk> StartTelling()
    {
        var port = FreePort.Find();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        var options = new SimulatedZoomOptions { Port = port };
        var app = await AppProcess.Create(Settings(options, address, new Uri(address, "v2/")));
        var zoom = await SimulatedZoom.Start(options with
        {
            WebhookUrl = new Uri(app.Address, "/api/zoom/webhook"), WebhookSecret = app.WebhookSecrets.First,
        });
        await app.Launch();
        return new ZoomDesk(zoom, app);
    }

    static (string, string)[] Settings(SimulatedZoomOptions options, Uri oauth, Uri api) =>
    [
        ("Zoom__AccountId", options.AccountId), ("Zoom__ClientId", options.ClientId),
        ("Zoom__ClientSecret", options.ClientSecret), ("Zoom__Plan", "Business"),
        ("Zoom__OAuthBaseUrl", oauth.ToString()), ("Zoom__ApiBaseUrl", api.ToString()),
        ("Registration__AllowedEmailDomains__0", "school.example"),
    ];

    /// <summary>
    /// A lesson tomorrow, or a series of five: in Zoom, and entered here by the admin; manual: the host approves registrants.
    /// </summary>
    public async Task<Meeting> AddMeeting(
        School school, bool isSeries = false, Guid? ofClass = null, bool isManual = false, params (string, object?)[] others)
    {
        var start = DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var number = await MakeInZoom(start, isSeries, isManual);
        List<(string, object?)> fields =
        [
            ("startTime", start), ("registrationEnabled", true), ("zoomMeetingId", $"{number}"),
            ("classId", ofClass ?? school.Class), .. others,
        ];
        if (isManual)
            fields.Add(("settings", new { registrationApproval = "manual" }));
        if (isSeries)
            fields.AddRange([("meetingType", "recurring"), ("recurrence", new { type = "daily", count = 5 })]);
        return await school.AddMeeting([.. fields]);
    }

    public IReadOnlyList<SimulatedRegistrant> Registrants(Meeting meeting) =>
        Zoom.Meetings.Single(one => one.Id == meeting.Number).Registrants;

    public IEnumerable<string> Approved(Meeting meeting) => Registrants(meeting)
        .Where(one => one.Status == RegistrantStatus.Approved).Select(one => one.Email).Order();

    /// <summary>How often a route was called for a meeting since the start.</summary>
    public int Calls(Meeting meeting, string route) => Zoom.Calls.Count(call =>
        call.Route == route && call.Target.Contains($"{meeting.Number}", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.DisposeAsync();
        await Zoom.DisposeAsync();
    }

    /// <summary>As somebody does it in Zoom's own pages.</summary>
    public async Task InZoom(HttpMethod method, Meeting meeting, string path, string? body = null)
    {
        await Authorize();
        using var request = new HttpRequestMessage(method, $"v2/meetings/{meeting.Number}/registrants{path}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What Zoom has given notice of is looked at now, and not some seconds later.</summary>
    public Task LookNow() => Statements.Run(
        App.Database.AdminConnectionString, "UPDATE due_work SET due_at = now() WHERE kind = 'registration' AND look AND due_at > now()");

    async Task<long> MakeInZoom(string start, bool isSeries, bool isManual)
    {
        await Authorize();
        var recurrence = isSeries ? ",\"recurrence\":{\"type\":1,\"end_times\":5}" : "";
        var body = $$"""
            {"topic":"Mathematics","type":{{(isSeries ? 8 : 2)}},"start_time":"{{start}}","duration":60,
             "settings":{"approval_type":{{(isManual ? 1 : 0)}},"registration_type":1}{{recurrence}}}
            """;
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri($"v2/users/{SimulatedZoomOptions.UsualHost.Email}/meetings", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<long>();
    }

    async Task Authorize()
    {
        if (_http.DefaultRequestHeaders.Authorization is not null)
            return;
        var credentials = Encoding.UTF8.GetBytes($"{Zoom.Options.ClientId}:{Zoom.Options.ClientSecret}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "oauth/token")
        {
            Content = new FormUrlEncodedContent(
                [new("grant_type", "account_credentials"), new("account_id", Zoom.Options.AccountId)]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        using var answer = await _http.SendAsync(request);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        _http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }
}

/// <summary>One for the tests of a class, started with the first of them.</summary>
public sealed class ZoomDeskFixture : IAsyncLifetime
{
    readonly Lazy<Task<ZoomDesk>> _desk = new(() => ZoomDesk.Start());

    internal Task<ZoomDesk> Desk => _desk.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_desk.IsValueCreated && _desk.Value.IsCompletedSuccessfully)
            await _desk.Value.Result.DisposeAsync();
    }
}
