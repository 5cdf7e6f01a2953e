namespace ZoomOrleans.Attendance;

/// <summary>
/// What a school's lessons would look like under another policy. Nothing is changed, and locks do not matter. Lessons whose facts
/// are deleted are left out.
/// </summary>
public static class PolicyPreview
{
    /// <param name="meeting">Zoom's number of the meeting.</param>
    /// <param name="fold">Its log; the last context in it is used.</param>
    /// <param name="policy">What is to hold for all of its lessons.</param>
    /// <param name="now">The present.</param>
    public static IEnumerable<OccurrenceAttendance> Of(long meeting, MeetingFold fold, Policy policy, DateTimeOffset now)
    {
        now = AttendanceRules.NoEarlierThan(fold.LatestFactAt, now);
        var context = (fold.Context ?? MeetingContext.Unknown) with
        {
            Policies = [policy with { EffectiveFrom = DateOnly.MinValue }],
        };
        return Occurrences.Of(meeting, fold.Runs, context, fold.Decisions, now)
            .Where(occurrence => !occurrence.Decisions.IsWithoutFacts)
            .Select(occurrence => AttendanceRules.Of(occurrence, context, fold.Decisions, now));
    }
}
