using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>A check-in as the class's teacher sees it. It is open for a while, and changes no attendance.</summary>
public sealed record CheckIn
{
    /// <summary>The check-in $2 of the class $1, with what is read of it.</summary>
    const string Selected = """
        SELECT opened.id, opened.class_id, class.name, opened.opened_at, opened.closes_at, opened.closes_at > now(),
               opened.occurrence_id, opened.meeting_id, meeting.title, coalesce(lesson.scheduled_start, lesson.started_at),
               (SELECT count(*)::integer FROM class_enrollments
                WHERE class_id = opened.class_id AND enrolled_from <= now() AND (enrolled_to IS NULL OR enrolled_to > now())),
               (SELECT coalesce(json_agg(json_build_object(
                    'studentId', student_id, 'name', coalesce(student.name, ''), 'checkedInAt', checked_in_at)
                    ORDER BY checked_in_at DESC, student_id), '[]')
                FROM qr_checkins LEFT JOIN users student ON student.id = student_id WHERE check_in_id = opened.id),
               code.code, code.changes_at, code.valid_until
        FROM check_ins opened
            JOIN classes class ON class.id = opened.class_id
            LEFT JOIN zoom_meetings meeting ON meeting.id = opened.meeting_id
            LEFT JOIN meeting_occurrences lesson ON lesson.id = opened.occurrence_id
            LEFT JOIN LATERAL access.check_in_code(opened.id) code ON true
        WHERE opened.class_id = $1
        """;

    internal const string ById = $"{Selected} AND opened.id = $2";

    /// <summary>The latest first.</summary>
    internal const string OfClass = $"""
        {Selected} AND ($2::timestamptz IS NULL OR (opened.opened_at, opened.id) < ($2::timestamptz, $3::uuid))
        ORDER BY opened.opened_at DESC, opened.id DESC
        LIMIT $4
        """;

    public required Guid Id { get; init; }

    public required Guid ClassId { get; init; }

    public required string ClassName { get; init; }

    /// <summary>The lesson it is for; null where the class had none.</summary>
    public CheckInLesson? Lesson { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it closes by itself, or was closed.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    public required bool IsOpen { get; init; }

    /// <summary>What students enter now; null when it is closed. Another one follows every 30 seconds.</summary>
    public string? Code { get; init; }

    public DateTimeOffset? CodeChangesAt { get; init; }

    /// <summary>So long the code is accepted.</summary>
    public DateTimeOffset? CodeValidUntil { get; init; }

    /// <summary>The page on which the code is entered already.</summary>
    public string? Address { get; init; }

    /// <summary>That address as a QR code: an SVG element.</summary>
    public string? Picture { get; init; }

    /// <summary>How many students the class has now.</summary>
    public required int Enrolled { get; init; }

    /// <summary>Who has checked in, the latest first.</summary>
    public required IReadOnlyList<CheckedIn> Students { get; init; }

    internal static CheckIn Read(NpgsqlDataReader row, HttpRequest request)
    {
        var address = row.TextOrNull(12) is { } code
            ? OwnAddress.Of(request, "/check-in", QueryString.Create("code", code)) : null;
        return new CheckIn
        {
            Id = row.GetGuid(0),
            ClassId = row.GetGuid(1),
            ClassName = row.GetString(2),
            OpenedAt = row.Time(3),
            ClosesAt = row.Time(4),
            IsOpen = row.GetBoolean(5),
            Lesson = row.TextOrNull(6) is { } occurrence
                ? new(row.GetGuid(7), occurrence, row.TextOrNull(8) ?? "", row.ValueOrNull<DateTimeOffset>(9)) : null,
            Enrolled = row.GetInt32(10),
            Students = JsonSerializer.Deserialize<IReadOnlyList<CheckedIn>>(row.GetString(11), Json.Options)!,
            Code = row.TextOrNull(12),
            CodeChangesAt = row.ValueOrNull<DateTimeOffset>(13),
            CodeValidUntil = row.ValueOrNull<DateTimeOffset>(14),
            Address = address,
            Picture = address is null ? null : QrPicture.Of(address),
        };
    }
}

/// <summary>The lesson of a check-in.</summary>
/// <param name="Start">When it was to begin, or began; null where it is gone.</param>
public sealed record CheckInLesson(Guid MeetingId, string OccurrenceId, string Title, DateTimeOffset? Start);

/// <summary>A student who has checked in.</summary>
public sealed record CheckedIn(Guid StudentId, string Name, DateTimeOffset CheckedInAt)
{
    /// <summary>Several check-ins of one lesson count as the first of them.</summary>
    const string OfLesson = """
        SELECT done.student_id, coalesce(student.name, ''), min(done.checked_in_at)
        FROM check_ins opened JOIN qr_checkins done ON done.check_in_id = opened.id
            LEFT JOIN users student ON student.id = done.student_id
        WHERE opened.meeting_id = $1 AND opened.occurrence_id = $2
        GROUP BY done.student_id, student.name
        ORDER BY student.name, done.student_id
        """;

    /// <returns>Who checked in for the lesson, as far as the caller may see it, by name.</returns>
    internal static async Task<IReadOnlyList<CheckedIn>> In(UserSession user, Guid meeting, string occurrenceId) =>
        await user.Query(OfLesson, [meeting, occurrenceId], row => new CheckedIn(row.GetGuid(0), row.GetString(1), row.Time(2)));
}

/// <summary>How a check-in is opened.</summary>
public sealed record NewCheckIn
{
    public const int MinutesDefault = 15;

    /// <summary>The lesson; null: the class's lesson under way, else the nearest.</summary>
    [StringLength(100)]
    public string? OccurrenceId { get; init; }

    /// <summary>After how many it closes by itself; null: 15.</summary>
    [Range(1, 180)]
    public int? Minutes { get; init; }
}
