using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Npgsql;

namespace ZoomOrleans.Api.Meetings;

/// <summary>A meeting that Zoom reported and nobody scheduled here.</summary>
/// <param name="ZoomMeetingId">Zoom's number.</param>
/// <param name="FirstSeen">When Zoom told of it first.</param>
/// <param name="LastSeen">When it did last; seven days later it is forgotten.</param>
/// <param name="Topic">As it was made; null where Zoom has not told of that.</param>
/// <param name="ZoomHost">Its host's address or id in Zoom; null as the topic.</param>
/// <param name="HostId">Who that is here; null where nobody is.</param>
public sealed record UnscheduledMeeting(
    string ZoomMeetingId, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, string? Topic, string? ZoomHost, Guid? HostId)
{
    public static UnscheduledMeeting Read(NpgsqlDataReader row) => new(
        row.GetInt64(0).ToString(CultureInfo.InvariantCulture), row.Time(1), row.Time(2), row.TextOrNull(3), row.TextOrNull(4),
        row.ValueOrNull<Guid>(5));
}

/// <summary>Such a meeting, or one that Zoom did not report yet, to be scheduled here.</summary>
public sealed record AdoptedMeeting
{
    [Required, RegularExpression("^[1-9][0-9]{0,17}$", ErrorMessage = "Expected Zoom's number, digits only.")]
    public string? ZoomMeetingId { get; init; }

    /// <summary>Left out: it is nobody's but the host's.</summary>
    public Guid? ClassId { get; init; }
}
