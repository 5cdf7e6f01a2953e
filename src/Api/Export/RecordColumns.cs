using System.Globalization;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>A record of attendance as cells, the same wherever records are exported, in the order of the pages.</summary>
sealed class RecordColumns(SchoolClock clock)
{
    /// <summary>Of the mark, what stands beside it, and the evidence.</summary>
    public IReadOnlyList<Column> Heads { get; } =
    [
        new("Mark"), new("Computed mark"), new("In for (h:mm:ss)"), new("In for (seconds)"), new("Late"), new("Left early"),
        new("Remarks", Column.OfTime), new("Set by hand to"), new("Reason", Column.OfName), new("Set by", Column.OfName),
        new($"Set at ({clock.ZoneName})", Column.OfTime), new("Recognised by", Column.OfTime),
        new($"First join ({clock.ZoneName})", Column.OfTime), new($"Last leave ({clock.ZoneName})", Column.OfTime),
        new("Stays"), new($"All stays ({clock.ZoneName})", Column.OfName),
    ];

    /// <param name="record">Whose it is stands before these cells.</param>
    /// <param name="markers">By their ids, who set marks by hand.</param>
    public IEnumerable<Cell> Of(AttendanceRecord record, IReadOnlyDictionary<Guid, string> markers) =>
    [
        Mark(record.Status), Mark(record.ComputedStatus), Cell.Duration(record.Seconds), Cell.Of(record.Seconds),
        Cell.Of(record.Late), Cell.Of(record.LeftEarly),
        Cell.Of(string.Join(", ", record.Flags.Select(EvidenceWords.Flag))), .. Of(record.Override, markers),
        Cell.Of(record.MatchedBy is { } by ? EvidenceWords.Matched(by) : ""),
        Cell.Of(record.Intervals.Min(stay => stay.Join), clock.Zone),
        Cell.Of(record.Intervals.Count > 0 ? record.Intervals.Max(stay => stay.Leave) : null, clock.Zone),
        Cell.Of(record.Intervals.Count), Cell.Of(string.Join("; ", record.Intervals.Select(Stay))),
    ];

    IEnumerable<Cell> Of(AttendanceOverride? byHand, IReadOnlyDictionary<Guid, string> markers) => byHand is null
        ? [Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty]
        :
        [
            Mark(byHand.Status), Cell.Of(byHand.Reason),
            Cell.Of(byHand.By is { } by ? markers.GetValueOrDefault(by, $"{by}") : null), Cell.Of(byHand.At, clock.Zone),
        ];

    static Cell Mark(AttendanceStatus? status) => Cell.Of(MarkWord.Of(status).Word);

    /// <summary>Without a join, only the leave is known.</summary>
    string Stay(AttendanceInterval stay) =>
        $"{(stay.Join is { } join ? Time(join) : "?")} to {Time(stay.Leave)} ({EvidenceWords.Source(stay.Source)})";

    string Time(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, clock.Zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
