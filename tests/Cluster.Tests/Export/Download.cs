using System.Globalization;
using System.Net;
using CsvHelper;
using CsvHelper.Configuration;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>A file that the program has answered with.</summary>
sealed record Download(byte[] Bytes, HttpResponseMessage Response)
{
    /// <summary>The name under which a browser of today saves it.</summary>
    public string Name => Response.Content.Headers.ContentDisposition!.FileNameStar!;

    public Table Csv() => Table.OfCsv(Bytes);

    public Workbook Xlsx() => Workbook.Read(Bytes);
}

/// <summary>A table as it stands in a file, every cell as its text.</summary>
sealed record Table(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>A cell by its row, from 0, and the head of its column.</summary>
    public string this[int row, string head] => Rows[row][Heads.Index().Single(one => one.Item == head).Index];

    public IEnumerable<string> Column(string head) => Enumerable.Range(0, Rows.Count).Select(row => this[row, head]);

    /// <summary>As RFC 4180 has it, and by a reader that excuses nothing.</summary>
    public static Table OfCsv(byte[] bytes)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ",", IgnoreBlankLines = false, BadDataFound = bad => Assert.Fail($"Badly quoted: {bad.RawRecord}"),
        };
        using var parser = new CsvParser(new StreamReader(new MemoryStream(bytes)), configuration);
        var rows = new List<string[]>();
        while (parser.Read())
            rows.Add(parser.Record!);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        return new Table(rows[0], rows[1..]);
    }
}

static class Downloads
{
    public static async Task<Download> Download(this HttpClient client, string path)
    {
        var response = await client.GetAsync(path);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.True(
            response.StatusCode == HttpStatusCode.OK,
            $"{path} answers {response.StatusCode}: {System.Text.Encoding.UTF8.GetString(bytes)}");
        return new Download(bytes, response);
    }
}
