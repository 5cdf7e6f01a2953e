using ZoomOrleans.Attendance;

namespace ZoomOrleans.Erasure;

/// <summary>
/// What a meeting's log knows a person by beside what the tables know: earlier addresses and registrations, what somebody
/// matched to them, and whatever else their own connections have told. What is known to be another user's is not theirs.
/// </summary>
public sealed class PersonInLog
{
    readonly ErasedPerson _person;
    readonly HashSet<string> _values;
    readonly HashSet<string> _others = [];
    readonly HashSet<string> _names = [];
    readonly HashSet<string> _matchedValues = [];
    readonly HashSet<string> _matchedNames = [];
    bool _isMentioned;

    PersonInLog(ErasedPerson person, IReadOnlyList<Entry> log)
    {
        _person = person;
        _values = [.. person.Values];
        foreach (var context in log.OfType<MeetingContext>())
            Add(context);
        Add(Decisions.Of(log.OfType<Decision>()));
        _others.ExceptWith(person.Values);
        _values.ExceptWith(_others);
        AddConnections([.. ByConnection([.. log.OfType<Fact>().Where(IsMovement)])]);
        if (person is { Name: { } full })
            _names.UnionWith(log.OfType<Fact>().Select(fact => fact.Name).OfType<string>().Where(name => IsFullName(name, full)));
    }

    /// <param name="log">All of a meeting's entries, in their order.</param>
    public static Renaming In(IReadOnlyList<Entry> log, ErasedPerson person)
    {
        var found = new PersonInLog(person, log);
        var names = found._names.ToDictionary(
            name => name, name => name == person.Name ? person.Pseudonyms.Name : person.Pseudonyms.OfName(name));
        if (person.Name is { } known && found._isMentioned)
            names[known] = person.Pseudonyms.Name;
        return new Renaming(
            person.UserId, person.Pseudonym, found._values.ToDictionary(value => value, person.Pseudonyms.Of), names,
            person.NameInText is { } full ? (full, person.Pseudonyms.Name) : null);
    }

    /// <summary>Also where somebody else has it, once they were there: it would tell of them.</summary>
    bool IsFullName(string name, string full) =>
        (_person.IsNameTheirs || _isMentioned) && name.Trim().Equals(full, StringComparison.OrdinalIgnoreCase);

    void Add(MeetingContext context)
    {
        _isMentioned |= _person.UserId is { } user && context.Names.ContainsKey(user);
        foreach (var (value, known) in context.Registrants.Concat(context.Emails).Concat(context.ZoomUserIds))
            (known == _person.UserId ? _values : _others).Add(value);
    }

    void Add(Decisions decisions)
    {
        foreach (var match in decisions.Matches.Where(match => match.StudentId == _person.UserId))
        {
            _matchedValues.UnionWith(match.RegistrantIds);
            _matchedValues.UnionWith(match.Emails);
            if (match.Name is { } name)
                _matchedNames.Add(name);
        }
        _values.UnionWith(_matchedValues);
        _names.UnionWith(_matchedNames);
    }

    /// <summary>Until nothing more is found: one connection may tell what another is known by.</summary>
    void AddConnections(List<List<Fact>> connections)
    {
        while (connections.Find(IsTheirs) is { } theirs)
        {
            connections.Remove(theirs);
            _isMentioned = true;
            _values.UnionWith(theirs.SelectMany(Values).Except(_others));
            _names.UnionWith(theirs.Select(fact => fact.Name).OfType<string>());
        }
    }

    /// <summary>By the rules and in the order by which attendance knows people.</summary>
    bool IsTheirs(List<Fact> connection)
    {
        var registrants = connection.SelectMany(fact => new[] { fact.RegistrantId, fact.ParticipantUserId }).OfType<string>();
        var emails = connection.Select(fact => fact.Email).OfType<string>();
        if (registrants.Concat(emails).Any(_matchedValues.Contains))
            return true;
        foreach (var evidence in new[] { registrants, emails, connection.SelectMany(Values) })
        {
            var (isTheirs, isOthers) = (evidence.Any(_values.Contains), evidence.Any(_others.Contains));
            if (isTheirs != isOthers)
                return isTheirs;
        }
        return connection.TrueForAll(fact => fact.RegistrantId is null && fact.Email is null)
            && connection.Exists(fact => fact.Name is { } name && _matchedNames.Contains(name));
    }

    static IEnumerable<string> Values(Fact fact) =>
        new[] { fact.Email, fact.RegistrantId, fact.ParticipantUserId, fact.ZoomUserId }.OfType<string>();

    static bool IsMovement(Fact fact) => fact.Kind is FactKind.Joined or FactKind.Left;

    /// <summary>A fact that does not name its connection is of that of its stay.</summary>
    static IEnumerable<List<Fact>> ByConnection(List<Fact> facts)
    {
        var ofStay = facts.Where(fact => fact is { UserId: not null, Connection: not null })
            .GroupBy(fact => (fact.Run, fact.UserId), fact => fact.Connection!)
            .ToDictionary(stay => stay.Key, stay => stay.Min(StringComparer.Ordinal));
        return facts.GroupBy(fact => (
            fact.Run, fact.Connection ?? ofStay.GetValueOrDefault((fact.Run, fact.UserId)) ?? $"user {fact.UserId}"),
            (_, own) => own.ToList());
    }
}
