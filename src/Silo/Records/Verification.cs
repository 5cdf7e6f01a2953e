using System.Data;
using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Attendance;
using ZoomOrleans.Silo.Log;

namespace ZoomOrleans.Silo.Records;

/// <summary>A mark in the tables that the log does not explain, or one that is missing there.</summary>
/// <param name="MeetingId">Our id of the meeting.</param>
/// <param name="OccurrenceId">The lesson.</param>
/// <param name="StudentId">Null where it is about the lesson itself.</param>
/// <param name="Field">What differs; <c>record</c> where it is missing on one side.</param>
/// <param name="Stored">As it stands in the tables; null where it does not.</param>
/// <param name="Computed">As the log alone has it; null where it has none.</param>
public sealed record Difference(
    Guid MeetingId, string OccurrenceId, Guid? StudentId, string Field, string? Stored, string? Computed);

/// <summary>What a verification has looked at, and what it found.</summary>
public sealed record VerificationResult(
    int Meetings, int Occurrences, int Records, IReadOnlyList<Difference> Differences)
{
    /// <summary>Lessons that can no longer be proved, because their facts were deleted: they were not looked at.</summary>
    public int WithoutFacts { get; init; }
}

/// <summary>
/// Computes attendance anew from the logs alone, as of the moment at which the rows were derived, and compares. Nothing is
/// changed.
/// </summary>
public sealed class Verification(SiloDatabase database, LogReader log)
{
    const string MeetingsBetween = """
        SELECT meeting.zoom_meeting_id::bigint, meeting.id, head.derived_seq, head.derived_as_of
        FROM zoom_meetings meeting JOIN meeting_heads head ON head.meeting = meeting.zoom_meeting_id::bigint
        WHERE meeting.id IN (SELECT meeting_id FROM meeting_occurrences WHERE date BETWEEN $1 AND $2)
        ORDER BY meeting.id
        """;

    /// <summary>One snapshot for the whole: what is derived meanwhile is not compared.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<VerificationResult> Run(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellation);
        var meetings = await Meetings(connection, from, to, cancellation);
        var stored = await StoredOccurrence.Read(connection, from, to, cancellation);
        var differences = new List<Difference>();
        var withoutFacts = 0;
        foreach (var meeting in meetings)
        {
            var (computed, beyondProof) = await Compute(meeting, cancellation);
            foreach (var occurrence in stored[meeting.Id])
            {
                if (beyondProof.Contains(occurrence.Id))
                {
                    withoutFacts++;
                    continue;
                }
                computed.Remove(occurrence.Id, out var attendance);
                differences.AddRange(occurrence.DiffersFrom(attendance));
            }
            differences.AddRange(computed.Values.Where(one => HasRecords(one, from, to))
                .Select(one => StoredOccurrence.Missing(meeting.Id, one)));
        }
        return new VerificationResult(
            meetings.Count, stored.Sum(group => group.Count()), stored.Sum(group => group.Sum(one => one.Records.Count)),
            differences)
        {
            WithoutFacts = withoutFacts,
        };
    }

    static bool HasRecords(OccurrenceAttendance attendance, DateOnly from, DateOnly to) =>
        attendance.State > AttendanceState.Live && from <= attendance.Occurrence.Date && attendance.Occurrence.Date <= to;

    static async Task<List<DerivedHead>> Meetings(
        NpgsqlConnection connection, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(MeetingsBetween, connection);
        command.Parameters.Add(new() { Value = from, NpgsqlDbType = NpgsqlDbType.Date });
        command.Parameters.Add(new() { Value = to, NpgsqlDbType = NpgsqlDbType.Date });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var meetings = new List<DerivedHead>();
        while (await rows.ReadAsync(cancellation))
            meetings.Add(new DerivedHead(
                rows.GetInt64(0), rows.GetGuid(1), rows.GetInt64(2), rows.GetFieldValue<DateTimeOffset>(3)));
        return meetings;
    }

    async Task<(Dictionary<string, OccurrenceAttendance> Computed, HashSet<string> BeyondProof)> Compute(
        DerivedHead meeting, CancellationToken cancellation)
    {
        var fold = await log.Read(meeting.Number, meeting.Seq, cancellation);
        var context = fold.Context ?? MeetingContext.Unknown;
        var attendance = MeetingAttendance.Of(meeting.Number, fold, context, meeting.AsOf, new HashSet<string>());
        return (
            attendance.Computed.ToDictionary(one => one.Occurrence.Id),
            [.. fold.Decisions.Deletions.Select(deleted => deleted.OccurrenceId)]);
    }

    sealed record DerivedHead(long Number, Guid Id, long Seq, DateTimeOffset AsOf);
}
