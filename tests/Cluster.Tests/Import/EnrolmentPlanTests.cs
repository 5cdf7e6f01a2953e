using System.Globalization;
using ZoomOrleans.Api.Import;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Cluster.Tests.Import;

public sealed class EnrolmentPlanTests
{
    const int Now = 5;

    [Theory]
    [InlineData("", "3-", "created")]
    [InlineData("", "*-", "created")]
    [InlineData("3-", "*-", "unchanged")]
    [InlineData("3-", "*-9", "updated")]
    [InlineData("3-", "3-", "unchanged")]
    [InlineData("3-", "3-6", "updated")]
    [InlineData("3-6", "3-", "updated")]
    [InlineData("3-", "5-8", "unchanged")]
    [InlineData("3-6", "6-8", "created")]
    [InlineData("3-", "3-6 8-", "updated created")]
    [InlineData("3-", "1-4", "overlaps")]
    [InlineData("3-6", "5-8", "overlaps")]
    [InlineData("3-6 8-9", "3-", "overlaps")]
    [InlineData("8-", "*-", "overlaps")]
    [InlineData("", "3-6 5-8", "overlaps")]
    [InlineData("", "6-6", "overlaps")]
    public void A_row_begins_an_enrolment_changes_its_end_or_repeats_it(string standing, string asked, string outcomes)
    {
        var (plan, errors) = Plan(Read(standing), asked);

        Assert.Equal(outcomes == "overlaps", !errors.IsEmpty);
        if (errors.IsEmpty)
            Assert.Equal(outcomes, string.Join(' ', plan.Select(one => one.Outcome)).ToLowerInvariant());
    }

    [Fact]
    public void Rows_imported_again_change_nothing()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var imported = 0;
        while (imported < 300)
        {
            var standing = Read(string.Join(' ', Some(random)));
            var asked = string.Join(' ', Some(random));
            var (first, errors) = Plan(standing, asked);
            if (!errors.IsEmpty)
                continue;
            imported++;
            var (second, again) = Plan(After(standing, first), asked);
            Assert.True(
                again.IsEmpty && second.TrueForAll(one => one.Outcome == ImportOutcome.Unchanged),
                $"Seed {seed}: '{asked}' on '{string.Join(' ', standing)}'");
        }
    }

    /// <summary>Half-open times that follow each other, perhaps at once; the last may be for good.</summary>
    static IEnumerable<string> Some(Random random)
    {
        for (var day = random.Next(1, 6); day < 20; day += random.Next(1, 5))
        {
            var from = day;
            day += random.Next(1, 5);
            yield return random.Next(6) == 0 ? $"{from}-" : $"{from}-{day}";
            if (random.Next(2) == 0)
                break;
            day -= 1;
        }
    }

    static List<Membership> After(List<Membership> standing, List<PlannedEnrolment> plan) =>
    [
        .. plan.Where(one => one.Outcome != ImportOutcome.Unchanged).Select(one => one.Membership)
            .Concat(standing).DistinctBy(one => one.From),
    ];

    static (List<PlannedEnrolment> Plan, ImportErrors Errors) Plan(List<Membership> standing, string asked)
    {
        var errors = new ImportErrors();
        var rows = Split(asked).Select((ends, i) => new EnrolmentRow(
            new ImportRow(i + 2, ImportType.Enrolment, new Dictionary<string, int>(), [], errors), null, null,
            ends[0] == "*" ? null : Silo.Text.TimeOrDate.Parse(Text(ends[0]), null),
            ends[1] == "" ? null : Silo.Text.TimeOrDate.Parse(Text(ends[1]), null))).ToList();
        var plan = new EnrolmentPlan(Day(Now), TimeZoneInfo.Utc).Of(standing, rows, default);
        return (plan, errors);
    }

    static List<Membership> Read(string text) =>
        [.. Split(text).Select(ends => new Membership(
            Day(Number(ends[0])), ends[1] == "" ? null : Day(Number(ends[1]))))];

    static IEnumerable<string[]> Split(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('-'));

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static string Text(string day) => $"2026-06-{Number(day):00}";

    static DateTimeOffset Day(int day) => new(2026, 6, day, 0, 0, 0, TimeSpan.Zero);
}
