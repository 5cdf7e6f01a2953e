using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ZoomOrleans.Api.Export;

/// <summary>How a sheet is printed: across, as wide as the paper, with its head on each page.</summary>
static class Sf2Print
{
    /// <summary>Paper of the size A4, by Excel's number.</summary>
    const uint A4 = 9;

    public static void SetUp(Stream file, string sheet, int headRow, int columnsBefore)
    {
        using var document = SpreadsheetDocument.Open(file, isEditable: true);
        var workbook = document.WorkbookPart!;
        var worksheet = workbook.WorksheetParts.Single().Worksheet!;
        worksheet.SheetProperties = new SheetProperties
        {
            PageSetupProperties = new PageSetupProperties { FitToPage = true },
        };
        worksheet.Append(new PageSetup
        {
            PaperSize = A4, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0,
        });
        var lastColumn = (char)('A' + columnsBefore - 1);
        workbook.Workbook!.DefinedNames = new DefinedNames(new DefinedName
        {
            Name = "_xlnm.Print_Titles",
            LocalSheetId = 0,
            Text = string.Create(CultureInfo.InvariantCulture, $"'{sheet}'!$A:${lastColumn},'{sheet}'!$1:${headRow}"),
        });
    }
}
