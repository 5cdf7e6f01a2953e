using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Export;

/// <summary>
/// A file that is written while its rows are read. That somebody has it stands in the audit log before they have its first
/// byte. What fails before that is answered as any request's failure; what fails later breaks off the answer.
/// </summary>
sealed class ExportResult : IResult
{
    public const string CsvType = "text/csv";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public required ExportFormat Format { get; init; }

    /// <summary>What makes up its name.</summary>
    public required string?[] Name { get; init; }

    public required ExportEntry Entry { get; init; }

    /// <summary>Writes all of it; times are those of the school's clocks.</summary>
    public required Func<Stream, SchoolClock, Task> Write { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var clock = await SchoolClock.BindAsync(httpContext);
        await Entry.Write(UserSession.Of(httpContext), EnumText.Of(Format));
        var response = httpContext.Response;
        response.ContentType = Format == ExportFormat.Csv ? $"{CsvType}; charset=utf-8" : XlsxType;
        response.Headers.ContentDisposition = ExportName.Disposition(EnumText.Of(Format), Name);
        response.Headers.CacheControl = "no-store";
        var body = new BodyStream(response.Body);
        await Write(body, clock!);
        await body.End(httpContext.RequestAborted);
    }
}
