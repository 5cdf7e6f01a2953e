using System.Globalization;
using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Export;

/// <summary>As what a spreadsheet takes a cell.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,

    /// <summary>A part of 1, shown as a percentage.</summary>
    Share,
    Day,
    Time,
    Duration,
}

/// <summary>One cell: the text that a CSV file has of it, and the number that a spreadsheet has of what is no text.</summary>
public readonly record struct Cell
{
    Cell(CellKind kind, string text, double number = 0) => (Kind, Content, Number) = (kind, text, number);

    public static Cell Empty => default;

    public CellKind Kind { get; }

    public string Text => Content ?? "";

    /// <summary>Days since the last day of 1899 for days and times, parts of a day for durations.</summary>
    public double Number { get; }

    string? Content { get; }

    public static Cell Of(string? text) =>
        CellText.Of(text) is { Length: > 0 } safe ? new Cell(CellKind.Text, safe) : Empty;

    public static Cell Of(Guid id) => new(CellKind.Text, id.ToString());

    public static Cell Of(long number) => new(CellKind.Number, number.ToString(CultureInfo.InvariantCulture), number);

    public static Cell Of(bool yes) => new(CellKind.Text, yes ? "yes" : "no");

    /// <summary>Rounded down, as on the pages: nobody has 100 % who has missed something.</summary>
    public static Cell Share(double? part)
    {
        if (part is not { } known)
            return Empty;
        var thousandths = Math.Floor((decimal)known * 1000) / 1000;
        return new Cell(CellKind.Share, thousandths.ToString("0.0%", CultureInfo.InvariantCulture), (double)thousandths);
    }

    public static Cell Of(DateOnly day) => new(
        CellKind.Day, Rfc3339.Write(day), day.ToDateTime(default).ToOADate());

    /// <summary>What the clocks of a zone show, to the second; the zone stands in the head of the column.</summary>
    public static Cell Of(DateTimeOffset? time, TimeZoneInfo zone)
    {
        if (time is not { } known)
            return Empty;
        var local = TimeZoneInfo.ConvertTime(known, zone).DateTime;
        // Else spreadsheets would round what the text cuts off.
        local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond));
        return new Cell(
            CellKind.Time, local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), local.ToOADate());
    }

    public static Cell Duration(long seconds) => new(
        CellKind.Duration, Length.Of(seconds), seconds / TimeSpan.FromDays(1).TotalSeconds);
}
