using System.Globalization;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>A record of attendance as cells, the same wherever records are exported.</summary>
sealed class RecordColumns(SchoolClock clock)
{
    /// <summary>Whose it is and what became of it.</summary>
    public IReadOnlyList<Column> Heads { get; } =
    [
        new("Status"), new("Computed status"), new("Time attended (h:mm:ss)"), new("Time attended (seconds)"), new("Late"),
        new("Left early"), new($"First join ({clock.ZoneName})", Column.OfTime),
        new($"Last leave ({clock.ZoneName})", Column.OfTime), new("Stays"), new("Flags", Column.OfTime),
        new("Recognized by", Column.OfTime), new("Override"), new("Reason of the override", Column.OfName),
        new("Overridden by", Column.OfName), new($"Overridden at ({clock.ZoneName})", Column.OfTime),
        new($"Stays in full ({clock.ZoneName})", Column.OfName),
    ];

    public IEnumerable<Cell> Of(AttendanceRecord record) =>
    [
        Cell.Of(Words.Of(record.Status)), Cell.Of(Words.Of(record.ComputedStatus)), Cell.Duration(record.Seconds),
        Cell.Of(record.Seconds), Cell.Of(record.Late), Cell.Of(record.LeftEarly),
        Cell.Of(record.Intervals.Min(stay => stay.Join), clock.Zone),
        Cell.Of(record.Intervals.Count > 0 ? record.Intervals.Max(stay => stay.Leave) : null, clock.Zone),
        Cell.Of(record.Intervals.Count), Cell.Of(Words.Of(record.Flags)), Cell.Of(Words.Of(record.MatchedBy)),
        .. Of(record.Override), Cell.Of(string.Join("; ", record.Intervals.Select(Stay))),
    ];

    IEnumerable<Cell> Of(AttendanceOverride? decided) => decided is null
        ? [Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty]
        :
        [
            Cell.Of(Words.Of(decided.Status)), Cell.Of(decided.Reason), Cell.Of(decided.ByName ?? decided.By?.ToString()),
            Cell.Of(decided.At, clock.Zone),
        ];

    /// <summary>Without a join, only the leave is known.</summary>
    string Stay(AttendanceInterval stay) =>
        $"{(stay.Join is { } join ? Time(join) : "?")} to {Time(stay.Leave)} ({EnumText.Of(stay.Source)})";

    string Time(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, clock.Zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
