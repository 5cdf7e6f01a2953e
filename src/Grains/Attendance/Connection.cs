namespace ZoomOrleans.Attendance;

/// <summary>
/// One client in a run (Zoom's <c>participant_uuid</c>), with its stays and with the evidence of who it is:
/// all values of all its facts, whatever came first.
/// </summary>
public sealed class Connection
{
    Connection(string key, IReadOnlyList<Fact> facts, IReadOnlyList<Stay> stays)
    {
        Key = key;
        Stays = stays;
        Name = facts.Where(fact => fact.Name is not null)
            .OrderBy(fact => fact.At).ThenBy(fact => fact.Name, StringComparer.Ordinal)
            .LastOrDefault()?.Name ?? "";
        Emails = Values(facts, fact => fact.Email);
        RegistrantIds = Values(facts, fact => fact.RegistrantId);
        ParticipantUserIds = Values(facts, fact => fact.ParticipantUserId);
        ZoomUserIds = Values(facts, fact => fact.ZoomUserId);
    }

    /// <summary>Zoom's <c>participant_uuid</c>, or "user " and the <c>user_id</c> where Zoom gave none.</summary>
    public string Key { get; }

    /// <summary>The name of its latest fact that has one; of several, the alphabetically last.</summary>
    public string Name { get; }

    public IReadOnlyList<string> Emails { get; }

    public IReadOnlyList<string> RegistrantIds { get; }

    public IReadOnlyList<string> ParticipantUserIds { get; }

    public IReadOnlyList<string> ZoomUserIds { get; }

    public IReadOnlyList<Stay> Stays { get; }

    public IReadOnlyList<Stay> StaysIn(Interval territory, DateTimeOffset now) =>
        [.. Stays.Where(stay => stay.Interval(now).CutTo(territory) is not null)];

    internal static IReadOnlyList<Connection> Of(Run run, IReadOnlyList<Fact> facts)
    {
        var stays = Attendance.Stays.Of(run, facts, out var factsOfConnection);
        return [.. factsOfConnection.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry =>
            new Connection(entry.Key, entry.Value, stays.GetValueOrDefault(entry.Key) ?? []))];
    }

    static IReadOnlyList<string> Values(IReadOnlyList<Fact> facts, Func<Fact, string?> value)
    {
        List<string>? values = null;
        foreach (var fact in facts)
        {
            if (value(fact) is { } found && values?.Contains(found) != true)
                (values ??= []).Add(found);
        }
        values?.Sort(StringComparer.Ordinal);
        return values ?? (IReadOnlyList<string>)[];
    }
}
