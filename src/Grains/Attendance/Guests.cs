namespace ZoomOrleans.Attendance;

/// <summary>Those who are neither students of the class nor on its staff (rules, section 4).</summary>
static class Guests
{
    public static IReadOnlyList<GuestAttendance> Of(
        IReadOnlyList<Participant> participants, IReadOnlySet<Guid> roster, MeetingContext context, Occurrence occurrence,
        DateTimeOffset now)
    {
        var guests = participants.Where(one =>
            one.Identity.User is not { } user || !(roster.Contains(user) || context.Staff.Contains(user)));
        return [.. guests.GroupBy(Key).Select(group => Guest(group.Key, [.. group], occurrence, now))
            .OrderBy(guest => guest.Name, StringComparer.Ordinal).ThenBy(guest => guest.Key, StringComparer.Ordinal)];
    }

    /// <summary>A known user is one guest; others are told apart by name, and without a name by connection.</summary>
    static string Key(Participant one) =>
        one.Identity.User is { } user ? $"user {user}"
        : one.Connection.Name.Length > 0 ? $"name {one.Connection.Name}"
        : $"connection {one.Run.Uuid} {one.Connection.Key}";

    static GuestAttendance Guest(string key, List<Participant> connections, Occurrence occurrence, DateTimeOffset now)
    {
        var presence = Presence.Of(connections.SelectMany(connection => connection.Stays), occurrence.Territory, now);
        return new GuestAttendance
        {
            Key = key,
            Connections = connections.ConvertAll(one => one.Connection),
            UserId = connections[0].Identity.User,
            Name = connections.Select(connection => connection.Connection.Name).Max(StringComparer.Ordinal)!,
            Presence = presence,
            Seconds = presence.SecondsWithin(occurrence.Territory),
            OpenConnections = Mark.Open(connections, occurrence, now),
        };
    }
}
