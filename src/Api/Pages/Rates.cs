using System.Globalization;
using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages;

/// <summary>How much was attended, as people read it.</summary>
static class Rates
{
    /// <summary>Rounded down: nobody has 100 % who has missed something. A dash where no lesson counts.</summary>
    public static string Percent(Tally tally) => tally.Rate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(rate * 100)}\u00a0%") : "–";

    public static string Sentence(Tally tally) => tally.Rate is null
        ? "No lesson counts yet."
        : $"Present in {tally.Present} of {Counted.Count(tally.Present + tally.Partial + tally.Absent, "lesson", "lessons")} "
            + $"({Percent(tally)}).";
}
