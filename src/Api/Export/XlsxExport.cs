using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace ZoomOrleans.Api.Export;

/// <summary>A spreadsheet of Excel's, in which numbers, days and times are such.</summary>
/// <param name="rowsMax">So many rows has a sheet; what is more stands in another one.</param>
sealed class XlsxExport(Stream body, int rowsMax = XlsxExport.RowsMax) : IExportFile
{
    /// <summary>Excel has no more.</summary>
    public const int RowsMax = 1_048_576;

    Spreadsheet? _spreadsheet;
    StyleId _headStyle = null!;
    Dictionary<CellKind, StyleId> _styles = [];
    Sheet _sheet = null!;
    SpreadCheetah.Cell[] _row = [];
    int _rows;
    int _parts;

    public bool HasSheets => true;

    public async Task Begin(Sheet sheet)
    {
        _spreadsheet ??= await Start();
        (_sheet, _parts) = (sheet, 0);
        await BeginPart();
    }

    public async Task Add(IReadOnlyList<Cell> row)
    {
        if (_rows == rowsMax)
            await BeginPart();
        for (var i = 0; i < row.Count; i++)
            _row[i] = Written(row[i]);
        await _spreadsheet!.AddRowAsync(_row.AsMemory(0, row.Count));
        _rows++;
    }

    public async Task End()
    {
        await _spreadsheet!.FinishAsync();
        await _spreadsheet.DisposeAsync();
    }

    async Task<Spreadsheet> Start()
    {
        var spreadsheet = await Spreadsheet.CreateNewAsync(body);
        _headStyle = spreadsheet.AddStyle(new Style { Font = { Bold = true }, Alignment = { WrapText = true } });
        _styles = new()
        {
            [CellKind.Share] = Shown("0.0%"),
            [CellKind.Day] = Shown("yyyy-mm-dd"),
            [CellKind.Time] = Shown("yyyy-mm-dd hh:mm:ss"),
            [CellKind.Duration] = Shown("[h]:mm:ss"),
        };
        return spreadsheet;

        StyleId Shown(string format) => spreadsheet.AddStyle(new Style { Format = NumberFormat.Custom(format) });
    }

    async Task BeginPart()
    {
        var options = new WorksheetOptions { FrozenRows = 1, FrozenColumns = _sheet.FrozenColumns };
        foreach (var (place, column) in _sheet.Columns.Index())
            options.Column(place + 1).Width = column.Width;
        await _spreadsheet!.StartWorksheetAsync(++_parts == 1 ? _sheet.Name : $"{_sheet.Name} ({_parts})", options);
        await _spreadsheet.AddHeaderRowAsync([.. _sheet.Columns.Select(column => CellText.Of(column.Head))], _headStyle);
        _row = new SpreadCheetah.Cell[_sheet.Columns.Count];
        _rows = 1;
    }

    SpreadCheetah.Cell Written(Cell cell) => cell.Kind switch
    {
        CellKind.Empty => default,
        CellKind.Text => new(cell.Text),
        CellKind.Number => new(cell.Number),
        var kind => new(cell.Number, _styles[kind]),
    };
}
