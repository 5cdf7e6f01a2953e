using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Administration;

/// <summary>Who did what. People are named by their ids alone.</summary>
/// <param name="Id">Its own; that of the decision, where it is one.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">Who did it; null: the program itself, or somebody who could not sign in.</param>
/// <param name="Action">What; <see cref="AuditAction"/> has all of them.</param>
/// <param name="MeetingId">Where a meeting is concerned.</param>
/// <param name="OccurrenceId">Where a lesson is concerned.</param>
/// <param name="SubjectId">The user whom it is about; where rights change, who has them now or had them.</param>
/// <param name="Details">What else is known of it; the fields depend on the action.</param>
public sealed record AuditEntry(
    Guid Id, DateTimeOffset At, Guid? ActorId, string Action, Guid? MeetingId, string? OccurrenceId, Guid? SubjectId,
    JsonElement Details)
{
    /// <summary>As <see cref="Read"/> expects them.</summary>
    public const string Columns = "id, at, actor_id, action, meeting_id, occurrence_id, subject_id, details";

    public static AuditEntry Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.Time(1), row.ValueOrNull<Guid>(2), row.GetString(3), row.ValueOrNull<Guid>(4),
        row.TextOrNull(5), row.ValueOrNull<Guid>(6), JsonElement.Parse(row.GetString(7)));
}
