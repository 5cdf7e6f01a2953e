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

        var seen = await Eventually.Get(zoom.App.Admin, "/api/admin/zoom", answer => answer["waiting"].EnumerateArray().Any(
            one => one.GetProperty("kind").GetString() == "reconciliation" && one.GetProperty("lastError").GetString() is not null));

        var why = Assert.Single(seen["waiting"].EnumerateArray()).GetProperty("lastError").GetString();
        Assert.Contains("licence", why, StringComparison.Ordinal);
        Assert.Contains("Zoom says 200", why, StringComparison.Ordinal);
        await today.Is("provisional");
        var refused = (await today.Reconcile()).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("ZOOM_NOT_LICENSED", refused.Text("code"));

        // Of a lesson that far back it will not be otherwise tomorrow.
        var old = await Told(zoom, PlayedLesson.LongAgo);
        await old.IsAsked();
        await old.Is("provisional");
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
