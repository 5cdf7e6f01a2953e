namespace ZoomOrleans.Attendance;

/// <summary>
/// Guests whom a person knew (rules, section 4, rule 1): by registrant id and e-mail in the whole meeting; by display name
/// only in the occurrence that it was said for, and only while nobody else of that name was in at the same time.
/// </summary>
sealed class Matches
{
    readonly List<Matched> _all;
    readonly HashSet<string> _names;

    Matches(List<Matched> all, HashSet<string> names) => (_all, _names) = (all, names);

    /// <param name="seen">Everybody in the occurrence, with their stays.</param>
    public static Matches In(Occurrence occurrence, IReadOnlyList<Seen> seen, Decisions decisions, DateTimeOffset now)
    {
        var all = decisions.Matches.ToList();
        var names = all.Where(match => match.Name is not null && occurrence.GoesBy(match.OccurrenceId))
            .Select(match => match.Name!).Where(name => IsUnique(name, occurrence, seen, now));
        return new Matches(all, [.. names]);
    }

    /// <summary>Whether no two connections of that name were in at once.</summary>
    public static bool IsUnique(string name, Occurrence occurrence, IEnumerable<Seen> seen, DateTimeOffset now)
    {
        var latest = DateTimeOffset.MinValue;
        var stays = from one in seen
                    where one.Connection.Name == name
                    from interval in Union(one, occurrence, now)
                    orderby interval.Start, interval.End
                    select interval;
        foreach (var stay in stays)
        {
            if (stay.Start < latest)
                return false;
            latest = stay.End > latest ? stay.End : latest;
        }
        return true;
    }

    public IEnumerable<Guid> Of(Connection connection, Occurrence occurrence) =>
        _all.Where(match => Fits(match, connection, occurrence)).Select(match => match.StudentId);

    /// <summary>Nothing but a name tells who it is.</summary>
    public static bool IsKnownByNameOnly(Connection connection) =>
        connection.RegistrantIds.Count == 0 && connection.Emails.Count == 0;

    bool Fits(Matched match, Connection connection, Occurrence occurrence) =>
        connection.RegistrantIds.Concat(connection.ParticipantUserIds).Any(id => match.RegistrantIds.Contains(id))
        || connection.Emails.Any(email => match.Emails.Contains(email))
        || (match.Name == connection.Name && occurrence.GoesBy(match.OccurrenceId)
            && IsKnownByNameOnly(connection) && _names.Contains(match.Name));

    /// <summary>One connection may have stays that overlap each other; that is still one.</summary>
    static IEnumerable<Interval> Union(Seen one, Occurrence occurrence, DateTimeOffset now) =>
        Presence.Of(one.Stays, occurrence.Territory, now).Intervals
            .Where(interval => interval.Join < interval.Leave)
            .Select(interval => new Interval(interval.Join!.Value, interval.Leave));
}

/// <summary>A connection as one occurrence sees it, before it is known who that is.</summary>
sealed record Seen(Run Run, Connection Connection, IReadOnlyList<Stay> Stays);
