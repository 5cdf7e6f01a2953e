using System.Globalization;
using ZoomOrleans.Api.Export;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>What a spreadsheet is, apart from what stands in it.</summary>
public sealed class XlsxExportTests
{
    static readonly TimeZoneInfo Manila = TimeZoneInfo.FindSystemTimeZoneById("Asia/Manila");

    [Fact]
    public async Task Numbers_days_and_times_are_such_and_the_head_stays_in_sight()
    {
        var time = new DateTimeOffset(2026, 3, 1, 23, 30, 59, TimeSpan.Zero);
        var workbook = await Written(
            new Sheet("Things", [new("Text"), new("Number"), new("Share"), new("Day"), new("Time"), new("Duration")]),
            [
                Cell.Of("=1+1"), Cell.Of(42), Cell.Share(1 / 3d), Cell.Of(new DateOnly(2026, 3, 2)), Cell.Of(time, Manila),
                Cell.Duration(100_000),
            ],
            [Cell.Empty, Cell.Of(0), Cell.Share(null), Cell.Of(new DateOnly(1999, 12, 31)), Cell.Of(null, Manila), Cell.Duration(0)]);

        var sheet = Assert.Single(workbook.Sheets);
        Assert.Equal(("Things", 1, 1), (sheet.Name, sheet.FrozenRows, sheet.FrozenColumns));
        Assert.Equal(
            ["'=1+1", "42", "33.3%", "2026-03-02", "2026-03-02 07:30:59", "27:46:40"], sheet.Table.Rows[0]);
        Assert.Equal(["", "0", "", "1999-12-31", "", "0:00:00"], sheet.Table.Rows[1]);
        Assert.Equal(
            [null, "number", "0.0%", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "[h]:mm:ss"],
            sheet.Table.Heads.SelectMany(sheet.FormatsOf));
    }

    [Fact]
    public async Task Every_second_of_a_day_is_the_second_that_it_was()
    {
        var midnight = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var rows = Enumerable.Range(0, 1000).Select(i => new[] { Cell.Of(midnight.AddSeconds(i * 86).AddMilliseconds(i), TimeZoneInfo.Utc) }).ToArray();

        var workbook = await Written(new Sheet("Times", [new("Time")]), rows);

        Assert.Equal(rows.Select(row => row[0].Text), workbook.Sheets[0].Table.Column("Time"));
    }

    /// <summary>Excel has about a million rows; here four do.</summary>
    [Fact]
    public async Task What_a_sheet_cannot_hold_stands_in_the_next_one()
    {
        using var stream = new MemoryStream();
        var file = new XlsxExport(stream, rowsMax: 4);
        foreach (var name in new[] { "First", "Second" })
        {
            await file.Begin(new Sheet(name, [new("Number")]));
            for (var i = 0; i < 7; i++)
                await file.Add([Cell.Of(i)]);
        }
        await file.End();

        var sheets = Workbook.Read(stream.ToArray()).Sheets;

        Assert.Equal(["First", "First (2)", "First (3)", "Second", "Second (2)", "Second (3)"], sheets.Select(sheet => sheet.Name));
        Assert.Equal([3, 3, 1, 3, 3, 1], sheets.Select(sheet => sheet.Table.Rows.Count));
        Assert.Equal(
            Enumerable.Range(0, 7).Select(i => i.ToString(CultureInfo.InvariantCulture)),
            sheets.Take(3).SelectMany(sheet => sheet.Table.Column("Number")));
    }

    [Fact]
    public async Task Text_that_XML_cannot_hold_spoils_no_file()
    {
        var workbook = await Written(
            new Sheet("Names", [new("<Name> & \"more\"")]), [Cell.Of("<b>\u0001\uffff & 'x'")], [Cell.Of(new string('x', 50_000))]);

        Assert.Equal("<b> \ufffd & 'x'", workbook.Sheets[0].Table[0, "<Name> & \"more\""]);
    }

    static async Task<Workbook> Written(Sheet sheet, params Cell[][] rows)
    {
        using var stream = new MemoryStream();
        var file = new XlsxExport(stream);
        await file.Begin(sheet);
        foreach (var row in rows)
            await file.Add(row);
        await file.End();
        return Workbook.Read(stream.ToArray());
    }
}
