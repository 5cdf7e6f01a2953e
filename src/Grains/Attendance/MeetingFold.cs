using System.Diagnostics.CodeAnalysis;

namespace ZoomOrleans.Attendance;

/// <summary>
/// A meeting's log as a set (rules, section 1): the same entries in any order, any number of times, give the same
/// runs. The one mutable thing in this folder; everything computed from it is a pure function of it and of "now".
/// </summary>
public sealed class MeetingFold
{
    readonly HashSet<Fact> _facts = new(FactKey.Comparer);
    readonly HashSet<Notice> _notices = [];
    readonly Dictionary<Fact, List<Fact>> _moreEvidence = new(FactKey.Comparer);
    readonly Dictionary<string, RunFacts> _runs = [];
    readonly Dictionary<Guid, (long Seq, Decision Decision)> _decisionsById = [];
    readonly List<(long Seq, MeetingContext Context, bool SaysAll)> _contexts = [];
    Decisions _decisions = Decisions.None;

    /// <summary>The last entry's place in the log; 0 before the first.</summary>
    public long Seq { get; private set; }

    /// <summary>The last one, with the bindings that earlier ones knew; null before the first.</summary>
    public MeetingContext? Context => _contexts.Count == 0 ? null : _contexts[^1].Context;

    public Decisions Decisions => _decisions;

    /// <summary>No answer is for an earlier moment than this: Zoom's clock may run ahead of ours.</summary>
    public DateTimeOffset LatestFactAt { get; private set; } = DateTimeOffset.MinValue;

    public IReadOnlyList<Run> Runs => InOrder(_runs.Values.Select(run => run.Run));

    /// <summary>In the order of the log.</summary>
    public IReadOnlyList<Fact> FactsOf(string run) => _runs.TryGetValue(run, out var facts) ? facts.Facts : [];

    /// <summary>The last place in the log of a fact of this run; 0 where there is none.</summary>
    public long LastSeqOf(Run run) => _runs.TryGetValue(run.Uuid, out var facts) ? facts.LastSeq : 0;

    public long FirstSeqOf(Run run) => _runs.TryGetValue(run.Uuid, out var facts) ? facts.FirstSeq : 0;

    /// <summary>What was told of a run after its facts were deleted; null for other runs, and where there is nothing.</summary>
    public Run? ToldSinceDeletionOf(string run) => _runs.TryGetValue(run, out var facts) ? facts.ToldSinceDeletion : null;

    /// <summary>What is told after a deletion changes no lesson: when it is flagged, it may go too.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool ForgetWhatWasToldSinceDeletions()
    {
        var told = _runs.Values.Where(run => run.ToldSinceDeletion is not null).ToList();
        Forget(told);
        return told.Count > 0;
    }

    /// <summary>
    /// The place of the context that held at this place, or of an earlier one that knew bindings which it does not name: what
    /// stands before explains nothing from there on. 0 where there is none.
    /// </summary>
    public long ContextFor(long seq) => _contexts.FindLast(one => one.Seq <= seq && one.SaysAll).Seq;

    public void ForgetContextsBefore(long seq) => _contexts.RemoveAll(one => one.Seq < seq);

    /// <summary>A decision's place in the log; 0 where it does not stand there.</summary>
    public long SeqOf(Decision decision) => _decisionsById.GetValueOrDefault(decision.Id).Seq;

    public IReadOnlyList<Decision> DecisionsBehind(long seq) =>
        [.. _decisionsById.Values.Where(one => one.Seq > seq).Select(one => one.Decision)];

    /// <summary>What the log amounted to up to this place, and including it.</summary>
    public LogMoment At(long seq) => new(
        InOrder(_runs.Values.Select(run => run.At(seq)).OfType<Run>()),
        _contexts.FindLast(one => one.Seq <= seq).Context ?? MeetingContext.Unknown,
        Decisions.Of(_decisionsById.Values.Where(one => one.Seq <= seq).Select(one => one.Decision)),
        _runs.Values.Max(run => run.LatestFactAt(seq)) ?? DateTimeOffset.MinValue);

    /// <summary>Whether the entry would say nothing new.</summary>
    public bool Knows(Entry entry) => entry switch
    {
        Fact fact => _facts.TryGetValue(fact, out var known) && Covers(known, fact),
        Notice notice => _notices.Contains(notice),
        Decision decision => _decisionsById.ContainsKey(decision.Id),
        _ => false,
    };

    public void Add(long seq, Entry entry)
    {
        Seq = seq;
        if (Knows(entry))
            return;
        switch (entry)
        {
            case Fact fact: Add(fact); break;
            case Notice notice: _notices.Add(notice); break;
            case Decision decision: Add(decision); break;
            case MeetingContext context: Add(context); break;
            case Rewritten: break;
            default: throw new InvalidOperationException($"Entry {seq} is a {entry.GetType().Name}, which nothing here folds.");
        }
    }

    void Add(Fact fact)
    {
        if (!_facts.Add(fact))
            EvidenceBeside(fact).Add(fact);
        if (!_runs.TryGetValue(fact.Run, out var run))
            _runs[fact.Run] = run = new RunFacts(fact.Run);
        run.Add(Seq, fact);
        if (fact.At > LatestFactAt)
            LatestFactAt = fact.At;
    }

