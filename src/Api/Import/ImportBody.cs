namespace ZoomOrleans.Api.Import;

/// <summary>The file of a request: its body, or the one file of a form.</summary>
static class ImportBody
{
    public const int BytesMax = 10 * 1024 * 1024;

    /// <summary>
    /// The server closes the connection on who sends more than this, and then few hear why. What lies between is thrown
    /// away as it comes.
    /// </summary>
    public const long BytesTakenMax = 12L * BytesMax;

    public const string Csv = "text/csv";
    public const string Form = "multipart/form-data";

    const int FormOverheadMax = 64 * 1024;
    const int BufferBytes = 64 * 1024;

    /// <exception cref="BadHttpRequestException">It is too large, or a form with anything but one file.</exception>
    public static async Task<byte[]> Read(HttpRequest request)
    {
        if (request.ContentLength > BytesMax + FormOverheadMax)
            throw TooLarge();
        await using var file = request.HasFormContentType ? (await FileOf(request)).OpenReadStream() : request.Body;
        return await Read(file, request.HttpContext.RequestAborted);
    }

    static async Task<byte[]> Read(Stream file, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await file.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > BytesMax)
                throw TooLarge();
        }
        return bytes.ToArray();
    }

    static async Task<IFormFile> FileOf(HttpRequest request)
    {
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form is { Files: [var file], Count: 0 }
                ? file : throw new BadHttpRequestException("The form has to hold one file, and nothing else.");
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("The form cannot be read.", exception);
        }
    }

    static BadHttpRequestException TooLarge() => new(
        $"The file is larger than {BytesMax / 1024 / 1024} MiB: import it in parts.", StatusCodes.Status413PayloadTooLarge);
}
