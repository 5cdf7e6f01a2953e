using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Export;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>One order of names, on every page and in every file: that in which people look for them.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class NamesInOrderTests(SharedAppFixture shared)
{
    static readonly string[] Names =
        ["abad, Lea", "Ábalos, Rey", "de la Cruz, Juan", "Dela Cruz, Ana", "Ñañez, Pia", "Nunez, Ben", "Zamora, Cel"];

    [PostgresFact]
    public async Task Screens_and_files_have_students_in_the_order_of_the_live_page()
    {
        var app = await shared.App;
        var school = await School.Make(app, Names.Length);
        // None is at its place by chance.
        foreach (var (student, name) in school.Students.Reverse().Zip(Names))
            (await app.Admin.Patch($"/api/users/{student}", new { name })).Is(HttpStatusCode.OK);
        var meeting = await school.Hold(app, ExportedLesson.Monday, [.. school.Students]);
        var teacher = app.As(school.Teacher);

        var live = (await LessonPage.Open(teacher, meeting)).Students.ToList();

        Assert.Equal(Names.Order(StringComparer.InvariantCulture), live);
        var marks = $"{meeting.Path}/attendance";
        var matrix = $"/api/classes/{school.Class}/attendance?from=2026-03-01&to=2026-03-31";
        Assert.Equal(live, (await teacher.Get(marks)).Json.Each("records").Select(record => record.GetProperty("name").GetString()));
        Assert.Equal(live, (await teacher.Get(matrix)).Json.Each("students").Select(one => one.GetProperty("name").GetString()));
        Assert.Equal(live, (await teacher.Download($"{marks}?format=csv")).Csv().Column("Student"));
        Assert.Equal([.. live, "All"], (await teacher.Download($"{matrix}&format=csv")).Csv().Column("Student"));
        var form = (await teacher.Download($"/api/classes/{school.Class}/sf2?month=2026-03")).Xlsx();
        Assert.Equal(live, form.Sheets.Single().Cells.Skip(10).Take(Names.Length).Select(row => row[1].Text));
        (await teacher.Page($"/teacher/meetings/{meeting.Id}/attendance")).SaysInOrder([.. live]);
        (await teacher.Page($"/classes/{school.Class}?from=2026-03-01&to=2026-03-31")).SaysInOrder([.. live]);
    }

    [PostgresFact]
    public async Task A_list_goes_on_page_by_page_in_that_order()
    {
        var app = await shared.App;
        var teacher = await School.AddUser(app, "teacher", "Tess Teacher");
        foreach (var name in Names.Reverse())
            (await app.Admin.Post("/api/classes", new { name, teacherId = teacher })).Is(HttpStatusCode.Created);

        var (found, after) = (new List<string>(), "");
        do
        {
            var page = (await app.As(teacher).Get($"/api/classes?limit=2{after}")).Is(HttpStatusCode.OK);
            found.AddRange(page.Items.Select(item => item.GetProperty("name").GetString()!));
            after = page.NextCursor is { } cursor ? $"&after={cursor}" : "";
        }
        while (after.Length > 0);

        Assert.Equal(Names.Order(StringComparer.InvariantCulture), found);
        (await app.As(teacher).Page("/classes")).SaysInOrder([.. found]);
    }
}
