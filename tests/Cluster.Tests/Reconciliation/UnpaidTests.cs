using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>Participant reports belong to paid plans.</summary>
public sealed class UnpaidTests
{
    [PostgresFact]
    public async Task Without_a_paid_plan_lessons_stay_provisional_and_admins_read_why()
    {
        await using var zoom = await ReconciledZoomFixture.Start(new() { Plan = ZoomPlan.Free }, ("Zoom__Plan", "Free"));
        var today = await Told(zoom, PlayedLesson.Ago(60));

        var seen = await PlayedLesson.SeenByAdmins(zoom);

        var why = Assert.Single(seen["waiting"].EnumerateArray()).GetProperty("lastError").GetString();
        Assert.Contains("licence", why, StringComparison.Ordinal);
        Assert.Contains("Zoom says 200", why, StringComparison.Ordinal);
        await today.Is("provisional");
        // Not again and again, but at the next of its times.
        await today.IsAsked();
        Assert.Single(zoom.Zoom.Calls, call => call.Route.StartsWith("GET /report", StringComparison.Ordinal));
        var refused = (await today.Reconcile()).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("ZOOM_NOT_LICENSED", refused.Text("code"));


        // After a lesson's last time it is seen for an hour, and then nobody asks any more.
        var old = await Told(zoom, PlayedLesson.LongAgo);
        await Wait.Until(async () => (await Due(old)).Count == 1, () => "the refusal is kept");
        await zoom.Execute($"UPDATE due_work SET due_at = now() WHERE key = '{old.Number}'");
        await old.IsAsked();
        Assert.Empty(await Due(old));
        await old.Is("provisional");

        Task<List<string>> Due(PlayedLesson of) => zoom.Query(
            $"SELECT last_error FROM due_work WHERE kind = 'reconciliation' AND key = '{of.Number}' AND last_error IS NOT NULL",
            row => row.GetString(0));
    }

    [PostgresFact]
    public async Task Where_all_of_the_days_questions_are_used_up_it_is_said_until_when()
    {
        var options = new SimulatedZoomOptions
        {
            Limits = AccountLimits.Of(ZoomPlan.Pro) with { Medium = new(20, 1) },
        };
        await using var zoom = await ReconciledZoomFixture.Start(options);
        var lesson = await Told(zoom, PlayedLesson.LongAgo);
        await lesson.Is("reconciled");
        await lesson.IsAsked();

        var refused = (await lesson.Reconcile()).Is(HttpStatusCode.TooManyRequests);

        Assert.Equal("ZOOM_LIMIT", refused.Text("code"));
        Assert.NotNull(refused.Response.Headers.RetryAfter?.Date);
        await lesson.Is("reconciled");
    }

    static async Task<PlayedLesson> Told(Meetings.ZoomApp zoom, DateTimeOffset start)
    {
        var lesson = await PlayedLesson.Play(zoom, start: start);
        await lesson.TellAll();
        await lesson.Enter();
        return lesson;
    }
}
