using Npgsql;
using ZoomOrleans.Attendance;
using ZoomOrleans.Silo.Erasure;

namespace ZoomOrleans.Silo.Records;

/// <summary>A meeting's context and derived rows in PostgreSQL.</summary>
public sealed class MeetingRecords(SiloDatabase database, SchoolSettings settings, ErasedPeople people) : IMeetingRecords
{
    public async Task<MeetingTables> Read(long meeting, CancellationToken cancellation)
    {
        await using var command = database.Command(RecordsSql.Tables);
        command.Parameters.Add(new() { Value = meeting });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var context = row.IsDBNull(3) ? MeetingContext.Unknown : MeetingContextJson.Read(row.GetString(3));
        var school = settings.Of(row, 4);
        return new MeetingTables
        {
            Context = InKnownZone(context, school),
            LogHead = row.GetInt64(0),
            DueRevision = row.GetInt64(1),
            Locked = row.GetFieldValue<string[]>(2).ToHashSet(),
            ZoomAskedAt = row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
            LockAfterDays = school.LockAfterDays,
            Erased = row.GetBoolean(7) ? await people.In(meeting, cancellation) : [],
        };
    }

    public async Task<IReadOnlyList<StudentAttendance>> Standing(string occurrenceId, CancellationToken cancellation)
    {
        var students = new List<StudentAttendance>();
        await using var command = database.Command(StandingRecord.OfOccurrence);
        command.Parameters.Add(new() { Value = occurrenceId });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            students.Add(StandingRecord.Read(rows));
        return students;
    }

    public Task Replace(DerivedMeeting derived, CancellationToken cancellation) =>
        derived.Context.MeetingId is { } id ? Replace(id, derived, cancellation) : Answer(derived, cancellation);

    /// <summary>Of a meeting that nobody scheduled here it is noted that there is one; the question is answered.</summary>
    async Task Answer(DerivedMeeting derived, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        UnscheduledSql.See(batch, derived.Meeting);
        if (derived.Answers is { } revision)
            RecordsSql.Answer(batch, derived, revision);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    async Task Replace(Guid meetingId, DerivedMeeting derived, CancellationToken cancellation)
    {
        var occurrences = derived.Attendance.Computed.Select(DerivedOccurrence.Of).ToList();
        await using var connection = await database.Open(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await TakeHead(connection, derived, cancellation) is not { } digests)
            return;
        var changed = occurrences.Where(one =>
            !digests.TryGetValue(one.Id, out var digest) || !digest.AsSpan().SequenceEqual(one.Digest));
        await using var batch = new NpgsqlBatch(connection, transaction);
        UnscheduledSql.Scheduled(batch, derived.Meeting);
        IEnumerable<string> all = [.. occurrences.Select(one => one.Id), .. derived.Attendance.Standing];
        RecordsSql.Replace(batch, meetingId, [.. all], [.. changed]);
        foreach (var late in derived.Attendance.LateAfterLock)
            RecordsSql.Flag(batch, late);
        RecordsSql.Audit(batch, meetingId, derived.NewDecisions);
        CalendarSql.Follow(batch, meetingId);
        var status = StatusOf(derived.Attendance.Occurrences);
        MeetingStatusSql.Lock(batch, meetingId, status);
        // What is due, in the order of its kinds, as everywhere: attendance, reconciliation, and by the status registration.
        if (derived.Answers is { } revision)
            RecordsSql.Answer(batch, derived, revision);
        RecordsSql.AskZoom(batch, derived);
        MeetingStatusSql.Put(batch, meetingId, status);
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The digests of what stands there; null where somebody has derived from more of the log, or later.</summary>
    static async Task<Dictionary<string, byte[]>?> TakeHead(
        NpgsqlConnection connection, DerivedMeeting derived, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        RecordsSql.TakeHead(batch, derived);
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        if (!await rows.ReadAsync(cancellation))
            return null;
        await rows.NextResultAsync(cancellation);
        var digests = new Dictionary<string, byte[]>();
        while (await rows.ReadAsync(cancellation))
            digests.Add(rows.GetString(0), rows.GetFieldValue<byte[]>(1));
        return digests;
    }

    static OccurrenceStatus StatusOf(IReadOnlyList<Occurrence> occurrences)
    {
        if (occurrences.Any(one => one.Status == OccurrenceStatus.Started))
            return OccurrenceStatus.Started;
        return occurrences.Count > 0 && occurrences.All(one => one.Status is OccurrenceStatus.Ended or OccurrenceStatus.Void)
            ? OccurrenceStatus.Ended
            : OccurrenceStatus.Scheduled;
    }

    static MeetingContext InKnownZone(MeetingContext context, SchoolNow school) =>
        context.MeetingId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(context.TimeZone, out _)
            ? context
            : context with { TimeZone = school.TimeZone };
}
