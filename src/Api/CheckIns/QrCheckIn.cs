using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>That a student has checked in.</summary>
/// <param name="Id">Its own.</param>
/// <param name="OccurrenceId">The lesson; null where the class had none.</param>
/// <param name="Title">Of the lesson's meeting; null with it.</param>
public sealed record QrCheckIn(
    Guid Id, Guid CheckInId, Guid ClassId, string ClassName, Guid? MeetingId, string? OccurrenceId, string? Title,
    DateTimeOffset CheckedInAt)
{
    internal const string ById = """
        SELECT done.id, done.check_in_id, done.class_id, class.name, opened.meeting_id, opened.occurrence_id, meeting.title,
               done.checked_in_at
        FROM qr_checkins done JOIN check_ins opened ON opened.id = done.check_in_id JOIN classes class ON class.id = done.class_id
            LEFT JOIN zoom_meetings meeting ON meeting.id = opened.meeting_id
        WHERE done.id = $1
        """;

    internal static QrCheckIn Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.ValueOrNull<Guid>(4), row.TextOrNull(5),
        row.TextOrNull(6), row.Time(7));
}

/// <summary>The code that a student has scanned or typed.</summary>
public sealed record EnteredCode
{
    /// <summary>Six letters and digits; small letters, blanks and hyphens do not matter.</summary>
    [Required, StringLength(40)]
    public string Code { get; init; } = "";

    /// <summary>As codes are made: people write O for 0, and I or L for 1.</summary>
    internal string Canonical => new([.. Code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(letter => letter switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => letter,
    })]);
}
