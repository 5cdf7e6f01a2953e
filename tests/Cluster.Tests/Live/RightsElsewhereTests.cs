using System.Diagnostics;
using System.Net;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>Rights that another process changes: this one is not told, and has to look.</summary>
public sealed class RightsElsewhereTests
{
    /// <summary>A stream asks again in less than 15 s. More than that on a machine that has much else to do.</summary>
    static readonly TimeSpan StreamMax = TimeSpan.FromSeconds(20);

    [PostgresFact]
    public async Task A_right_that_was_taken_elsewhere_is_gone_within_half_a_minute()
    {
        await using var app = await AppProcess.Start();
        var lesson = await HeldLesson.Make(app, DateTimeOffset.UtcNow.AddMinutes(-5));
        var (student, other) = (lesson.School.Students[1], lesson.School.Students[2]);
        await using var stream = await EventStream.Open(app.As(student), lesson.Meeting.Path);
        await stream.Next("snapshot");
        (await lesson.LiveAs(student)).Is(HttpStatusCode.OK);

        await using var elsewhere = NpgsqlDataSource.Create(app.Database.AdminConnectionString);
        await using var leave = elsewhere.CreateCommand("DELETE FROM class_enrollments WHERE student_id = $1");
        leave.Parameters.Add(new() { Value = student });
        await leave.ExecuteNonQueryAsync();
        var left = Stopwatch.StartNew();

        Assert.All(
            await stream.Rest(Scopes.AgeMax), told => Assert.Empty(told.GetProperty("students").EnumerateArray()));
        Assert.InRange(left.Elapsed, TimeSpan.Zero, StreamMax);
        await Eventually.Get(
            app.As(student), $"{lesson.Meeting.Path}/participants", answer => answer.Status == HttpStatusCode.NotFound,
            Scopes.AgeMax + TimeSpan.FromSeconds(5));
        (await lesson.LiveAs(other)).Is(HttpStatusCode.OK);
    }
}
