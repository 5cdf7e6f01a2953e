using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using XlsxCell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>
/// A spreadsheet, read by another library than the one that wrote it, after its validator has found nothing. Numbers come as
/// the text that their format shows; what has no format but looks like a number is told apart by its type.
/// </summary>
sealed class Workbook
{
    /// <summary>The formats that the program gives numbers.</summary>
    static readonly Dictionary<string, Func<double, string>> Formats = new()
    {
        ["yyyy-mm-dd"] = number => Moment(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["yyyy-mm-dd hh:mm:ss"] = number => Moment(number).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["[h]:mm:ss"] = number => Length((long)Math.Round(number * 86400)),
        ["0.0%"] = number => number.ToString("0.0%", CultureInfo.InvariantCulture),
        ["0.00"] = number => number.ToString("0.00", CultureInfo.InvariantCulture),
    };

    public required IReadOnlyList<WorkbookSheet> Sheets { get; init; }

    public required string PrintTitles { get; init; }

    public static Workbook Read(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(document)
            .Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var workbook = document.WorkbookPart!;
        var formats = NumberFormats(workbook.WorkbookStylesPart!.Stylesheet!);
        return new Workbook
        {
            PrintTitles = workbook.Workbook!.DefinedNames?.InnerText ?? "",
            Sheets =
            [
                .. workbook.Workbook.Sheets!.Elements<Sheet>().Select(sheet => Read(
                    sheet.Name!, ((WorksheetPart)workbook.GetPartById(sheet.Id!)).Worksheet!, formats)),
            ],
        };
    }

    /// <summary>How many rows each sheet of a large file has, its head among them.</summary>
    public static IEnumerable<int> RowCounts(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        return [.. document.WorkbookPart!.WorksheetParts.Select(CountRows)];
    }

    static int CountRows(WorksheetPart sheet)
    {
        using var reader = OpenXmlReader.Create(sheet);
        var rows = 0;
        while (reader.Read())
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
                rows++;
        return rows;
    }

    static WorkbookSheet Read(string name, Worksheet sheet, IReadOnlyList<string?> formats)
    {
        var pane = sheet.Descendants<Pane>().SingleOrDefault();
        return new WorkbookSheet
        {
            Name = name,
            FrozenRows = (int)(pane?.VerticalSplit?.Value ?? 0),
            FrozenColumns = (int)(pane?.HorizontalSplit?.Value ?? 0),
            IsAcross = sheet.Descendants<PageSetup>().SingleOrDefault()?.Orientation?.Value == OrientationValues.Landscape,
            Cells = [.. sheet.Descendants<Row>().Select(row => (IReadOnlyList<SheetCell>)
                [.. row.Elements<XlsxCell>().Select(cell => Read(cell, formats))])],
        };
    }

    static SheetCell Read(XlsxCell cell, IReadOnlyList<string?> formats)
    {
        Assert.Null(cell.CellFormula);
        if (cell.DataType?.Value == CellValues.InlineString)
            return new SheetCell(cell.InlineString!.InnerText, null);
        if (cell.CellValue is not { } value)
            return new SheetCell("", null);
        var number = double.Parse(value.InnerText, CultureInfo.InvariantCulture);
        var format = formats[(int)(cell.StyleIndex?.Value ?? 0)];
        return new SheetCell(
            format is null ? number.ToString(CultureInfo.InvariantCulture) : Formats[format](number), format ?? "number");
    }

    static IReadOnlyList<string?> NumberFormats(Stylesheet styles)
    {
        var codes = styles.NumberingFormats!.Elements<NumberingFormat>()
            .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value);
        return [.. styles.CellFormats!.Elements<CellFormat>()
            .Select(format => codes.GetValueOrDefault(format.NumberFormatId?.Value ?? 0))];
    }

    static DateTime Moment(double number) => DateTime.FromOADate(number).AddMilliseconds(500);

    static string Length(long seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
}

/// <summary>A cell: what it shows, and as what; null is text, or nothing.</summary>
sealed record SheetCell(string Text, string? Format);

sealed class WorkbookSheet
{
    public required string Name { get; init; }

    public required int FrozenRows { get; init; }

    public required int FrozenColumns { get; init; }

    /// <summary>Whether it is printed so.</summary>
    public required bool IsAcross { get; init; }

    public required IReadOnlyList<IReadOnlyList<SheetCell>> Cells { get; init; }

    /// <summary>Where the first row is the head.</summary>
    public Table Table => new(
        [.. Cells[0].Select(cell => cell.Text)], [.. Cells.Skip(1).Select(row => (IReadOnlyList<string>)
            [.. row.Select(cell => cell.Text)])]);

    /// <summary>As what the cells of a column stand there, below its head.</summary>
    public IEnumerable<string?> FormatsOf(string head)
    {
        var column = Cells[0].Index().Single(one => one.Item.Text == head).Index;
        return Cells.Skip(1).Select(row => row[column]).Where(cell => cell.Text.Length > 0).Select(cell => cell.Format).Distinct();
    }
}
