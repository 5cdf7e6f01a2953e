using Npgsql;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>A meeting as it stands here, to be compared with what Zoom has.</summary>
/// <param name="Meeting">The row.</param>
/// <param name="Lessons">Its latest schedule's, as JSON.</param>
/// <param name="Seen">What Zoom had when it was looked at last.</param>
/// <param name="Version">Another one, and somebody has changed the row.</param>
/// <param name="ToldAt">When it was changed in Zoom last, by Zoom's own time; null: no notice of a change says it.</param>
sealed record FollowedMeeting(Meeting Meeting, string Lessons, ZoomSeen? Seen, string Version, DateTimeOffset? ToldAt)
{
    /// <summary>By Zoom's number ($1). The time of a notice that came without any is 1970.</summary>
    public const string Find = $"""
        SELECT {MeetingSql.Own}, join_url, password,
            (SELECT lessons FROM meeting_schedules WHERE meeting_id = meeting.id ORDER BY valid_from DESC LIMIT 1),
            zoom_seen, meeting.xmin::text,
            (SELECT max(at) FROM meeting_log
                WHERE meeting = $1::bigint AND kind = 10 AND name IN ('meeting.updated', 'meeting.deleted') AND at > 'epoch')
        FROM zoom_meetings meeting WHERE zoom_meeting_id = $1
        """;

    public static FollowedMeeting Read(NpgsqlDataReader row) => new(
        Meetings.Meeting.Read(row), row.IsDBNull(21) ? "[]" : row.GetString(21),
        ZoomSeen.Read(row.IsDBNull(22) ? null : row.GetString(22)), row.GetString(23),
        row.ValueOrNull<DateTimeOffset>(24));
}
