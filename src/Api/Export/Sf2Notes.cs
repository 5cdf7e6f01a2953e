using SpreadCheetah;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.School;
using XlsxCell = SpreadCheetah.Cell;

namespace ZoomOrleans.Api.Export;

/// <summary>What stands below the learners on School Form 2: the summary of the month, the signs, and by which rule a day is
/// made of lessons.</summary>
sealed class Sf2Notes(Sf2Month month, bool isUnderWay, Spreadsheet sheet, Sf2Styles styles)
{
    static readonly string[] ByHand =
    [
        "Enrolment as of the first Friday of the school year", "Late enrolment during the month", "Dropped out",
        "Transferred out", "Transferred in",
    ];

    static readonly string[] Legend =
    [
        "(blank): present. x: absent; where it is excused, the remarks say why. ?: undecided. –: not on the roll.",
        "▀ (upper half): late comer. ▄ (lower half): cutting classes. A cell cannot be half-shaded: the block stands for it.",
        "Present is who was in at least one lesson of the day. Late comer: late for a lesson, or absent from the first ones.",
        "Cutting classes: left a lesson early, was there too shortly, or was absent from a later one. An excused lesson spoils "
            + "no day.",
        "School days are those with a lesson of which attendance was taken.",
        "Percentage of attendance: average daily attendance by the learners registered when the month ends.",
        "Absent for 5 consecutive school days: within this month, excused or not.",
    ];

    readonly IReadOnlyList<Sf2Group> _groups = [.. month.Groups, month.Everybody];

    int Days => month.Days.Count;

    public async Task Write()
    {
        await Line();
        await WriteSummary();
        await Line();
        foreach (var note in Warnings().Concat(Legend))
            await Line(note);
        await Line();
        await Line("Certified true and correct: ______________________________ (class adviser)");
        await Line("Attested: ______________________________ (school head)");
    }

    async Task WriteSummary()
    {
        await Row(
            "Summary for the month",
            _groups.Select((group, place) => new XlsxCell(
                place == _groups.Count - 1 ? "Total" : group.Sex is null ? "?" : Sf2Form.Named(group.Sex)[..1], styles.Head)));
        await Row("Days of classes", _groups.Select(_ => new XlsxCell(Days, styles.Box)));
        await Row("Registered learners as of the end of the month", group => new XlsxCell(group.Registered, styles.Box));
        await Row("Average daily attendance", group => new XlsxCell(group.AverageDaily(Days), styles.Average));
        await Row("Percentage of attendance for the month", group => new XlsxCell(group.Share(Days), styles.Share));
        await Row("Absent for 5 consecutive school days", group => new XlsxCell(group.AbsentFiveDays, styles.Box));
        foreach (var what in ByHand)
            await Row($"{what} (by the adviser)", _ => new XlsxCell("", styles.Box));
    }

    IEnumerable<string> Warnings()
    {
        if (isUnderWay)
            yield return "The month is not over: the figures are those of the days so far.";
        if (month.Waiting > 0)
            yield return $"{Counted.Count(month.Waiting, "mark is", "marks are")} undecided: the figures may change.";
        if (month.Groups.SingleOrDefault(group => group.Sex is null) is { Learners.Count: var count })
            yield return $"The sex of {Counted.Count(count, "learner", "learners")} is not recorded: they stand apart.";
    }

    Task Row(string what, Func<Sf2Group, XlsxCell> cell) => Row(what, _groups.Select(cell));

    async Task Row(string what, IEnumerable<XlsxCell> cells) =>
        await sheet.AddRowAsync(new List<XlsxCell> { new(""), new(what, styles.Box) }.Concat(cells).ToList());

    async Task Line(string text = "") => await sheet.AddRowAsync([new XlsxCell(""), new XlsxCell(text, styles.Plain)]);
}
