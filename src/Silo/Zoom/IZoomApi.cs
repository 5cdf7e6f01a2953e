using Refit;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>
/// The routes of Zoom's API that the program uses. Ids of runs stand in paths as <see cref="RunId"/> writes them. Without
/// an <c>until</c> a call is waited for as long as <see cref="ZoomPatience"/> says.
/// </summary>
interface IZoomApi
{
    [Post("/users/{host}/meetings")]
    Task<ZoomMeeting> Create(
        string host, [Body] ZoomMeetingRequest meeting, [Property(ZoomPatience.Property)] DateTimeOffset? until = null);

    [Get("/users/{host}/meetings")]
    Task<ZoomMeetingsPage> List(
        string host, string type, [AliasAs("page_size")] int pageSize, [AliasAs("next_page_token")] string? nextPageToken,
        [Property(ZoomPatience.Property)] DateTimeOffset? until = null);

    [Get("/meetings/{id}")]
    Task<ZoomMeeting> Get(long id, [Property(ZoomPatience.Property)] DateTimeOffset? until = null);

    /// <summary>With the occurrences that are over.</summary>
    [Get("/meetings/{id}?show_previous_occurrences=true")]
    Task<ZoomMeeting> GetWhole(long id, [Property(ZoomPatience.Property)] DateTimeOffset? until = null);

    [Patch("/meetings/{id}")]
    Task Update(
        long id, [Body] ZoomMeetingRequest meeting, [Property(ZoomWeights.HostProperty)] string? host,
        [Property(ZoomPatience.Property)] DateTimeOffset? until = null, CancellationToken cancellation = default);

    [Delete("/meetings/{id}")]
    Task Delete(long id, [Property(ZoomPatience.Property)] DateTimeOffset? until = null);

    [Put("/meetings/{id}/status")]
    Task SetStatus(
        long id, [Body] ZoomStatusRequest status, [Property(ZoomPatience.Property)] DateTimeOffset? until = null);

    [Post("/meetings/{id}/registrants")]
    Task<ZoomRegistration> Register(
        long id, [Body] ZoomRegistrantRequest registrant, CancellationToken cancellation = default);

    [Post("/meetings/{id}/batch_registrants")]
    Task<ZoomRegistrations> Register(
        long id, [Body] ZoomRegistrantsRequest registrants, CancellationToken cancellation = default);

    [Get("/meetings/{id}/registrants")]
    Task<ZoomRegistrantsPage> Registrants(
        long id, string status, [AliasAs("page_size")] int pageSize, [AliasAs("next_page_token")] string? nextPageToken,
        CancellationToken cancellation = default);

    [Get("/meetings/{id}/registrants/{registrant}")]
    Task<ZoomRegistrant> Registrant(long id, string registrant, CancellationToken cancellation = default);

    [Put("/meetings/{id}/registrants/status")]
    Task SetRegistrants(long id, [Body] ZoomRegistrantStatusRequest status, CancellationToken cancellation = default);

    [Get("/past_meetings/{id}/instances")]
    Task<ZoomRuns> Runs(long id, CancellationToken cancellation = default);

    [Get("/past_meetings/{run}")]
    Task<ZoomRun> Run(string run, [Property(ZoomPatience.Property)] DateTimeOffset? until = null);

    [Get("/report/meetings/{run}/participants?include_fields=registrant_id")]
    Task<ZoomReportPage> Report(
        string run, [AliasAs("page_size")] int pageSize, [AliasAs("next_page_token")] string? nextPageToken,
        CancellationToken cancellation = default);

    [Get("/marketplace/apps/{app}/webhook_logs")]
    Task<ZoomWebhookLogPage> WebhookLog(
        string app, int type, [AliasAs("page_size")] int pageSize, [AliasAs("next_page_token")] string? nextPageToken,
        [Property(ZoomPatience.Property)] DateTimeOffset? until = null);
}

/// <summary>
/// The uuid of a run as Zoom wants it in a path: encoded twice where it begins with a slash or has two in a row. Refit
/// encodes once.
/// </summary>
static class RunId
{
    public static string InPath(string uuid) =>
        uuid.StartsWith('/') || uuid.Contains("//", StringComparison.Ordinal) ? Uri.EscapeDataString(uuid) : uuid;
}
