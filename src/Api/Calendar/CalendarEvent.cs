using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Calendar;

public enum CalendarEventType
{
    Meeting,
}

/// <summary>One lesson in the calendar.</summary>
public sealed record CalendarEvent
{
    public const string Columns = "id, title, description, start_time, end_time, timezone, class_id, type, meeting_id";

    /// <summary>Stays the same when the lesson is moved.</summary>
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>The meeting's: an IANA name.</summary>
    public required string Timezone { get; init; }

    /// <summary>The page by which the reader joins, as it lets them; none for parents.</summary>
    public string? Location { get; init; }

    public Guid? ClassId { get; init; }

    public required CalendarEventType Type { get; init; }

    public required Guid MeetingId { get; init; }

    /// <summary>A row that begins with <see cref="Columns"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="reader">Whose calendar it is.</param>
    /// <param name="request">Where the program is.</param>
    public static CalendarEvent Read(NpgsqlDataReader row, Caller reader, HttpRequest request) => new()
    {
        Id = row.GetGuid(0),
        Title = row.GetString(1),
        Description = row.TextOrNull(2),
        Start = row.Time(3),
        End = row.Time(4),
        Timezone = row.GetString(5),
        Location = reader.Role == Caller.Parent ? null : OwnAddress.Of(request, $"/join/{row.GetGuid(8)}"),
        ClassId = row.ValueOrNull<Guid>(6),
        Type = EnumText.Read<CalendarEventType>(row.GetString(7)),
        MeetingId = row.GetGuid(8),
    };
}
