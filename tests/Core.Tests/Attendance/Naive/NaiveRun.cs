namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>A run (rules, sections 2 and 3): when it was, who connected, and who stayed when.</summary>
sealed class NaiveRun
{
    public NaiveRun(IReadOnlyList<Fact> told, DateTimeOffset now)
    {
        var facts = NaiveReport.Settled(told);
        Uuid = facts[0].Run;
        WasReported = facts.Any(fact => fact.Kind == FactKind.Reported);
        WasCompared = WasReported || facts.Any(fact => fact.Kind == FactKind.Alone);
        var starts = facts.Where(fact => fact.Kind == FactKind.Started).Select(fact => fact.At).ToList();
        Start = starts.Count > 0 ? starts.Min() : facts.Min(fact => fact.At);
        var reported = facts.Where(fact => fact.Kind == FactKind.Ended).Select(fact => fact.At).ToList();
        var inferred = facts.Where(fact => fact.Kind == FactKind.EndInferred).Select(fact => fact.At).ToList();
        if (reported.Count > 0)
            End = reported.Max();
        else if (inferred.Count > 0 && facts.All(fact => fact.At <= inferred.Max()))
            (End, EndIsInferred) = (inferred.Max(), true);
        var last = facts.Where(fact => fact.Kind != FactKind.EndInferred).Select(fact => fact.At).Append(End ?? now).Max();
        Span = new Stretch(facts.Min(fact => fact.At), last);
        Connections = NaiveConnection.Of(facts);
        Stays = NaiveStay.Of(facts, this, now);
    }

    public string Uuid { get; }

    public DateTimeOffset Start { get; }

    public DateTimeOffset? End { get; }

    public bool EndIsInferred { get; }

    /// <summary>Zoom's report was compared.</summary>
    public bool WasReported { get; }

    /// <summary>It was, or nobody needs it: one person was alone.</summary>
    public bool WasCompared { get; }

    /// <summary>From its first fact to its end or its last fact, or to now.</summary>
    public Stretch Span { get; }

    public IReadOnlyDictionary<string, NaiveConnection> Connections { get; }

    public IReadOnlyList<NaiveStay> Stays { get; }

    public bool Touches(Stretch territory) =>
        Span.Within(territory) is not null || Stays.Any(stay => stay.Span.Within(territory) is not null);
}

/// <summary>A client in a run, and everything that its facts say of who it is.</summary>
sealed class NaiveConnection
{
    NaiveConnection(IReadOnlyList<Fact> facts)
    {
        Registrants = Values(facts.Select(fact => fact.RegistrantId));
        ParticipantUsers = Values(facts.Select(fact => fact.ParticipantUserId));
        Emails = Values(facts.Select(fact => fact.Email));
        ZoomUsers = Values(facts.Select(fact => fact.ZoomUserId));
        var named = facts.Where(fact => fact.Name is not null).ToList();
        if (named.Count == 0)
            return;
        Name = named.Where(fact => fact.At == named.Max(other => other.At)).Select(fact => fact.Name).Max(StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Registrants { get; }

    public IReadOnlyList<string> ParticipantUsers { get; }

    public IReadOnlyList<string> Emails { get; }

    public IReadOnlyList<string> ZoomUsers { get; }

    /// <summary>The name shown; null where no fact has one.</summary>
    public string? Name { get; }

    /// <summary>By what makes facts of a run those of one connection.</summary>
    public static Dictionary<string, NaiveConnection> Of(IReadOnlyList<Fact> facts) => facts
        .Where(fact => fact.Kind is FactKind.Joined or FactKind.Left)
        .GroupBy(fact => KeyOf(fact, facts)).ToDictionary(one => one.Key, one => new NaiveConnection([.. one]));

    /// <summary>
    /// The participant_uuid. Where that is missing it is the one that other facts of the same user id have (the first
    /// in the alphabet), and where none of them has one, the user id.
    /// </summary>
    public static string KeyOf(Fact fact, IReadOnlyList<Fact> all)
    {
        if (fact.Connection is not null)
            return "connects as " + fact.Connection;
        var known = all.Where(other => other.UserId == fact.UserId && other.UserId is not null)
            .Select(other => other.Connection).Min(StringComparer.Ordinal);
        return known is null ? "stays as " + fact.UserId : "connects as " + known;
    }

    static List<string> Values(IEnumerable<string?> values) => [.. values.OfType<string>().Distinct()];
}
