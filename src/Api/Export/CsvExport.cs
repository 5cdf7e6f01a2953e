using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using CsvHelper;

namespace ZoomOrleans.Api.Export;

/// <summary>CSV as RFC 4180 has it, in UTF-8.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Disposing a writer writes: what broke off would look whole.")]
sealed class CsvExport(Stream body, bool withBom) : IExportFile
{
    readonly CsvWriter _csv = new(
        new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: withBom)), CultureInfo.InvariantCulture);

    public bool HasSheets => false;

    public Task Begin(Sheet sheet)
    {
        foreach (var column in sheet.Columns)
            _csv.WriteField(CellText.Of(column.Head));
        return _csv.NextRecordAsync();
    }

    public Task Add(IReadOnlyList<Cell> row)
    {
        foreach (var cell in row)
            _csv.WriteField(cell.Text);
        return _csv.NextRecordAsync();
    }

    public Task End() => _csv.FlushAsync();
}
