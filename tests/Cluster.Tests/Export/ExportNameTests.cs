using System.Net.Http.Headers;
using System.Text;
using ZoomOrleans.Api.Export;

namespace ZoomOrleans.Cluster.Tests.Export;

public sealed class ExportNameTests
{
    [Theory]
    [InlineData("7 Rizal", "Attendance 7 Rizal 2026-03-02.csv")]
    [InlineData("../../etc/passwd", "Attendance .. .. etc passwd 2026-03-02.csv")]
    [InlineData("C:\\Windows", "Attendance C Windows 2026-03-02.csv")]
    [InlineData("a\r\nSet-Cookie: x=1", "Attendance a Set-Cookie x=1 2026-03-02.csv")]
    [InlineData("\"; filename=evil.exe", "Attendance filename=evil.exe 2026-03-02.csv")]
    [InlineData("fdp\u202e.exe", "Attendance fdp .exe 2026-03-02.csv")]
    [InlineData("Iñigo 日本", "Attendance Iñigo 日本 2026-03-02.csv")]
    [InlineData("", "Attendance 2026-03-02.csv")]
    [InlineData(null, "Attendance 2026-03-02.csv")]
    public void A_name_speaks_and_is_safe(string? className, string expected)
    {
        var header = ExportName.Disposition("csv", "Attendance", className, "2026-03-02");

        Assert.All(header, letter => Assert.InRange(letter, ' ', '~'));
        Assert.Equal(expected, ContentDispositionHeaderValue.Parse(header).FileNameStar);
    }

    /// <summary>As RFC 6266 wants it for browsers that know no other.</summary>
    [Fact]
    public void Whoever_reads_ASCII_alone_gets_a_name_too() =>
        Assert.Contains("filename=\"SF2 _.xlsx\"", ExportName.Disposition("xlsx", "SF2", "ñ"), StringComparison.Ordinal);

    [Fact]
    public void A_name_is_no_longer_than_file_systems_allow()
    {
        var header = ExportName.Disposition("xlsx", "Attendance", new string('日', 200), new string('x', 200), "2026-03-02");

        var name = ContentDispositionHeaderValue.Parse(header).FileNameStar!;
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 50, 220);
        Assert.EndsWith("2026-03-02.xlsx", name, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', name);
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-31", "2026-03-01 to 2026-03-31")]
    [InlineData("2026-03-01", "2026-03-01", "2026-03-01")]
    [InlineData("2026-03-01", null, "from 2026-03-01")]
    [InlineData(null, "2026-03-31", "to 2026-03-31")]
    [InlineData(null, null, "")]
    public void The_days_stand_in_it(string? first, string? last, string expected) => Assert.Equal(
        expected, ExportName.Days(Day(first) ?? DateOnly.MinValue, Day(last) ?? DateOnly.MaxValue));

    static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
