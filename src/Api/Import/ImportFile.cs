using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Import;

/// <summary>Tells the rows of a CSV file (RFC 4180, in UTF-8) apart.</summary>
sealed class ImportFile(ImportType? type, ImportErrors errors)
{
    /// <summary>A large school with all of its enrolments; what is larger comes in several files.</summary>
    public const int RowsMax = 50_000;

    const int HeaderRow = 1;

    /// <summary>There are 14; what is far from that is no such file, and not worth an error each.</summary>
    const int ColumnsMax = 50;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    bool _isMisquoted;

    /// <summary>The rows that have a type, whatever else is wrong with them.</summary>
    public List<ImportRow> Read(byte[] bytes)
    {
        if (Text(bytes) is not { } text)
            return [];
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ",",
            // They are counted: a row has the number that it has in a spreadsheet.
            IgnoreBlankLines = false,
            BadDataFound = _ => _isMisquoted = true,
        });
        return Header(parser) is { } columns ? Rows(parser, columns) : [];
    }

    string? Text(byte[] bytes)
    {
        try
        {
            var text = Utf8.GetString(bytes);
            return text is ['\uFEFF', ..] ? text[1..] : text;
        }
        catch (DecoderFallbackException exception)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(exception.Index, 0, bytes.Length)).Count((byte)'\n');
            errors.Add(line, null, "The file is not UTF-8: save it as 'CSV UTF-8'.");
            return null;
        }
    }

    Dictionary<string, int>? Header(CsvParser parser)
    {
        if (Next(parser) is not { } names)
        {
            errors.Add(HeaderRow, null, "The file is empty: its first row has to name the columns.");
            return null;
        }
        var columns = new Dictionary<string, int>();
        if (names.Length > ColumnsMax)
            errors.Add(parser.Row, null, $"The header has {names.Length} columns.");
        for (var place = 0; place < Math.Min(names.Length, ColumnsMax); place++)
            AddColumn(columns, parser.Row, names[place].Trim(), place);
        if (type is null && !columns.ContainsKey(ImportColumns.Type))
            errors.Add(parser.Row, ImportColumns.Type, "The column is missing, and no ?type= says what the rows are.");
        if (_isMisquoted)
            errors.Add(parser.Row, null, "Its quotes do not match.");
        return errors.IsEmpty ? columns : null;
    }

    void AddColumn(Dictionary<string, int> columns, int row, string name, int place)
    {
        var known = ImportColumns.All.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (name.Length == 0)
            errors.Add(row, null, $"Column {place + 1} has no name.");
        else if (known is null)
            errors.Add(
                row, ImportRow.Shortened(name), $"There is no such column as '{ImportRow.Shortened(name)}'; there are: "
                + $"{string.Join(", ", ImportColumns.All)}.");
        else if (!columns.TryAdd(known, place))
            errors.Add(row, known, "The column is there twice.");
    }

    List<ImportRow> Rows(CsvParser parser, Dictionary<string, int> columns)
    {
        var rows = new List<ImportRow>();
        for (var count = 1; Next(parser) is { } cells; count++)
        {
            if (count > RowsMax)
            {
                errors.Add(parser.Row, null, $"The file has more than {RowsMax} rows: import it in parts.");
                break;
            }
            if (Row(parser.Row, columns, cells) is { } row)
                rows.Add(row);
        }
        return rows;
    }

    ImportRow? Row(int number, Dictionary<string, int> columns, string[] cells)
    {
        if (_isMisquoted)
            errors.Add(number, null, "Its quotes do not match: a cell with quotes in it is quoted, and has them doubled.");
        else if (cells.Length > columns.Count)
            errors.Add(
                number, null, $"It has {cells.Length} cells for {columns.Count} columns: a cell with a comma in it is quoted.");
        else if (TypeOf(number, columns, cells) is { } known)
            return new ImportRow(number, known, columns, cells, errors);
        return null;
    }

    ImportType? TypeOf(int number, Dictionary<string, int> columns, string[] cells)
    {
        var text = columns.TryGetValue(ImportColumns.Type, out var place) && place < cells.Length ? cells[place].Trim() : "";
        if (text.Length == 0 && type is null)
            errors.Add(number, ImportColumns.Type, "It is missing.");
        else if (text.Length == 0)
            return type;
        else if (EnumText.Find<ImportType>(text) is not { } named)
            errors.Add(number, ImportColumns.Type, $"Expected one of: {string.Join(", ", EnumText.Names(typeof(ImportType)))}.");
        else if (type is not null && named != type)
            errors.Add(number, ImportColumns.Type, $"The request is for rows of the type {EnumText.Of(type.Value)} only.");
        else
            return named;
        return null;
    }

    /// <summary>The next record that is not blank; null after the last.</summary>
    string[]? Next(CsvParser parser)
    {
        while (parser.Read())
        {
            _isMisquoted = false;
            var cells = parser.Record!;
            if (_isMisquoted || !cells.All(string.IsNullOrWhiteSpace))
                return cells;
        }
        return null;
    }
}
