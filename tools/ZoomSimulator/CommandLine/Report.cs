using System.Globalization;
using System.Net;
using System.Text;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>What the program prints.</summary>
static class Report
{
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>A delivery as a line of JSON, its body as it is sent.</summary>
    public static string Line(Delivery delivery) => string.Create(
        Plain,
        $"{{\"offset\":{delivery.Offset.TotalSeconds},\"repetition\":{delivery.Repetition},") +
        $"\"requestId\":\"{delivery.RequestId}\",\"body\":{Encoding.UTF8.GetString(delivery.Body.Span)}}}";

    public static string Before(Performance play, Settings settings)
    {
        var last = play.Deliveries.Count == 0 ? TimeSpan.Zero : play.Deliveries[^1].Offset;
        var pace = settings.IsInstant ? "as fast as possible" : string.Create(Plain, $"at speed {settings.Speed}");
        return new StringBuilder()
            .Append(Plain, $"{play.Deliveries.Count} deliveries of {settings.Lessons} lesson(s), {pace}. ")
            .Append(Plain, $"Start: {play.Start:yyyy-MM-dd HH:mm:ss}Z; last delivery: minute {last.TotalMinutes:0}.")
            .ToString();
    }

    public static string Refusal(Answer answer)
    {
        var said = answer.Status is { } status ? $"{(int)status} {status}" : "no answer";
        return $"{answer.Delivery.Event.Name} {answer.Delivery.RequestId}: {said}";
    }

    public static string Summary(PlaySummary summary)
    {
        var text = new StringBuilder()
            .Append(Plain, $"{summary.Accepted} of {summary.Deliveries} deliveries accepted, ")
            .Append(Plain, $"{summary.Requests} requests in {summary.Elapsed.TotalSeconds:0.0} s.");
        foreach (var (status, count) in summary.ByStatus)
            text.AppendLine().Append(Plain, $"  {(int)status} {status}: {count}");
        if (summary.Unanswered > 0)
            text.AppendLine().Append(Plain, $"  no answer: {summary.Unanswered}");
        if (Advice(summary) is { } advice)
            text.AppendLine().Append(advice);
        return text.ToString();
    }

    static string? Advice(PlaySummary summary) => summary switch
    {
        { Requests: 0 } => null,
        _ when summary.Unanswered == summary.Requests => "Is the receiver running, and is --url its address?",
        _ when summary.ByStatus.ContainsKey(HttpStatusCode.Unauthorized) => "Is --secret the one the receiver knows?",
        _ when summary.ByStatus.ContainsKey(HttpStatusCode.NotFound) => "Is the path of --url right?",
        _ => null,
    };
}
