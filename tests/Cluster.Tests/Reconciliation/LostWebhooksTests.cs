using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Reconciliation;

/// <summary>
/// With 20 % of all webhooks dropped for good, reconciliation brings random lessons to exactly the attendance of the full
/// trace, inventing nothing. What the report cannot know, and so is not asked of it:
/// <list type="bullet">
/// <item>who was in a run in which one person was alone: Zoom makes no report of it (<see cref="AloneTests"/>). Lessons with
/// such a run are not drawn.</item>
/// <item>which client it was (<c>participant_uuid</c>), and so how many clients and stays somebody had: records do not say
/// that. A match by name alone may lose its effect by it, as of two rows of one name nobody can say that they are one
/// client.</item>
/// <item>a name that was changed during the lesson: guests here keep theirs.</item>
/// </list>
/// </summary>
[Collection(ReconciledZoom.Name)]
public sealed class LostWebhooksTests(ReconciledZoomFixture shared)
{
    [PostgresFact]
    public async Task A_fifth_of_all_webhooks_lost_changes_nothing_once_it_is_reconciled()
    {
        await Compare(splitRows: false, seeds: Enumerable.Range(1, 12));
        await Compare(splitRows: true, seeds: Enumerable.Range(13, 8));
    }

    [PostgresTheory, InlineData(false), InlineData(true), Trait("Tier", "Long")]
    public async Task A_fifth_of_all_webhooks_lost_changes_nothing_in_two_hundred_lessons(bool splitRows) =>
        await Compare(splitRows, Enumerable.Range(1000, 200));

    async Task Compare(bool splitRows, IEnumerable<int> seeds)
    {
        var class_ = await TwiceTold.Make(await shared.With(splitRows));
        foreach (var some in seeds.Chunk(10))
            await Task.WhenAll(some.Select(class_.IsTheSame));
    }
}
