using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

public enum RegistrantStatus
{
    Pending,
    Approved,
    Denied,
}

/// <summary>Somebody registered for a meeting. The link is theirs alone: they see it, the host and admins do.</summary>
public sealed record Registrant(
    Guid Id, Guid UserId, string Name, RegistrantStatus Status, string? JoinUrl, DateTimeOffset RegisteredAt)
{
    const string Columns = """
        SELECT registrant.id, user_id, coalesce(users.name, ''), status, link.join_url, registered_at
        FROM meeting_registrants registrant
            LEFT JOIN users ON users.id = user_id
            LEFT JOIN access.own_links($1) link ON link.registrant_id = registrant.id
        """;

    /// <summary>Of the meeting $1, those behind a place ($2, $3), at most $4.</summary>
    public const string OfMeeting = $"""
        {Columns}
        WHERE meeting_id = $1
            AND ($2::timestamptz IS NULL OR (registered_at, registrant.id) > ($2::timestamptz, $3::uuid))
        ORDER BY registered_at, registrant.id
        LIMIT $4
        """;

    /// <summary>Of the meeting $1, the registrant $2.</summary>
    public const string ById = $"{Columns} WHERE meeting_id = $1 AND registrant.id = $2";

    /// <summary>Of the meeting $1, the user $2.</summary>
    public const string OfUser = $"{Columns} WHERE meeting_id = $1 AND user_id = $2";

    public static Registrant Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), EnumText.Read<RegistrantStatus>(row.GetString(3)),
        row.TextOrNull(4), row.Time(5));
}
