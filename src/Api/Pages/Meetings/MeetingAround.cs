using Npgsql;

namespace ZoomOrleans.Api.Pages.Meetings;

/// <summary>What belongs to a meeting and stands in other tables, as far as the reader sees it.</summary>
/// <param name="ClassName">Null where it is for no class, or for one that the reader does not see.</param>
/// <param name="TeacherId">Of that class.</param>
/// <param name="HostName">Null where the reader may not know them.</param>
/// <param name="Approved">How many registrants; for those who supervise the meeting.</param>
/// <param name="Pending">Whose registration waits for the host, or for Zoom.</param>
/// <param name="Denied">Whom the host, or Zoom, has not let in.</param>
/// <param name="Own">The reader's own registration.</param>
/// <param name="ToCome">How many lessons run or are to come.</param>
/// <param name="Past">How many are over.</param>
public sealed record MeetingAround(
    string? ClassName, Guid? TeacherId, string? HostName, int Approved, int Pending, int Denied, string? Own, int ToCome,
    int Past)
{
    /// <summary>Of a row of <c>meeting_occurrences</c>, at the time $2.</summary>
    public const string IsPast =
        "(status = 'ended' OR status IN ('void', 'cancelled') AND coalesce(scheduled_start, started_at) < $2)";

    /// <summary>Of the meeting $1, at the time $2, for the reader $3.</summary>
    public const string ById = $"""
        SELECT class.name, class.teacher_id, host.name, registrants.approved, registrants.pending, registrants.denied,
               registrants.own, lessons.all - lessons.past, lessons.past
        FROM zoom_meetings meeting
            LEFT JOIN classes class ON class.id = meeting.class_id
            LEFT JOIN users host ON host.id = meeting.host_id,
            LATERAL (
                SELECT count(*) FILTER (WHERE status = 'approved')::integer AS approved,
                       count(*) FILTER (WHERE status = 'pending')::integer AS pending,
                       count(*) FILTER (WHERE status = 'denied')::integer AS denied,
                       min(status) FILTER (WHERE user_id = $3) AS own
                FROM meeting_registrants WHERE meeting_id = meeting.id) registrants,
            LATERAL (
                SELECT count(*)::integer AS all, count(*) FILTER (WHERE {IsPast})::integer AS past
                FROM meeting_occurrences WHERE meeting_id = meeting.id) lessons
        WHERE meeting.id = $1
        """;

    public static MeetingAround Read(NpgsqlDataReader row) => new(
        row.TextOrNull(0), row.ValueOrNull<Guid>(1), row.TextOrNull(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5),
        row.TextOrNull(6), row.GetInt32(7), row.GetInt32(8));
}
