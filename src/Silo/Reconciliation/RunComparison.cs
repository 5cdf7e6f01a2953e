using System.Text.Json.Serialization;

namespace ZoomOrleans.Silo.Reconciliation;

/// <summary>What came of asking Zoom for a run's participant report.</summary>
public enum ReportOutcome
{
    /// <summary>The log has all that the report says.</summary>
    Compared,

    /// <summary>The run lasts still.</summary>
    Running,

    /// <summary>Zoom has no report yet.</summary>
    NotReady,

    /// <summary>Zoom makes no report where only one person was in, and the log does not know who it was.</summary>
    NoReport,

    /// <summary>Some of the report's rows cannot be read. What could be read is in the log.</summary>
    Unreadable,
}

/// <param name="Uuid">Zoom's, of the run.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Added">How many facts the log lacked.</param>
public sealed record RunComparison(string Uuid, ReportOutcome Outcome, int Added)
{
    /// <summary>The latest moment at which the run is known to have been.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastKnownAt { get; init; }
}
