using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Silo.Records;

/// <summary>An occurrence with all its rows as one JSON text, which PostgreSQL takes apart.</summary>
sealed class DerivedOccurrence
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    DerivedOccurrence(string id, byte[] json) => (Id, Json, Digest) = (id, json, SHA256.HashData(json));

    public string Id { get; }

    public byte[] Json { get; }

    public byte[] Digest { get; }

    public static DerivedOccurrence Of(OccurrenceAttendance attendance)
    {
        var occurrence = attendance.Occurrence;
        var json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            occurrence.Id,
            occurrence.Date,
            ScheduledStart = occurrence.Lesson?.Start,
            Duration = occurrence.Lesson?.Minutes,
            occurrence.StartedAt,
            occurrence.EndedAt,
            occurrence.Status,
            attendance.State,
            Degraded = occurrence.Decisions.IsDegraded,
            attendance.Policy,
            Runs = occurrence.Runs.Select(run => new { run.Uuid, run.Start, run.End, run.EndIsInferred }),
            Participants = attendance.Participants.SelectMany(Stays),
            Records = HasRecords(attendance) ? attendance.Students.Select(Record) : [],
        }, Options);
        return new DerivedOccurrence(occurrence.Id, json);
    }

    /// <summary>A record's intervals as they were written.</summary>
    public static IReadOnlyList<PresenceInterval> Intervals(string json) =>
        JsonSerializer.Deserialize<IReadOnlyList<PresenceInterval>>(json, Options)!;

    static bool HasRecords(OccurrenceAttendance attendance) => attendance.State > AttendanceState.Live;

    static IEnumerable<object> Stays(Participant participant) => participant.Stays.Select(stay => new
    {
        participant.Identity.User,
        participant.Connection.Key,
        participant.Connection.Name,
        Email = participant.Connection.Emails.Min(StringComparer.Ordinal),
        stay.Join,
        stay.Leave,
        Seconds = stay.Leave - stay.Join is { } length ? (long?)length.TotalSeconds : null,
        Status = stay.IsOpen ? "joined" : "left",
    });

    static object Record(StudentAttendance student) => new
    {
        student.StudentId,
        student.Status,
        student.ComputedStatus,
        student.Seconds,
        student.Late,
        student.LeftEarly,
        Flags = FlagNames.Of(student.Flags),
        student.MatchedBy,
        student.Presence.Intervals,
        Override = student.Override is { } decided ? new { decided.Status, decided.Reason, decided.By, decided.At } : null,
    };
}
