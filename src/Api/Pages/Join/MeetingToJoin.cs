using Npgsql;

namespace ZoomOrleans.Api.Pages.Join;

/// <summary>Which meeting somebody wants to join.</summary>
/// <param name="Title">Its title.</param>
/// <param name="ClassName">Null where it is for no class, or for one that the reader does not see.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Lesson">When the lesson began that runs, or the next one begins; null where none is known.</param>
public sealed record MeetingToJoin(string Title, string? ClassName, MeetingStatus Status, DateTimeOffset? Lesson)
{
    /// <summary>The meeting $1, at the time $2.</summary>
    public const string ById = """
        SELECT meeting.title, class.name, meeting.status, (
            SELECT min(coalesce(scheduled_start, started_at)) FROM meeting_occurrences
            WHERE meeting_id = meeting.id AND (status = 'started' OR status = 'scheduled'
                AND scheduled_start + duration * interval '1 minute' > $2))
        FROM zoom_meetings meeting LEFT JOIN classes class ON class.id = meeting.class_id
        WHERE meeting.id = $1
        """;

    public static MeetingToJoin Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.TextOrNull(1), EnumText.Read<MeetingStatus>(row.GetString(2)),
        row.ValueOrNull<DateTimeOffset>(3));
}