    void Add(MeetingContext context)
    {
        var whole = Context is { } earlier ? context.Remembering(earlier) : context;
        _contexts.Add((Seq, whole, whole.BindingCount == context.BindingCount));
    }

    void Add(Decision decision)
    {
        _decisionsById.Add(decision.Id, (Seq, decision));
        _decisions = Decisions.Of(_decisionsById.Values.Select(one => one.Decision));
        if (decision is FactsDeleted deleted)
            Delete(deleted);
    }

    /// <summary>Whether the rows are gone already makes no difference.</summary>
    void Delete(FactsDeleted deleted)
    {
        var runs = new List<RunFacts>();
        foreach (var outline in deleted.Runs)
        {
            if (!_runs.TryGetValue(outline.Uuid, out var run))
                _runs[outline.Uuid] = run = new RunFacts(outline.Uuid);
            run.Delete(outline);
            runs.Add(run);
            LatestFactAt = Moments.Later(LatestFactAt, Moments.Later(outline.LastFactAt, outline.End));
        }
        Forget(runs);
    }

    void Forget(IReadOnlyCollection<RunFacts> runs)
    {
        foreach (var run in runs)
        {
            foreach (var fact in run.Facts)
            {
                _facts.Remove(fact);
                _moreEvidence.Remove(fact);
            }
            run.Forget();
        }
    }

    List<Fact> EvidenceBeside(Fact fact) =>
        _moreEvidence.TryGetValue(fact, out var more) ? more : _moreEvidence[fact] = [];

    /// <summary>
    /// Each value of the fact is known from one delivery or another; it need not be the same one. A name that only the
    /// report told is not yet the webhook's.
    /// </summary>
    bool Covers(Fact known, Fact fact)
    {
        var more = _moreEvidence.GetValueOrDefault(known);
        return Has(other => other.Source <= fact.Source)
            && (fact.Name is null || Has(other => other.Name == fact.Name && other.Source <= fact.Source))
            && Covered(fact, other => other.Email)
            && Covered(fact, other => other.RegistrantId)
            && Covered(fact, other => other.ParticipantUserId)
            && Covered(fact, other => other.ZoomUserId);

        bool Covered(Fact fact, Func<Fact, string?> value) =>
            value(fact) is not { } wanted || Has(other => value(other) == wanted);
        bool Has(Predicate<Fact> holds) => holds(known) || more?.Exists(holds) == true;
    }

    static IReadOnlyList<Run> InOrder(IEnumerable<Run> runs) =>
        [.. runs.OrderBy(run => run.Start).ThenBy(run => run.Uuid, StringComparer.Ordinal)];

    /// <summary>The facts of one run, and what they amount to for as long as none is added.</summary>
    sealed class RunFacts(string uuid)
    {
        readonly List<Fact> _facts = [];
        readonly List<long> _seqs = [];
        Run? _run;
        RunOutline? _outline;

        public IReadOnlyList<Fact> Facts => _facts;

        public Run Run => _run ??= _outline is null ? Run.Of(uuid, _facts) : Run.Of(_outline);

        public bool IsDeleted => _outline is not null;

        public Run? ToldSinceDeletion => IsDeleted && _facts.Count > 0 ? Run.Of(uuid, _facts) : null;

        public long FirstSeq => _outline?.FirstSeq ?? _seqs[0];

        public long LastSeq => _outline?.FirstSeq ?? _seqs[^1];

        public void Add(long seq, Fact fact)
        {
            _facts.Add(fact);
            _seqs.Add(seq);
            if (!IsDeleted)
                _run = null;
        }

        public void Delete(RunOutline outline) => (_outline, _run) = (outline, null);

        public void Forget()
        {
            _facts.Clear();
            _seqs.Clear();
        }

        /// <summary>Null where it was not known yet.</summary>
        public Run? At(long seq) =>
            LastSeq <= seq ? Run : Count(seq) is > 0 and var count ? Run.Of(uuid, _facts[..count]) : null;

        public DateTimeOffset? LatestFactAt(long seq) =>
            _outline is null ? _facts.Take(Count(seq)).Max(fact => (DateTimeOffset?)fact.At)
            : FirstSeq <= seq ? Moments.Later(_outline.LastFactAt, _outline.End) : null;

        int Count(long seq) => _seqs.BinarySearch(seq) is var index && index >= 0 ? index + 1 : ~index;
    }
}

/// <summary>What a log amounted to at one place.</summary>
public sealed record LogMoment(
    IReadOnlyList<Run> Runs, MeetingContext Context, Decisions Decisions, DateTimeOffset LatestFactAt);

/// <summary>Run, kind, user id, connection and time: what makes two deliveries one fact.</summary>
public static class FactKey
{
    public static IEqualityComparer<Fact> Comparer { get; } = EqualityComparer<Fact>.Create(Same, Hash);

    static bool Same(Fact? one, Fact? other) =>
        ReferenceEquals(one, other)
        || (one is not null && other is not null
            && one.At == other.At && one.Kind == other.Kind && one.UserId == other.UserId
            && one.Connection == other.Connection && one.Run == other.Run);

    static int Hash([DisallowNull] Fact fact) => HashCode.Combine(fact.Run, fact.Kind, fact.UserId, fact.Connection, fact.At);
}
