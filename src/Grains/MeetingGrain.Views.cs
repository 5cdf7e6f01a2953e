using ZoomOrleans.Attendance;

namespace ZoomOrleans;

/// <summary>Who is there: the rules of attendance, at this moment.</summary>
public sealed partial class MeetingGrain
{
    /// <summary>So old may a view be of which nothing is known to have changed: seconds so far grow by themselves.</summary>
    static readonly TimeSpan ViewAge = TimeSpan.FromSeconds(1);

    Viewed? _viewed;
    (string? OccurrenceId, IReadOnlyList<StudentAttendance> Students) _standing = (null, []);

    public async Task<LiveView?> View(string? occurrenceId, Scope scope)
    {
        await KnowContext();
        await KnowRecords(occurrenceId);
        return ViewNow(occurrenceId).View?.Within(scope);
    }

    /// <summary>Of a lesson whose facts are deleted. They change no more, but for a flag.</summary>
    async Task KnowRecords(string? occurrenceId)
    {
        if (Occurrences.Choose(OccurrencesAt(Now, _context!), occurrenceId, Now) is { Decisions.IsWithoutFacts: true } occurrence)
            _standing = (occurrence.Id, await _records.Standing(occurrence.Id, CancellationToken.None));
    }

    Viewed ViewNow(string? occurrenceId)
    {
        var now = Now;
        if (_viewed?.Holds(occurrenceId, _fold.Seq, now) != true)
            _viewed = ViewAt(now, occurrenceId);
        return _viewed;
    }

    Viewed ViewAt(DateTimeOffset now, string? occurrenceId)
    {
        var occurrences = OccurrencesAt(now, _context!);
        var shown = Occurrences.Choose(occurrences, occurrenceId, now) is { } occurrence
            ? Suggestions.For(AttendanceRules.Of(_meeting, occurrence, _fold, _context!, now), _context!) : null;
        if (shown?.Occurrence.Id == _standing.OccurrenceId && shown is not null)
            shown = shown with { Students = _standing.Students };
        var view = shown is not null ? LiveViews.Of(shown, _context!, _fold.Seq, now)
            : occurrenceId is null ? LiveViews.Empty(_context!, _fold.Seq, now) : null;
        return new Viewed(occurrenceId, _fold.Seq, now, view, LiveClock.NextChange(shown, occurrences, _fold, _context!, now));
    }

    /// <param name="OccurrenceId">Which occurrence was asked for; null for the default.</param>
    /// <param name="Seq">The last entry in it.</param>
    /// <param name="AsOf">The "now" of it.</param>
    /// <param name="View">Of everybody; null where there is no such occurrence.</param>
    /// <param name="NextChange">When time alone changes it; null: never.</param>
    sealed record Viewed(string? OccurrenceId, long Seq, DateTimeOffset AsOf, LiveView? View, DateTimeOffset? NextChange)
    {
        public bool Holds(string? occurrenceId, long seq, DateTimeOffset now) =>
            OccurrenceId == occurrenceId && Seq == seq && now - AsOf < ViewAge && !(NextChange <= now);
    }
}
