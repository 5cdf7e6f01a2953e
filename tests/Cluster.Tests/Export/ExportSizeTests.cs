using System.Diagnostics;
using System.Net;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Import;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>
/// 1,000 students in 200 lessons, in a program that may use little memory: to hold all that is exported it would need several
/// times as much as it has left.
/// </summary>
public sealed class ExportSizeTests(ITestOutputHelper output)
{
    const int Students = 1000;
    const int Lessons = 200;

    /// <summary>In hexadecimal, as .NET wants it: 64 MiB, of which the program itself needs about half.</summary>
    const string HeapMax = "0x4000000";

    [PostgresFact, Trait("Tier", "Long")]
    public async Task However_many_rows_a_file_has_they_are_not_held_in_memory()
    {
        await using var app = await AppProcess.Start(("DOTNET_GCHeapHardLimit", HeapMax));
        var school = await School.Make(app, students: 0);
        foreach (var part in Enumerable.Range(0, Students).Chunk(250))
            (await app.Admin.Import(string.Join('\n', [
                "type,name,email,role,class,student,from",
                .. part.Select(i => $"user,Student {i:0000},s{i}@school.example,student,,,"),
                .. part.Select(i => $"enrolment,,,,{school.Class},s{i}@school.example,2020-06-01"),
            ]))).Counts();
        await SqlLessons.Add(app, school, Lessons);
        var path = $"/api/classes/{school.Class}/attendance";

        for (var round = 0; round < 3; round++)
        {
            await Take("csv");
            await Take("xlsx");
        }

        async Task<byte[]> BytesOf(HttpResponseMessage answer, AppProcess program)
        {
            try
            {
                return await answer.Content.ReadAsByteArrayAsync();
            }
            catch (HttpRequestException exception)
            {
                throw new InvalidOperationException($"The file broke off:\n{string.Join('\n', program.Log)}", exception);
            }
        }

        async Task Take(string format)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await app.As(school.Teacher).GetAsync(
                $"{path}?format={format}", HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var headers = watch.Elapsed;
            var bytes = await BytesOf(answer, app);
            output.WriteLine(
                $"{format}: headers after {headers.TotalSeconds:0.00} s, {bytes.Length / 1024} KiB after {watch.Elapsed.TotalSeconds:0.00} s");
            if (format == "csv")
                Assert.Equal(Students + 1, Table.OfCsv(bytes).Rows.Count);
            else
                Assert.Equal(
                    [Students + 2, (Students * Lessons) + 1], Workbook.RowCounts(bytes));
        }
    }
}
