using Microsoft.Extensions.Time.Testing;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Pages;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Cluster.Tests.Pages;

public sealed class PeriodTests
{
    /// <summary>The last of February in UTC is the first of March in Manila.</summary>
    static readonly SchoolClock Clock = new(
        "Asia/Manila", new FakeTimeProvider(new(2028, 2, 29, 20, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData(null, null, "2028-03-01", "2028-03-31", "2028-02-01", "2028-04-01")]
    [InlineData("2028-02-01", "2028-02-29", "2028-02-01", "2028-02-29", "2028-01-01", "2028-03-01")]
    [InlineData("2027-02-01", "2027-02-28", "2027-02-01", "2027-02-28", "2027-01-01", "2027-03-01")]
    [InlineData("2028-02-10", null, "2028-02-10", "2028-02-29", "2028-01-21", "2028-03-01")]
    [InlineData(null, "2028-02-10", "2028-02-01", "2028-02-10", "2028-01-22", "2028-02-11")]
    [InlineData("2028-02-10", "2028-02-01", "2028-02-01", "2028-02-10", "2028-01-22", "2028-02-11")]
    [InlineData("1900-01-01", "1900-01-31", "1900-01-01", "1900-01-31", null, "1900-02-01")]
    [InlineData("2200-12-01", "2200-12-31", "2200-12-01", "2200-12-31", "2200-11-01", null)]
    [InlineData("1900-01-01", "2200-12-31", "1900-01-01", "2200-12-31", null, null)]
    public void It_is_a_month_or_the_days_that_were_asked_for(
        string? from, string? to, string first, string last, string? previous, string? next)
    {
        var period = Period.Of(new(Read(from), Read(to)), Clock);

        Assert.Equal((Day(first), Day(last)), (period.First, period.Last));
        Assert.Equal(previous is null ? null : Day(previous), period.Previous?.First);
        Assert.Equal(next is null ? null : Day(next), period.Next?.First);
    }

    [Fact]
    public void It_names_the_months_that_it_touches() => Assert.Equal(
        [new(2027, 12, 1), new(2028, 1, 1), new(2028, 2, 1)],
        new Period(new(2027, 12, 31), new(2028, 2, 1)).Months);

    static TimeOrDate? Read(string? text) => text is null ? null : TimeOrDate.Parse(text, null);

    static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
