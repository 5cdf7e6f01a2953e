using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Pages.Marks;

/// <summary>A policy in sentences.</summary>
static class PolicyWords
{
    public static IEnumerable<string> Of(Policy policy)
    {
        yield return policy.PresentAfterPercent is { } percent
            ? $"Present: in for at least {percent} % of the lesson."
            : $"Present: in for at least {Minutes(policy.PresentAfterMinutes)}.";
        yield return "Partial: there, but for less than that. Absent: not seen at all.";
        yield return policy.Window == PolicyWindow.Scheduled
            ? "Only time within the scheduled lesson counts." : "All time in the meeting counts.";
        if (policy.LateAfterMinutes is { } late)
            yield return $"Late: came more than {Minutes(late)} after the start.";
        if (policy.LeftEarlyMinutes is { } early)
            yield return $"Left early: gone more than {Minutes(early)} before the end.";
    }

    public static string Since(Policy policy) => policy.EffectiveFrom is { } day
        ? $"In force since {PageTimes.Day(day)}." : "The program's own rule: the school has set no other.";

    static string Minutes(int count) => Counted.Count(count, "minute", "minutes");
}
