using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>What the program has kept of what it was sent.</summary>
static class Stored
{
    // The program adds what it infers and what it computes in: ends that never came, and context.
    const string FromZoom = "SELECT count(*) FROM meeting_log WHERE kind NOT IN (5, 20)";

    public static async Task<long> InLog(AppProcess app, long meeting) =>
        (long)(await Statements.Run(app.Database.AdminConnectionString, $"{FromZoom} AND meeting = {meeting}"))!;

    public static async Task<long> InAnyLog(AppProcess app) =>
        (long)(await Statements.Run(app.Database.AdminConnectionString, FromZoom))!;

    public static async Task<long> InQuarantine(AppProcess app) =>
        (long)(await Statements.Run(app.Database.AdminConnectionString, "SELECT count(*) FROM quarantined_events"))!;

    public static async Task<(string Reason, string Body)> LastInQuarantine(AppProcess app)
    {
        const string last = "FROM quarantined_events ORDER BY received_at DESC LIMIT 1";
        return (
            (string)(await Statements.Run(app.Database.AdminConnectionString, $"SELECT reason {last}"))!,
            (string)(await Statements.Run(app.Database.AdminConnectionString, $"SELECT body {last}"))!);
    }
}
