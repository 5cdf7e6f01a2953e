namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>One run of a meeting, [Start, End), and who was in it. Without an end yet it goes on until it is given one.</summary>
sealed class MeetingRun(string uuid, DateTimeOffset start)
{
    IReadOnlyList<ReportRow> rows = [];

    public string Uuid => uuid;

    public DateTimeOffset Start => start;

    /// <summary>May lie ahead, where a lesson is played that takes its time.</summary>
    public DateTimeOffset? End { get; private set; }

    public IReadOnlyList<ReportRow> Rows => rows;

    /// <summary>Zoom's times have whole seconds.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    public static MeetingRun Played(Run run, IReadOnlyList<ReportRow> rows) =>
        new(run.Uuid, run.Start) { End = run.End, rows = rows };

    public bool IsUnderWay(DateTimeOffset now) => start <= now && !HasEnded(now);

    public bool HasEnded(DateTimeOffset now) => End <= now;

    /// <summary>Everybody still in leaves with the end.</summary>
    public void EndAt(DateTimeOffset now)
    {
        var end = WholeSecond(now);
        End = end;
        rows =
        [
            .. rows.Where(row => row.Join < end).Select(row => row with { Leave = row.Leave < end ? row.Leave : end }),
        ];
    }
}
