using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsvHelper;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Export;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Privacy;

/// <summary>
/// All that is stored about somebody, as a ZIP file that is written while its rows are read. That somebody has it stands in
/// the audit log before they have its first byte.
/// </summary>
sealed class PersonExport(Guid person, string name) : IResult
{
    public const string ZipType = "application/zip";

    static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var user = UserSession.Of(httpContext);
        var clock = await SchoolClock.BindAsync(httpContext);
        await new ExportEntry("person") { StudentId = person }.Write(user, "zip");
        var response = httpContext.Response;
        response.ContentType = ZipType;
        response.Headers.ContentDisposition = ExportName.Disposition(
            "zip", "Personal data", name, Rfc3339.Write(clock!.Today));
        response.Headers.CacheControl = "no-store";
        var body = new BodyStream(response.Body);
        // One snapshot for all files.
        await user.Snapshot(rows => Write(body, rows, clock));
        await body.End(httpContext.RequestAborted);
    }

    async Task Write(Stream body, UserTransaction rows, SchoolClock clock)
    {
        var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null);
        // Disposed of where all is written: what broke off must not look whole.
        await Add(zip, "README.txt", file => file.WriteAsync(ReadMe(clock)));
        foreach (var part in PersonPart.All)
        {
            await Add(zip, $"{part.Name}.json", file => WriteJson(file, Rows(part)));
            await Add(zip, $"{part.Name}.csv", file => WriteCsv(file, Rows(part)));
        }
        await zip.DisposeAsync();

        IAsyncEnumerable<string> Rows(PersonPart part) =>
            rows.Each($"SELECT row_to_json(part)::text FROM ({part.Sql}) part", [person], row => row.GetString(0));
    }

    string ReadMe(SchoolClock clock)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"Personal data of {name} ({person})")
            .AppendLine(CultureInfo.InvariantCulture, $"As stored on {Rfc3339.Write(clock.Today)}. Times are in UTC.")
            .AppendLine("Each file is there twice: as JSON for programs, and as CSV for spreadsheets.").AppendLine();
        foreach (var part in PersonPart.All)
            text.AppendLine(CultureInfo.InvariantCulture, $"{part.Name}: {part.What}");
        return text.ToString();
    }

    static async Task Add(ZipArchive zip, string fileName, Func<StreamWriter, Task> write)
    {
        await using var entry = await zip.CreateEntry(fileName).OpenAsync();
        var isCsv = fileName.EndsWith(".csv", StringComparison.Ordinal);
        // By its mark, spreadsheets know UTF-8.
        await using var file = new StreamWriter(entry, isCsv ? Encoding.UTF8 : Plain);
        await write(file);
        await file.FlushAsync();
    }

    static async Task WriteJson(StreamWriter file, IAsyncEnumerable<string> rows)
    {
        var before = "[\n";
        await foreach (var row in rows)
        {
            await file.WriteAsync(before + row);
            before = ",\n";
        }
        await file.WriteAsync(before == "[\n" ? "[]\n" : "\n]\n");
    }

    /// <summary>The heads are the fields of a row; without a row there is nothing to be headed.</summary>
    static async Task WriteCsv(StreamWriter file, IAsyncEnumerable<string> rows)
    {
        await using var csv = new CsvWriter(file, CultureInfo.InvariantCulture, leaveOpen: true);
        var hasHeads = false;
        await foreach (var row in rows)
        {
            var fields = JsonElement.Parse(row).EnumerateObject().ToList();
            if (!hasHeads)
                await WriteRecord(csv, fields.Select(field => field.Name));
            hasHeads = true;
            await WriteRecord(csv, fields.Select(field => CellText.Of(field.Value)));
        }
    }

    static Task WriteRecord(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        return csv.NextRecordAsync();
    }
}
