using System.Diagnostics;
using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Webhook;

/// <summary>What cannot be stored in time is answered so that Zoom sends it again.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class SlowCommitTests(SharedAppFixture shared)
{
    /// <summary>Zoom waits so long.</summary>
    /// <summary>Zoom waits 3 seconds; the second above that is for a machine that runs other tests meanwhile.</summary>
    static readonly TimeSpan ZoomsPatience = TimeSpan.FromSeconds(4);

    [PostgresTheory]
    [InlineData("meeting_log")]
    [InlineData("quarantined_events")]
    public async Task What_does_not_commit_in_time_is_answered_503_and_its_repetition_200(string table)
    {
        var app = await shared.App;
        var meeting = School.NewNumber();
        var body = table == "meeting_log" ? ZoomBody.Fact("meeting.started", meeting) : "unreadable";
        var request = new WebhookRequest(body, app.WebhookSecrets.First);
        await using (var held = new NpgsqlConnection(app.Database.AdminConnectionString))
        {
            await held.OpenAsync();
            await using var transaction = await held.BeginTransactionAsync();
            await using var command = new NpgsqlCommand($"LOCK TABLE {table} IN SHARE MODE", held, transaction);
            await command.ExecuteNonQueryAsync();

            var asked = Stopwatch.StartNew();
            using var refused = await request.SendTo(app.Anonymous);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter?.Delta);
            Assert.True(asked.Elapsed < ZoomsPatience, $"The answer took {asked.Elapsed}.");
        }

        using var accepted = await request.SendTo(app.Anonymous);

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        if (table == "meeting_log")
            Assert.Equal(1, await Stored.InLog(app, meeting));
    }
}
