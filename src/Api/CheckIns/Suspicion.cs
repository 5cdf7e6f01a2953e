using Npgsql;
using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>Several accounts that checked in from one address, each within five minutes of the one before.</summary>
public sealed record Suspicion(IReadOnlyList<SuspectedAccount> Accounts)
{
    const string OfCheckIn = """
        SELECT place, student_id, name, checked_in_at, is_sibling FROM access.suspicions_of($1)
        """;

    /// <returns>By the first of each.</returns>
    internal static async Task<IReadOnlyList<Suspicion>> Find(UserSession user, Guid checkIn) =>
    [
        .. from one in await user.Query(OfCheckIn, [checkIn], row => (Place: row.GetInt64(0), Account: Read(row)))
           group one.Account by one.Place into accounts
           select new Suspicion([.. accounts]),
    ];

    static SuspectedAccount Read(NpgsqlDataReader row) =>
        new(row.GetGuid(1), row.GetString(2), row.Time(3), row.GetBoolean(4));
}

/// <summary>One of them.</summary>
/// <param name="IsSibling">Has a parent in common with another one of them: families share an address.</param>
public sealed record SuspectedAccount(Guid Id, string Name, DateTimeOffset CheckedInAt, bool IsSibling);

/// <summary>All that there are in a check-in.</summary>
public sealed record Suspicions(IReadOnlyList<Suspicion> Items);
