using System.Text.Json;
using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Export;

/// <summary>What the audit log keeps of a file that somebody was given: of what, and of which days.</summary>
sealed record ExportEntry(string What)
{
    const string Add = """
        INSERT INTO audit_log (actor_id, action, meeting_id, occurrence_id, subject_id, details)
        VALUES ($1, 'export', $2, $3, $4, $5::jsonb)
        """;

    public Guid? MeetingId { get; init; }

    public string? OccurrenceId { get; init; }

    public Guid? StudentId { get; init; }

    public Guid? ClassId { get; init; }

    /// <summary>Null where all days were asked for; one end may be open.</summary>
    public (DateOnly First, DateOnly Last)? Days { get; init; }

    /// <summary>Committed when it returns.</summary>
    public Task Write(UserSession user, string format) => user.Note(
        Add, user.Caller.Id, MeetingId, OccurrenceId, StudentId, JsonSerializer.Serialize(Details(format)));

    Dictionary<string, string> Details(string format)
    {
        var details = new Dictionary<string, string> { ["what"] = What, ["format"] = format };
        if (ClassId is { } id)
            details["classId"] = id.ToString();
        if (Days is { First: var first } && first > DateOnly.MinValue)
            details["from"] = Rfc3339.Write(first);
        if (Days is { Last: var last } && last < DateOnly.MaxValue)
            details["to"] = Rfc3339.Write(last);
        return details;
    }
}
