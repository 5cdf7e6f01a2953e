using System.Globalization;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Cluster.Tests.App;

public sealed class MembershipTests
{
    [Theory]
    [InlineData("", "3-", "3-")]
    [InlineData("3-", "3-", "3-")]
    [InlineData("3-", "3-5", "3-5")]
    [InlineData("3-5", "3-", "3-")]
    [InlineData("3-", "1-", "1-")]
    [InlineData("3-", "5-", "3-")]
    [InlineData("3-5", "4-8", "3-8")]
    [InlineData("3-5", "5-8", "3-8")]
    [InlineData("3-5", "6-8", "3-5 6-8")]
    [InlineData("3-5 7-9", "4-7", "3-9")]
    [InlineData("3-5 7-9", "1-2", "1-2 3-5 7-9")]
    [InlineData("3-5 7-9", "1-", "1-")]
    [InlineData("3-5 7-9", "7-8", "3-5 7-8")]
    public void Memberships_that_touch_become_one_and_the_one_that_begins_alike_is_changed(string existing, string asked, string result)
    {
        var once = Membership.Put(Read(existing), Read(asked).Single());

        Assert.Equal(Read(result), once);
    }

    [Theory]
    [InlineData("3-", 5, "3-5")]
    [InlineData("3-8", 5, "3-5")]
    [InlineData("3-5", 5, "3-5")]
    [InlineData("3-4 8-", 5, "3-4")]
    [InlineData("5-", 5, "")]
    public void Leaving_ends_what_lasts_and_drops_what_has_not_begun(string existing, int now, string result) =>
        Assert.Equal(Read(result), Membership.End(Read(existing), Day(now)));

    static List<Membership> Read(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('-')).Select(ends => new Membership(
            Day(Number(ends[0])), ends[1] == "" ? null : Day(Number(ends[1]))))];

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static DateTimeOffset Day(int day) => new(2026, 6, day, 0, 0, 0, TimeSpan.Zero);
}
