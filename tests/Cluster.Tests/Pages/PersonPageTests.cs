using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>The page on which an admin takes somebody's data away, or has it erased.</summary>
[Collection(PagesApp.Name)]
public sealed class PersonPageTests(PagesFixture shared)
{
    [PostgresFact]
    public async Task An_admin_finds_it_from_the_persons_attendance_and_others_do_not()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var (student, address) = (school.Students[0], $"/admin/people/{school.Students[0]}");

        Assert.Contains(address, (await app.Admin.Get($"/students/{student}")).Links());
        Assert.DoesNotContain(address, (await app.As(school.Teacher).Get($"/students/{student}")).Links());
        Assert.Contains($"/api/admin/users/{student}/export", (await app.Admin.Get(address)).Links());
    }

    [PostgresFact]
    public async Task Nobody_is_erased_but_by_writing_their_name()
    {
        var app = await shared.App;
        var user = await School.AddUser(app, "student", "Gina Gone");
        var form = $"/admin/people/{user}/erase";

        (await app.Admin.Fill(form, ("name", "Gina"))).Is(HttpStatusCode.UnprocessableEntity).Says("is not their name");
        (await app.Admin.Fill(form)).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Get($"/api/users/{user}")).Is(HttpStatusCode.OK);
        (await app.Admin.Followed(await app.Admin.Fill(form, ("name", " Gina Gone ")))).Says("Erased");
        (await app.Admin.Get($"/api/users/{user}")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task What_is_in_the_way_is_said_on_the_page()
    {
        var app = await shared.App;

        var refused = await app.Admin.Fill($"/admin/people/{AppProcess.AdminId}/erase", ("name", "Ada Admin"));

        refused.Is(HttpStatusCode.Conflict).Says("ask another admin");
    }
}
