using Npgsql;

namespace ZoomOrleans.Api.Pages.Live;

/// <summary>A meeting as the page of its lessons names it.</summary>
public sealed record MeetingOnPage(
    Guid Id, string Title, string? ClassName, DateTimeOffset Start, string TimeZone, string Status)
{
    public static MeetingOnPage Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
        row.GetFieldValue<DateTimeOffset>(3), row.GetString(4), row.GetString(5));
}
