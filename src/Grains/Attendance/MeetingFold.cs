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
    readonly List<(long Seq, Entry Entry)> _entries = [];
    Decisions _decisions = Decisions.None;

    /// <summary>The last entry's place in the log; 0 before the first.</summary>
    public long Seq { get; private set; }

    public MeetingContext? Context { get; private set; }

    public Decisions Decisions => _decisions;

    /// <summary>No answer is for an earlier moment than this: Zoom's clock may run ahead of ours.</summary>
    public DateTimeOffset LatestFactAt { get; private set; } = DateTimeOffset.MinValue;

    public IReadOnlyList<Run> Runs => [.. _runs.Values.Select(run => run.Run)
        .OrderBy(run => run.Start).ThenBy(run => run.Uuid, StringComparer.Ordinal)];

    /// <summary>The last place in the log of a fact of this run; 0 where there is none.</summary>
    public long LastSeqOf(Run run) => _runs.TryGetValue(run.Uuid, out var facts) ? facts.LastSeq : 0;

    /// <summary>A decision's place in the log; 0 where it does not stand there.</summary>
    public long SeqOf(Decision decision) => _decisionsById.GetValueOrDefault(decision.Id).Seq;

    public IReadOnlyList<Decision> DecisionsBehind(long seq) =>
        [.. _decisionsById.Values.Where(one => one.Seq > seq).Select(one => one.Decision)];

    /// <summary>The same log as it was before this place.</summary>
    public MeetingFold Before(long seq)
    {
        var earlier = new MeetingFold();
        foreach (var (place, entry) in _entries.TakeWhile(one => one.Seq < seq))
            earlier.Add(place, entry);
        return earlier;
    }

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
        _entries.Add((seq, entry));
        switch (entry)
        {
            case Fact fact: Add(fact); break;
            case Notice notice: _notices.Add(notice); break;
            case Decision decision: Add(decision); break;
            case MeetingContext context: Context = Context is { } earlier ? context.Remembering(earlier) : context; break;
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

    void Add(Decision decision)
    {
        _decisionsById.Add(decision.Id, (Seq, decision));
        _decisions = Decisions.Of(_decisionsById.Values.Select(one => one.Decision));
    }

    List<Fact> EvidenceBeside(Fact fact) =>
        _moreEvidence.TryGetValue(fact, out var more) ? more : _moreEvidence[fact] = [];

    /// <summary>Each value of the fact is known from one delivery or another; it need not be the same one.</summary>
    bool Covers(Fact known, Fact fact)
    {
        var more = _moreEvidence.GetValueOrDefault(known);
        return Has(other => other.Source <= fact.Source)
            && Covered(fact, other => other.Name)
            && Covered(fact, other => other.Email)
            && Covered(fact, other => other.RegistrantId)
            && Covered(fact, other => other.ParticipantUserId)
            && Covered(fact, other => other.ZoomUserId);

        bool Covered(Fact fact, Func<Fact, string?> value) =>
            value(fact) is not { } wanted || Has(other => value(other) == wanted);
        bool Has(Predicate<Fact> holds) => holds(known) || more?.Exists(holds) == true;
    }

    /// <summary>The facts of one run, and what they amount to for as long as none is added.</summary>
    sealed class RunFacts(string uuid)
    {
        readonly List<Fact> _facts = [];
        Run? _run;

        public Run Run => _run ??= Run.Of(uuid, _facts);

        public long LastSeq { get; private set; }

        public void Add(long seq, Fact fact)
        {
            LastSeq = seq;
            _facts.Add(fact);
            _run = null;
        }
    }
}

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
