using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>The files that may be had of what a route answers.</summary>
public enum ExportFormat
{
    Csv,
    Xlsx,
}

/// <summary>Whether a file is wanted instead of JSON.</summary>
/// <param name="Format">Which; null: JSON.</param>
/// <param name="Bom">Whether a CSV file begins with a byte order mark, by which Excel knows UTF-8.</param>
public readonly record struct ExportRequest(string? Format, bool? Bom)
{
    /// <summary>Null: JSON.</summary>
    internal ExportFormat? File => Format is null ? null : EnumText.Find<ExportFormat>(Format);

    /// <summary>Null where it can be had.</summary>
    internal ValidationProblem? Problem => Format is null || File is not null
        ? null : Problems.Invalid("format", "Expected csv or xlsx; without it the answer is JSON.");

    /// <summary>Writes a file of the kind that is asked for.</summary>
    /// <param name="write">Begins its tables and adds their rows.</param>
    internal Func<Stream, SchoolClock, Task> Tables(Func<IExportFile, SchoolClock, Task> write)
    {
        var (format, bom) = (File, Bom == true);
        return async (body, clock) =>
        {
            IExportFile file = format == ExportFormat.Csv ? new CsvExport(body, bom) : new XlsxExport(body);
            await write(file, clock);
            await file.End();
        };
    }
}
