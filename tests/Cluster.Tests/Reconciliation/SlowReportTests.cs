using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Zoom;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>Zoom may take hours to make a report.</summary>
public sealed class SlowReportTests
{
    [PostgresFact]
    public async Task A_report_that_is_not_ready_is_asked_for_again_ever_later_until_it_is()
    {
        var clock = new FastClock(DateTimeOffset.UtcNow);
        await using var zoom = await ReconciledZoomFixture.Start(new() { Clock = clock, ReportDelay = TimeSpan.FromMinutes(40) });
        var lesson = await PlayedLesson.Play(zoom, start: PlayedLesson.Ago(60));
        await lesson.Tell(one => one.Person?.Name != lesson.School.Students[1].ToString());
        await lesson.Enter();

        var seen = await PlayedLesson.SeenByAdmins(zoom);

        Assert.Contains("not ready yet", seen.Body, StringComparison.Ordinal);
        await Wait.Until(async () => await Attempts(lesson) >= 3, () => "Zoom was asked three times");
        Assert.Equal("provisional", (await lesson.Occurrence()).GetProperty("attendanceState").GetString());

        clock.PutForward(TimeSpan.FromMinutes(30));

        Assert.Equal(lesson.TrueSeconds, PlayedLesson.Seconds(await lesson.Is("reconciled")));
        await lesson.IsAsked();

        async Task<int> Attempts(PlayedLesson of) => (await zoom.Query(
            $"SELECT attempts FROM due_work WHERE kind = 'reconciliation' AND key = '{of.Number}'", row => row.GetInt32(0)))
            .SingleOrDefault();
    }
}
