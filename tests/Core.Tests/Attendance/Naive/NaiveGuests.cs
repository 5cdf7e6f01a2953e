namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>
/// Who is no student and not on the staff (rules, section 4): one user, or one name, is one guest; of those without a
/// name each is.
/// </summary>
static class NaiveGuests
{
    public static List<GuestAccount> Of(IEnumerable<(Seen Seen, Who Who)> people) =>
        [.. people.GroupBy(one => Key(one.Seen.Connection, one.Who.User))
            .Select(one => Guest([.. one.Select(each => each.Seen)]))];

    static object Key(NaiveConnection connection, Guid? user) => user ?? connection.Name ?? (object)connection;

    /// <summary>Of several names that a user has, the alphabetically last is shown.</summary>
    static GuestAccount Guest(List<Seen> connections) => new(
        connections.Select(one => one.Connection.Name ?? "").Max(StringComparer.Ordinal)!,
        Union.Seconds([.. connections.SelectMany(one => one.Stays).Select(stay => stay.Span)]),
        connections.Count(one => one.Stays.Any(stay => stay.IsOpen)));
}
