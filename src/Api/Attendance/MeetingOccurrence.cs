using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Attendance;

/// <summary>One lesson. Without a planned start it was held at a time that nobody planned.</summary>
public sealed record MeetingOccurrence
{
    public required string Id { get; init; }

    public DateTimeOffset? ScheduledStart { get; init; }

    /// <summary>Minutes.</summary>
    public int? Duration { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required OccurrenceStatus Status { get; init; }

    public required AttendanceState AttendanceState { get; init; }

    /// <summary>Zoom said that it took place and had reported nothing of it: who was there may be missing.</summary>
    public required bool Degraded { get; init; }

    public required IReadOnlyList<MeetingRun> Runs { get; init; }

    /// <summary>The columns are those of <see cref="OccurrenceRoutes"/>' query.</summary>
    public static MeetingOccurrence Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        ScheduledStart = row.ValueOrNull<DateTimeOffset>(1),
        Duration = row.ValueOrNull<int>(2),
        StartedAt = row.ValueOrNull<DateTimeOffset>(3),
        EndedAt = row.ValueOrNull<DateTimeOffset>(4),
        Status = EnumText.Read<OccurrenceStatus>(row.GetString(5)),
        AttendanceState = EnumText.Read<AttendanceState>(row.GetString(6)),
        Degraded = row.GetBoolean(7),
        Runs = JsonSerializer.Deserialize<IReadOnlyList<MeetingRun>>(row.GetString(8), Json.Options)!,
    };
}

/// <summary>One time that the meeting ran in Zoom, by Zoom's uuid.</summary>
public sealed record MeetingRun(string Uuid, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
