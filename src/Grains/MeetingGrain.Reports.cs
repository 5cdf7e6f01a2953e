using System.Collections.Immutable;
using ZoomOrleans.Attendance;

namespace ZoomOrleans;

/// <summary>What Zoom says of a meeting when it is asked.</summary>
public sealed partial class MeetingGrain
{
    public async Task<ZoomQuestions> Questions(DateTimeOffset? askedAt, DateTimeOffset now)
    {
        await KnowContext();
        return Asking.Of(OccurrencesAt(Now, _context!), askedAt, now);
    }

    public async Task<int> Compare(ImmutableArray<Fact> reported)
    {
        var missing = ToldTwice.Missing(reported, _fold).ToList();
        await Task.WhenAll(missing.Select(Record));
        return missing.Count;
    }
}
