using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Worksheets;
using ZoomOrleans.Api.School;
using ZoomOrleans.Attendance;
using ZoomOrleans.Silo;
using XlsxCell = SpreadCheetah.Cell;

namespace ZoomOrleans.Api.Export;

/// <summary>
/// School Form 2 on a sheet: the head, a row for each learner with a column for each school day, the totals, and what the
/// signs mean.
/// </summary>
/// <param name="isUnderWay">Whether the month lasts still.</param>
sealed class Sf2Form(Sf2Month month, string className, DateOnly firstDay, SchoolNow school, bool isUnderWay)
{
    const string SheetName = "School Form 2";
    const int ColumnsBefore = 2;

    /// <summary>The last row of the head, which stays in sight and is printed on each page.</summary>
    const int HeadRow = 8;

    readonly List<XlsxCell> _row = [];
    int _number;
    Spreadsheet _sheet = null!;
    Sf2Styles _styles = null!;

    int DayCount => month.Days.Count;

    public async Task Write(Stream body)
    {
        using var file = new MemoryStream();
        await using (_sheet = await Spreadsheet.CreateNewAsync(file))
        {
            _styles = new Sf2Styles(_sheet);
            await _sheet.StartWorksheetAsync(SheetName, Layout());
            await WriteHead();
            foreach (var group in month.Groups)
                await WriteGroup(group);
            await WriteTotal("Combined total per day", month.Everybody);
            await new Sf2Notes(month, isUnderWay, _sheet, _styles).Write();
            await _sheet.FinishAsync();
        }
        Sf2Print.SetUp(file, SheetName, HeadRow, ColumnsBefore);
        file.Position = 0;
        await file.CopyToAsync(body);
    }

    WorksheetOptions Layout()
    {
        var options = new WorksheetOptions { FrozenRows = HeadRow, FrozenColumns = ColumnsBefore };
        double[] before = [5, 45], after = [9, 9, 60];
        foreach (var (place, width) in before.Concat(Enumerable.Repeat(6d, DayCount)).Concat(after).Index())
            options.Column(place + 1).Width = width;
        return options;
    }

    async Task WriteHead()
    {
        await Line(_styles.Title, "School Form 2 (SF2) Daily Attendance Report of Learners");
        await Line(_styles.Label, "", "School ID", school.SchoolId ?? "(not set)");
        await Line(_styles.Label, "", "Name of school", school.SchoolName ?? "(not set)");
        await Line(_styles.Label, "", "School year", SchoolYear());
        await Line(_styles.Label, "", "Report for the month of", firstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture));
        await Line(_styles.Label, "", "Grade level and section", className);
        await Line(
            _styles.Head,
            ["No.", "Learner's name", .. month.Days.Select(day => $"{day.Day}"), "Absent", "Tardy", "Remarks"]);
        await Line(
            _styles.Head, ["", "", .. month.Days.Select(Weekday), "month", "month", ""]);
    }

    async Task WriteGroup(Sf2Group group)
    {
        foreach (var learner in group.Learners)
            await WriteLearner(learner);
        await WriteTotal($"{Named(group.Sex)}: total per day", group);
    }

    async Task WriteLearner(Sf2Learner learner)
    {
        _row.Add(new(++_number, _styles.Box));
        _row.Add(new(CellText.Of(learner.Name), _styles.Box));
        foreach (var mark in learner.Marks)
            _row.Add(new(Sign(mark), _styles.Day));
        _row.Add(new(learner.Absent, _styles.Day));
        _row.Add(new(learner.Tardy, _styles.Day));
        _row.Add(new(CellText.Of(learner.Remarks), _styles.Wrapped));
        await Flush();
    }

    async Task WriteTotal(string what, Sf2Group group)
    {
        _row.Add(new("", _styles.Head));
        _row.Add(new(what, _styles.Head));
        for (var day = 0; day < DayCount; day++)
            _row.Add(new(group.PresentOn(day), _styles.Head));
        _row.Add(new(group.Learners.Sum(learner => learner.Absent), _styles.Head));
        _row.Add(new(group.Learners.Sum(learner => learner.Tardy), _styles.Head));
        _row.Add(new("", _styles.Head));
        await Flush();
    }

    async Task Line(SpreadCheetah.Styling.StyleId style, params IEnumerable<string> cells)
    {
        _row.AddRange(cells.Select(cell => new XlsxCell(CellText.Of(cell), style)));
        await Flush();
    }

    async Task Flush()
    {
        await _sheet.AddRowAsync(_row);
        _row.Clear();
    }

    /// <summary>A cell cannot be shaded by half, as the paper form wants it: a half block stands for that.</summary>
    public static string Sign(DayMark? mark) => mark switch
    {
        null => "–",
        { Status: DayStatus.Waits } => "?",
        { Status: DayStatus.Absent or DayStatus.Excused } => "x",
        { CameLate: true, CutClasses: true } => "▀▄",
        { CameLate: true } => "▀",
        { CutClasses: true } => "▄",
        _ => "",
    };

    public static string Named(Sex? sex) => sex switch
    {
        Sex.Male => "Male",
        Sex.Female => "Female",
        _ => "Sex not recorded",
    };

    static string Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Thursday => "TH",
        DayOfWeek.Saturday => "SA",
        DayOfWeek.Sunday => "SU",
        var other => $"{other}"[..1],
    };

    /// <summary>School years of the department begin between June and August.</summary>
    string SchoolYear() => firstDay.Month >= 6
        ? $"{firstDay.Year}-{firstDay.Year + 1}" : $"{firstDay.Year - 1}-{firstDay.Year}";
}
