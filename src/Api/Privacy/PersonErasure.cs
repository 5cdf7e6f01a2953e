using Npgsql;

namespace ZoomOrleans.Api.Privacy;

/// <summary>How far the erasure of somebody's data is.</summary>
public enum ErasureStep
{
    /// <summary>The tables are being renamed.</summary>
    Tables,

    /// <summary>What Zoom has told is being renamed.</summary>
    Logs,

    /// <summary>Zoom is to forget registrations for lessons to come.</summary>
    Zoom,

    /// <summary>Nothing here tells of them any more; what Zoom may still tell late is renamed in the end.</summary>
    Settling,
    Done,
}

/// <summary>The erasure of somebody's data.</summary>
/// <param name="Id">The id that takes the place of theirs.</param>
/// <param name="RequestedAt">When an admin asked for it.</param>
/// <param name="RequestedBy">Which admin; null where they are gone.</param>
/// <param name="Step">How far it is.</param>
/// <param name="SettlesAt">When what came late is renamed, and the last trace is removed; null: it is not that far.</param>
/// <param name="Problem">What is in the way, or was left undone.</param>
public sealed record PersonErasure(
    Guid Id, DateTimeOffset RequestedAt, Guid? RequestedBy, ErasureStep Step, DateTimeOffset? SettlesAt, string? Problem)
{
    /// <summary>As <see cref="Read"/> expects them.</summary>
    internal const string Columns = "id, requested_at, requested_by, step, settles_at, problem";

    /// <summary>Whether nothing here tells of them any more.</summary>
    internal bool HasErased => Step is ErasureStep.Settling or ErasureStep.Done;

    internal static PersonErasure Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.Time(1), row.ValueOrNull<Guid>(2), EnumText.Read<ErasureStep>(row.GetString(3)),
        row.ValueOrNull<DateTimeOffset>(4), row.TextOrNull(5));
}
