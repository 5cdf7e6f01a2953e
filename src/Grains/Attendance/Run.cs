namespace ZoomOrleans.Attendance;

/// <summary>
/// One Zoom instance of a meeting as its facts tell it (rules, section 2). Its start is the earliest
/// <c>meeting.started</c>, else the earliest time of any fact; its end is the latest <c>meeting.ended</c>, else an
/// inferred end that no fact has outlived.
/// </summary>
public sealed class Run
{
    readonly DateTimeOffset _firstFactAt;
    readonly RunOutline? _outline;

    Run(string uuid, IReadOnlyList<Fact> all)
    {
        Uuid = uuid;
        var facts = ToldTwice.Settle(all);
        _firstFactAt = facts.Min(fact => fact.At);
        Start = Earliest(facts, FactKind.Started) ?? _firstFactAt;
        LastFactAt = facts.Where(fact => fact.Kind != FactKind.EndInferred).Max(fact => (DateTimeOffset?)fact.At) ?? Start;
        var inferred = Latest(facts, FactKind.EndInferred);
        End = Latest(facts, FactKind.Ended) ?? (inferred >= LastFactAt ? inferred : null);
        EndSource = facts.Where(fact => fact.Kind is FactKind.Ended or FactKind.EndInferred && fact.At == End)
            .Min(fact => (FactSource?)fact.Source);
        IsReported = facts.Any(fact => fact.Kind == FactKind.Reported);
        IsKnownWhole = IsReported || facts.Any(fact => fact.Kind == FactKind.Alone);
        Connections = Connection.Of(this, facts);
    }

    Run(RunOutline outline)
    {
        (Uuid, _outline, _firstFactAt) = (outline.Uuid, outline, outline.FirstFactAt);
        (Start, LastFactAt) = (outline.Start, outline.LastFactAt);
        (End, EndSource) = (outline.End, outline.EndSource);
        (IsReported, IsKnownWhole) = (outline.IsReported, outline.IsKnownWhole);
        Connections = [];
    }

    /// <summary>Zoom's uuid.</summary>
    public string Uuid { get; }

    public DateTimeOffset Start { get; }

    /// <summary>Null while the run lasts.</summary>
    public DateTimeOffset? End { get; }

    /// <summary>Who told the end; null while the run lasts.</summary>
    public FactSource? EndSource { get; }

    public bool EndIsInferred => EndSource == FactSource.Inferred;

    /// <summary>Whether Zoom's participant report was compared: it has told all coming and going.</summary>
    public bool IsReported { get; }

    /// <summary>Whether it was compared, or there is none and none is needed.</summary>
    public bool IsKnownWhole { get; }

    public bool IsOpen => End is null;

    public DateTimeOffset LastFactAt { get; }

    public IReadOnlyList<Connection> Connections { get; }

    /// <param name="facts">At least one fact, all of the run named <paramref name="uuid"/>, in any order.</param>
    public static Run Of(string uuid, IReadOnlyList<Fact> facts) => new(uuid, facts);

    /// <summary>One whose facts are deleted.</summary>
    public static Run Of(RunOutline outline) => new(outline);

    /// <summary>What is to stay of it; null while it lasts.</summary>
    /// <param name="firstSeq">The place of its first fact in the log.</param>
    public RunOutline? Outline(long firstSeq) => End is not { } end ? null : new RunOutline
    {
        Uuid = Uuid,
        FirstSeq = firstSeq,
        FirstFactAt = _firstFactAt,
        Start = Start,
        LastFactAt = LastFactAt,
        End = end,
        EndSource = EndSource!.Value,
        IsReported = IsReported,
        IsKnownWhole = IsKnownWhole,
        HasStayAtEnd = HasStayIn(new Interval(Span(end).End, DateTimeOffset.MaxValue), end),
    };

    /// <summary>Whether anything of it lies there: a stay without length may do so at the very end of the run.</summary>
    public bool Touches(Interval territory, DateTimeOffset now)
    {
        var span = Span(now);
        return span.CutTo(territory) is not null
            || (territory.Contains(span.End) && HasStayIn(territory, now));
    }

    bool HasStayIn(Interval territory, DateTimeOffset now) =>
        _outline?.HasStayAtEnd ?? Connections.Any(connection => connection.StaysIn(territory, now).Count > 0);

    /// <summary>
    /// From the first thing known of the run to the last: joins before its start and leaves after its end are real,
    /// and belong to it.
    /// </summary>
    Interval Span(DateTimeOffset now)
    {
        var known = End > LastFactAt ? End.Value : LastFactAt;
        return new Interval(_firstFactAt, IsOpen && now > known ? now : known);
    }

    static DateTimeOffset? Earliest(IEnumerable<Fact> facts, FactKind kind) =>
        facts.Where(fact => fact.Kind == kind).Min(fact => (DateTimeOffset?)fact.At);

    static DateTimeOffset? Latest(IEnumerable<Fact> facts, FactKind kind) =>
        facts.Where(fact => fact.Kind == kind).Max(fact => (DateTimeOffset?)fact.At);
}
