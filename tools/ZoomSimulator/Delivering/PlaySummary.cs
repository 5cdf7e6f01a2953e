using System.Net;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>How a receiver took the deliveries.</summary>
public sealed record PlaySummary
{
    public required int Deliveries { get; init; }

    /// <summary>Requests made, Zoom's own repetitions after failures included.</summary>
    public required int Requests { get; init; }

    /// <summary>Deliveries that were accepted in the end.</summary>
    public required int Accepted { get; init; }

    public required IReadOnlyDictionary<HttpStatusCode, int> ByStatus { get; init; }

    /// <summary>Requests without an answer within three seconds.</summary>
    public required int Unanswered { get; init; }

    public required TimeSpan Elapsed { get; init; }

    internal static PlaySummary Of(int deliveries, IReadOnlyCollection<Answer> answers, TimeSpan elapsed) => new()
    {
        Deliveries = deliveries,
        Requests = answers.Count,
        Accepted = answers.Count(answer => answer.IsAccepted),
        ByStatus = answers.Where(answer => answer.Status is not null)
            .GroupBy(answer => answer.Status!.Value)
            .OrderBy(group => group.Key)
            .ToDictionary(group => group.Key, group => group.Count()),
        Unanswered = answers.Count(answer => answer.Status is null),
        Elapsed = elapsed,
    };
}
