using System.Collections.Immutable;

namespace ZoomOrleans;

/// <summary>
/// One Zoom meeting: the only writer of its log, and what answers who is there. The key is <c>z:</c> and Zoom's number
/// (<see cref="MeetingKey"/>).
/// </summary>
[Alias("IMeetingGrain")]
public interface IMeetingGrain : IGrainWithStringKey
{
    /// <summary>
    /// Completes when the fact or notice is committed, or known as a repetition of a committed one.
    /// </summary>
    /// <exception cref="LogOverloadedException">Too much waits to be written; nothing was recorded.</exception>
    /// <exception cref="LogFailedException">The outcome is unknown; recording it again is safe, and may help at once.</exception>
    [Alias("Record")]
    Task Record(Entry entry);

    /// <summary>
    /// Who is there; null where the meeting has no such occurrence. Default: the current occurrence, else the latest
    /// that has begun, else the next; nobody in a meeting that has none.
    /// </summary>
    /// <param name="occurrenceId">Which occurrence, or null for the default.</param>
    /// <param name="scope">Whom the caller may see.</param>
    [Alias("View")]
    Task<LiveView?> View(string? occurrenceId, Scope scope);

    /// <summary>
    /// The view of everybody, and a promise: the watcher is told of the next change, also of one that time alone brings
    /// about, unless this activation is killed before. Only for processes that cut what they show to the scope of each who
    /// looks (<see cref="LiveView.Within"/>).
    /// </summary>
    [Alias("Watch")]
    Task<LiveView?> Watch(string? occurrenceId, IMeetingWatcher watcher);

    /// <summary>
    /// Whether that promise stands, and so nothing but the seconds that grow has changed since. Costs next to nothing.
    /// </summary>
    [Alias("IsWatchedBy")]
    Task<bool> IsWatchedBy(IMeetingWatcher watcher);

    /// <summary>Brings the rows derived from the log (occurrences, participants, records) up to the log and to now.</summary>
    [Alias("Derive")]
    Task Derive();

    /// <summary>The same at the call of the meeting's due row: where it is about to be done anyway, the row waits.</summary>
    [Alias("DeriveDue")]
    Task DeriveDue();

    /// <summary>
    /// The log goes, if nobody scheduled the meeting here and Zoom has been silent about it for a week. A fact that comes at
    /// this moment is not lost: either nothing is forgotten, or it begins a new log.
    /// </summary>
    [Alias("Forget")]
    Task Forget();

    /// <summary>
    /// Completes when the decision is committed and the derived rows show it. The same one (by its id) may be sent again.
    /// </summary>
    /// <exception cref="LogOverloadedException">Too much waits to be written; nothing was recorded.</exception>
    /// <exception cref="LogFailedException">The outcome is unknown; deciding it again is safe, and may help at once.</exception>
    [Alias("Decide")]
    Task<Verdict> Decide(Decision decision);

    /// <summary>The same for a match: the grain finds out by what the guest will be known.</summary>
    [Alias("Match")]
    Task<Verdict> Match(GuestMatch match);

    /// <summary>What Zoom is to be asked.</summary>
    /// <param name="askedAt">When it was asked last; null: about everything that is not locked.</param>
    /// <param name="now">The present, by the clock that tells what is due.</param>
    [Alias("Questions")]
    Task<ZoomQuestions> Questions(DateTimeOffset? askedAt, DateTimeOffset now);

    /// <summary>Records of these facts of Zoom's report those that the log lacks.</summary>
    /// <returns>How many they were.</returns>
    /// <exception cref="LogOverloadedException">Too much waits to be written.</exception>
    /// <exception cref="LogFailedException">The outcome is unknown; comparing again is safe.</exception>
    [Alias("Compare")]
    Task<int> Compare(ImmutableArray<Fact> reported);

    /// <summary>
    /// Decides that locked lessons lose their facts, where all others are the same without them; then whatever rows of theirs
    /// are left in the log have no effect, and may be removed by anybody at any time.
    /// </summary>
    /// <param name="before">Lessons of earlier days than this.</param>
    /// <param name="dryRun">Nothing is decided, only said what would be.</param>
    /// <exception cref="LogOverloadedException">Too much waits to be written.</exception>
    /// <exception cref="LogFailedException">The outcome is unknown; asking again is safe.</exception>
    [Alias("DeleteFacts")]
    Task<DeletedFacts> DeleteFacts(DateOnly before, bool dryRun);

    /// <summary>The matches that hold.</summary>
    [Alias("Matches")]
    Task<IReadOnlyList<Matched>> Matches();
}
