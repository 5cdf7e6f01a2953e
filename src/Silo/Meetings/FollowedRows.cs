using System.Globalization;
using System.Text.Json;
using Npgsql;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>The rows of <see cref="MeetingsFromZoom"/>.</summary>
sealed class FollowedRows(SiloDatabase database)
{
    const string Due = "SELECT revision FROM due_work WHERE kind = 'meeting' AND key = $1";

    /// <summary>Another revision: Zoom has told of something since.</summary>
    const string RemoveDue = "DELETE FROM due_work WHERE kind = 'meeting' AND key = $1 AND revision = $2";

    /// <summary>No row where somebody has changed it since it was read.</summary>
    const string Lock = "SELECT 1 FROM zoom_meetings WHERE id = $1 AND xmin = $2::text::xid FOR NO KEY UPDATE";

    /// <summary>Attendance.</summary>
    const string MakeDue = "SELECT access.make_due(ARRAY[$1])";

    const string Change = """
        UPDATE zoom_meetings
        SET host_id = $2, title = $3, description = $4, meeting_type = $5, start_time = $6, duration = $7, timezone = $8,
            settings = $9::jsonb, recurrence = $10::jsonb, registration_url = $11, registration_enabled = $12,
            join_url = $13, password = $14, updated_at = now()
        WHERE id = $1
        """;

    const string See = "UPDATE zoom_meetings SET zoom_seen = $2::jsonb WHERE id = $1";

    const string Audit = """
        INSERT INTO audit_log (action, meeting_id, details) VALUES ($1, $2, jsonb_build_object('fields', $3::text[]))
        """;

    /// <summary>The revision of the due row, and the meeting; null where nobody scheduled it here.</summary>
    public async Task<(long Revision, FollowedMeeting? Meeting)> Read(long number)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, Due, Key(number));
        Add(batch, FollowedMeeting.Find, Key(number));
        await using var row = await batch.ExecuteReaderAsync();
        var revision = await row.ReadAsync() ? row.GetInt64(0) : 0;
        await row.NextResultAsync();
        return (revision, await row.ReadAsync() ? FollowedMeeting.Read(row) : null);
    }

    /// <returns>Null where no teacher and no admin goes by it.</returns>
    public async Task<Guid?> HostOf(string? zoomId, string? email)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, MeetingSql.Host, zoomId ?? "", email ?? "");
        return await batch.ExecuteScalarAsync() as Guid?;
    }

    /// <summary>Nothing is to be done.</summary>
    public async Task Done(long number, long revision)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, RemoveDue, Key(number), revision);
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Writes what is different, and takes the due row away, in one transaction.</summary>
    /// <returns>False where the row was changed since it was read: nothing is written.</returns>
    public async Task<bool> Write(long number, long revision, FollowedMeeting before, FollowedChange change)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlBatch(connection, transaction);
        Add(locking, Lock, before.Meeting.Id, before.Version);
        if (await locking.ExecuteScalarAsync() is null)
            return false;
        await using var batch = new NpgsqlBatch(connection, transaction);
        var fields = change.DifferentFrom(before.Meeting);
        // What is due, in the order of its kinds, as everywhere: attendance, meeting, and by the changes registration.
        if (fields.Count > 0)
            Add(batch, MakeDue, before.Meeting.Id);
        Add(batch, RemoveDue, Key(number), revision);
        if (fields.Count > 0)
            AddChange(batch, change, fields, before.ToldAt);
        if (change.Seen is { } seen && seen != before.Seen)
            Add(batch, See, before.Meeting.Id, seen.ToJson());
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>A plan holds since it was made in Zoom: a lesson may have begun by it before word of it came.</summary>
    static void AddChange(
        NpgsqlBatch batch, FollowedChange change, IReadOnlyList<string> fields, DateTimeOffset? toldAt)
    {
        var meeting = change.Meeting;
        var isCancelled = meeting.Status == MeetingStatus.Cancelled;
        if (isCancelled)
            Add(batch, MeetingSql.Cancel, meeting.Id);
        else
            Add(batch, Change, [
                meeting.Id, meeting.HostId, meeting.Title, meeting.Description, EnumText.Of(meeting.MeetingType),
                meeting.StartTime.ToUniversalTime(), meeting.Duration, meeting.Timezone,
                JsonSerializer.Serialize(meeting.Settings, Json.Options),
                meeting.Recurrence is { } recurrence ? JsonSerializer.Serialize(recurrence, Json.Options) : null,
                meeting.RegistrationUrl, meeting.RegistrationEnabled, meeting.JoinUrl, meeting.Password,
            ]);
        if (change.Lessons is { } lessons)
            Add(batch, MeetingSql.AddSchedule, meeting.Id, JsonSerializer.Serialize(lessons, Json.Options), toldAt);
        Add(batch, Audit, isCancelled ? "cancelledInZoom" : "changedInZoom", meeting.Id, fields.ToArray());
    }

    static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }

    static string Key(long number) => number.ToString(CultureInfo.InvariantCulture);
}
