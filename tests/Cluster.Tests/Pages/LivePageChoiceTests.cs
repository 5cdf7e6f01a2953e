using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>Filters, search and order of the live page work by its links and its form alone.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class LivePageChoiceTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Each_counter_leads_to_as_many_as_it_counts()
    {
        var lesson = await UnderWay();
        var whole = await Open(lesson);
        foreach (var (show, count) in whole.Counts)
        {
            var page = await Open(lesson, whole.Address($"show-{show}"));

            Assert.Equal(count, show == "guests" ? page.Guests.Count() : page.Students.Count());
            Assert.Equal(show is "guests" or "all", page.Guests.Any());
            Assert.Equal("true", page.Page.QuerySelector($"#show-{show}")!.GetAttribute("aria-current"));
            Assert.Single(page.Page.QuerySelectorAll("#counts [aria-current]"));
            Assert.Equal(whole.Counts, page.Counts);
        }
    }

    [PostgresFact]
    public async Task A_heading_sorts_by_its_column_and_the_other_way_round_with_the_next_click()
    {
        var lesson = await UnderWay();

        var once = await Open(lesson, (await Open(lesson)).Address("sort-time"));
        var twice = await Open(lesson, once.Address("sort-time"));

        Assert.Equal(["Student 02", "Student 01", "Student 00"], once.Students);
        Assert.Equal(["Student 00", "Student 01", "Student 02"], twice.Students);
        Assert.Equal(("ascending", "descending"), (Sorted(once), Sorted(twice)));

        static string? Sorted(LessonPage page) =>
            Assert.Single(page.Page.QuerySelectorAll("th[aria-sort]"), heading => heading.TextContent.Contains("Time", StringComparison.Ordinal))
                .GetAttribute("aria-sort");
    }

    [PostgresFact]
    public async Task A_name_is_found_and_the_form_keeps_what_else_is_chosen()
    {
        var lesson = await UnderWay();

        var page = await Open(lesson, "?show=partial&sort=-time&q=student%2001");

        Assert.Equal(["Student 01"], page.Students);
        Assert.Equal("student 01", page.Page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Equal(
            [("sort", "-time"), ("show", "partial")],
            page.Page.QuerySelectorAll("#search [type=hidden]").Select(field => (field.GetAttribute("name"), field.GetAttribute("value"))));
        Assert.Equal("?show=partial&q=student%2001", page.Address("sort-name"));
        Assert.Empty((await Open(lesson, "?q=nobody")).Students);
    }

    [PostgresFact]
    public async Task An_address_that_means_nothing_shows_everybody()
    {
        var lesson = await UnderWay();

        var page = await Open(lesson, "?show=everything&q=&sort=size&occurrenceId=");

        Assert.Equal(["Student 00", "Student 01", "Student 02"], page.Students);
    }

    /// <summary>In now, was in, not yet; and a guest.</summary>
    async Task<HeldLesson> UnderWay()
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddMinutes(-20).ToUnixTimeSeconds());
        var lesson = await HeldLesson.Make(await shared.App, start);
        await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Run.Attended(lesson.Emails[1], 60, 300);
        await lesson.Run.Joined(90, email: null, "iPad");
        return lesson;
    }

    async Task<LessonPage> Open(HeldLesson lesson, string query = "") =>
        await LessonPage.Open((await shared.App).As(lesson.School.Teacher), lesson.Meeting, query);
}
