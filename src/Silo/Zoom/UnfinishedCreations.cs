using System.Globalization;
using Npgsql;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>
/// Meetings that Zoom was asked to make, and nobody knows whether it did: the answer was lost, or the program ended
/// before it could write it down.
/// </summary>
public sealed partial class UnfinishedCreations(
    SiloDatabase database, ZoomMeetings zoom, ILogger<UnfinishedCreations> logger)
{
    const string Take = $"""
        UPDATE meeting_creations SET attempt = attempt + 1, busy_until = {ZoomCreation.BusyUntil}
        WHERE id = $1 AND busy_until <= now()
        RETURNING zoom_host, topic, zoom_type, start_time, duration, begun_at, attempt
        """;

    const string IsThere = "SELECT 1 FROM meeting_creations WHERE id = $1";

    const string Done = "DELETE FROM meeting_creations WHERE id = $1 AND attempt = $2";

    const string Release = "UPDATE meeting_creations SET busy_until = now() WHERE id = $1 AND attempt = $2";

    /// <summary>Where nobody's request is left, neither is the work.</summary>
    const string NothingDue = "DELETE FROM due_work WHERE kind = 'creation' AND key = $1";

    const string Known = "SELECT zoom_meeting_id FROM zoom_meetings WHERE zoom_meeting_id = ANY ($1)";

    /// <summary>What Zoom has made of it, and no meeting here is: the oldest first.</summary>
    /// <exception cref="ZoomException">Not to be told now.</exception>
    public async Task<IReadOnlyList<long>> Made(ZoomCreation creation)
    {
        // The list has no instant meetings, so that none is ever found again.
        if (creation.Type == ZoomCreation.Instant)
            return [];
        var alike = (await zoom.Of(creation.Host)).Where(creation.MayHaveMade)
            .OrderBy(meeting => meeting.CreatedAt).Select(meeting => meeting.Id).Distinct().ToList();
        // After the list: what was kept since is known.
        var known = await Rows(Known, [alike.Select(Text).ToArray()], row => row.GetString(0));
        var made = new List<long>();
        foreach (var id in alike.Where(id => !known.Contains(Text(id))))
            if (await HasMark(id, creation.Mark))
                made.Add(id);
        return made;
    }

    /// <summary>Without it, somebody has made the meeting by hand.</summary>
    async Task<bool> HasMark(long id, ZoomCustomKey mark) =>
        (await zoom.Find(id))?.Settings?.CustomKeys?.Contains(mark) == true;

    /// <summary>Removes at Zoom what was made, nobody was told of, and no repeated request has asked for.</summary>
    public async Task Undo(Guid id)
    {
        var taken = await Rows(Take, [id], row => new ZoomCreation(
            id, row.GetString(0), row.GetString(1), row.GetInt16(2),
            row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3), row.GetInt32(4),
            row.GetFieldValue<DateTimeOffset>(5), row.GetInt32(6)));
        if (taken is not [var creation])
        {
            if (await Rows(IsThere, [id], _ => true) is not [])
                throw new InvalidOperationException("Somebody is at work on it.");
            await Rows(NothingDue, [id.ToString()], _ => true);
            return;
        }
        try
        {
            foreach (var made in await MadeAnywhere(creation))
                await Remove(made);
        }
        catch (ZoomException)
        {
            await Rows(Release, [id, creation.Attempt], _ => true);
            throw;
        }
        await Rows(Done, [id, creation.Attempt], _ => true);
    }

    /// <summary>A host who is not in the account any more has nothing there.</summary>
    async Task<IReadOnlyList<long>> MadeAnywhere(ZoomCreation creation)
    {
        try
        {
            return await Made(creation);
        }
        catch (ZoomException gone) when (gone.Failure == ZoomFailure.UnknownHost)
        {
            return [];
        }
    }

    async Task Remove(long made)
    {
        try
        {
            await zoom.Remove(made);
            LogRemoved(logger, made);
        }
        catch (ZoomException running) when (running.Failure == ZoomFailure.InProgress)
        {
            // So somebody knows of it after all.
            LogLeft(logger, made);
        }
    }

    async Task<List<T>> Rows<T>(string sql, object[] values, Func<NpgsqlDataReader, T> read)
    {
        await using var command = database.Command(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await rows.ReadAsync())
            found.Add(read(rows));
        return found;
    }

    static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Information, "Zoom's meeting {Meeting} was made and belongs to nobody: it is removed")]
    static partial void LogRemoved(ILogger logger, long meeting);

    [LoggerMessage(LogLevel.Warning, "Zoom's meeting {Meeting} belongs to nobody here, but it is running: it is left")]
    static partial void LogLeft(ILogger logger, long meeting);
}
