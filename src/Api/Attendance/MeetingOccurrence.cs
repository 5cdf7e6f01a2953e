using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>One lesson. Without a planned start it was held at a time that nobody planned.</summary>
public sealed record MeetingOccurrence
{
    /// <summary>Ten school years of a lesson a day.</summary>
    const int AllMax = 2000;

    const string OfMeeting = """
        SELECT id, scheduled_start, duration, started_at, ended_at, status, attendance_state, degraded,
               (SELECT coalesce(jsonb_agg(
                    jsonb_build_object(
                        'uuid', uuid, 'startedAt', run.started_at, 'endedAt', run.ended_at, 'endInferred', run.end_inferred)
                    ORDER BY run.started_at, uuid), '[]')
                FROM meeting_runs run WHERE run.occurrence_id = occurrence.id),
               facts_deleted_at
        FROM meeting_occurrences occurrence
        WHERE meeting_id = $1
            AND ($2::timestamptz IS NULL OR (coalesce(scheduled_start, started_at), id) > ($2::timestamptz, $3::text))
        ORDER BY coalesce(scheduled_start, started_at), id
        LIMIT $4
        """;

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

    /// <summary>When the facts behind its attendance were deleted, their time being over; null where they are there.</summary>
    public DateTimeOffset? FactsDeletedAt { get; init; }

    public required IReadOnlyList<MeetingRun> Runs { get; init; }

    /// <summary>The lesson's time, as the policy counts it; null before anybody can say.</summary>
    internal Interval? Time => (ScheduledStart, StartedAt) switch
    {
        ({ } start, _) => Occurrence.TimeOf(new Interval(start, start.AddMinutes(Duration!.Value)), StartedAt, EndedAt),
        (null, { } start) when EndedAt is { } end => new Interval(start, end),
        _ => null,
    };

    /// <summary>When it was to begin; of one that nobody planned, when it began.</summary>
    internal DateTimeOffset Begin => (ScheduledStart ?? StartedAt)!.Value;

    /// <returns>A page of the meeting's lessons, by start.</returns>
    public static async Task<Page<MeetingOccurrence>> Page(UserSession user, Guid meeting, PageRequest page) => page.Of(
        await user.Query(OfMeeting, [meeting, .. page.Place(2), page.Rows], Read),
        last => [Rfc3339.Write(last.Begin), last.Id]);

    /// <returns>The meeting's lessons, by start.</returns>
    public static Task<List<MeetingOccurrence>> All(UserSession user, Guid meeting) =>
        user.Query(OfMeeting, [meeting, null, null, AllMax], Read);

    static MeetingOccurrence Read(NpgsqlDataReader row) => new()
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
        FactsDeletedAt = row.ValueOrNull<DateTimeOffset>(9),
    };
}

/// <summary>One time that the meeting ran in Zoom, by Zoom's uuid.</summary>
/// <param name="Uuid">Zoom's.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="EndInferred">Zoom never told when: the end is assumed.</param>
public sealed record MeetingRun(string Uuid, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool EndInferred);
