using System.Globalization;
using ZoomOrleans.Cluster.Tests.Export;
using static Microsoft.Playwright.Assertions;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The files that are had from the page of a lesson.</summary>
[Collection(SharedBrowser.Name)]
public sealed class ExportTests(SharedBrowserFixture shared)
{
    /// <summary>Of each row: name, mark, first join, last leave, time.</summary>
    const string Rows = """
        () => [...document.querySelectorAll('#roll tbody tr')].map(row =>
          ['name', 'status', 'join', 'leave', 'time'].map(part => row.querySelector(`[data-is=${part}]`).textContent.trim()).join(' | '))
        """;

    [BrowserTheory, InlineData("CSV"), InlineData("XLSX")]
    public async Task The_file_says_what_the_page_shows(string format)
    {
        var lesson = await Lessons.Ended(await shared.App());
        await shared.Browse(lesson.School.Teacher, async tab =>
        {
            await tab.Open(Lessons.LivePage(lesson.Meeting));
            await Expect(tab.State()).ToContainTextAsync("has ended");

            var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Link(format).ClickAsync());

            var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
            var table = format == "CSV" ? Table.OfCsv(bytes) : Workbook.Read(bytes).Sheets.Single().Table;
            Assert.Equal(await tab.Page.EvaluateAsync<string[]>(Rows), Enumerable.Range(0, table.Rows.Count).Select(Shown));
            Assert.Contains("7 Rizal", download.SuggestedFilename, StringComparison.Ordinal);

            string Shown(int row) => string.Join(" | ",
            [
                table[row, "Student"], table[row, "Mark"], Time(table[row, "First join (Asia/Manila)"]),
                Time(table[row, "Last leave (Asia/Manila)"]), Length(table[row, "In for (seconds)"]),
            ]);
        });
    }

    static string Time(string dayAndTime) => dayAndTime.Split(' ').Last();

    static string Length(string seconds)
    {
        var whole = int.Parse(seconds, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}");
    }
}
