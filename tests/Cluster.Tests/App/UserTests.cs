using System.Net;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class UserTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_user_is_added_and_found_where_the_answer_says()
    {
        var app = await shared.App;
        var id = Guid.NewGuid();

        var added = await app.Admin.Post(
            "/api/users", new { id, name = " Nina ", email = $" NINA-{id}@School.example ", role = "student", zoomUserId = $"z-{id}" });

        added.Is(HttpStatusCode.Created);
        Assert.Equal($"/api/users/{id}", added.Response.Headers.Location!.ToString());
        var found = await app.Admin.Get($"/api/users/{id}");
        Assert.Equal(added.Json.ToString(), found.Json.ToString());
        Assert.Equal("Nina", found.Text("name"));
        Assert.Equal($"nina-{id}@school.example", found.Text("email"));
        Assert.Equal("student", found.Text("role"));
        Assert.Equal($"z-{id}", found.Text("zoomUserId"));
        Assert.EndsWith("Z", found.Text("createdAt"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task An_address_an_id_and_a_zoom_user_belong_to_one_user()
    {
        var app = await shared.App;
        var (id, email, zoomUserId) = (Guid.NewGuid(), School.NewEmail(), $"{Guid.NewGuid()}");
        (await app.Admin.Post("/api/users", new { id, name = "One", email, zoomUserId, role = "student" })).Is(HttpStatusCode.Created);

        (await app.Admin.Post("/api/users", new { name = "Two", email = email.ToUpperInvariant(), role = "student" }))
            .Is(HttpStatusCode.Conflict);
        (await app.Admin.Post("/api/users", new { id, name = "Two", email = School.NewEmail(), role = "student" }))
            .Is(HttpStatusCode.Conflict);
        (await app.Admin.Post("/api/users", new { name = "Two", email = School.NewEmail(), zoomUserId, role = "student" }))
            .Is(HttpStatusCode.Conflict);
    }

    [PostgresFact]
    public async Task What_a_change_leaves_out_stays_and_null_removes()
    {
        var app = await shared.App;
        var (email, zoomUserId) = (School.NewEmail(), $"{Guid.NewGuid()}");
        var id = (await app.Admin.Post("/api/users", new { name = "Nina", email, zoomUserId, role = "student" })).Id;

        var renamed = (await app.Admin.Patch($"/api/users/{id}", new { name = "Nino" })).Is(HttpStatusCode.OK);
        var bare = (await app.Admin.Patch($"/api/users/{id}", """{"zoomUserId":null}""")).Is(HttpStatusCode.OK);

        Assert.Equal(("Nino", email, zoomUserId), (renamed.Text("name"), renamed.Text("email"), renamed.Text("zoomUserId")));
        Assert.Equal(("Nino", email, null), (bare.Text("name"), bare.Text("email"), bare.Text("zoomUserId")));
        (await app.Admin.Patch($"/api/users/{Guid.NewGuid()}", new { name = "Nino" })).Is(HttpStatusCode.NotFound);
        (await app.Admin.Patch($"/api/users/{id}", new { name = " " })).Blames("name");
    }

    [PostgresFact]
    public async Task A_role_is_not_taken_from_who_still_needs_it()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        (await app.Admin.Patch($"/api/users/{AppProcess.AdminId}", new { role = "teacher" })).Is(HttpStatusCode.Conflict);
        (await app.Admin.Patch($"/api/users/{school.Teacher}", new { role = "student" })).Is(HttpStatusCode.Conflict);
        (await app.Admin.Patch($"/api/users/{school.Students[1]}", new { role = "teacher" })).Is(HttpStatusCode.Conflict);
        (await app.Admin.Patch($"/api/users/{school.Parent}", new { role = "teacher" })).Is(HttpStatusCode.Conflict);
        (await app.Admin.Patch($"/api/users/{school.Stranger}", new { role = "parent" })).Is(HttpStatusCode.OK);
    }

    [PostgresFact]
    public async Task Only_admins_change_users_and_the_others_hear_only_of_whom_they_see()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var (student, classmate) = (school.Students[0], school.Students[1]);
        var nina = new { name = "Nina", email = School.NewEmail(), role = "admin" };

        foreach (var user in new[] { school.Teacher, student, school.Parent })
            (await app.As(user).Post("/api/users", nina)).Is(HttpStatusCode.Forbidden);
        (await app.As(student).Patch($"/api/users/{student}", new { role = "admin" })).Is(HttpStatusCode.Forbidden);
        (await app.As(school.Teacher).Patch($"/api/users/{student}", new { name = "X" })).Is(HttpStatusCode.Forbidden);
        (await app.As(student).Patch($"/api/users/{classmate}", new { name = "X" })).Is(HttpStatusCode.NotFound);
        (await app.As(school.OtherTeacher).Patch($"/api/users/{student}", new { name = "X" })).Is(HttpStatusCode.NotFound);
        (await app.As(school.Parent).Put($"/api/users/{school.Parent}/children/{classmate}")).Is(HttpStatusCode.Forbidden);
        (await app.As(student).Put($"/api/users/{school.Parent}/children/{student}")).Is(HttpStatusCode.NotFound);
        (await app.As(school.Parent).Delete($"/api/users/{school.Parent}/children/{student}")).Is(HttpStatusCode.Forbidden);
    }

    [PostgresFact]
    public async Task Each_sees_the_people_they_deal_with_and_nobody_else()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        await Sees(school.Teacher, [school.Teacher, .. school.Students]);
        await Sees(school.OtherTeacher, [school.OtherTeacher]);
        await Sees(school.Students[0], [school.Students[0]]);
        await Sees(school.Parent, [school.Parent, school.Students[0]]);
        await Sees(school.Stranger, [school.Stranger]);

        async Task Sees(Guid user, IEnumerable<Guid> expected)
        {
            var seen = (await app.As(user).Get("/api/users?limit=200")).Items.Select(item => item.GetProperty("id").GetGuid());
            Assert.Equal(expected.Order(), seen.Order());
            Assert.Equal(
                expected.Contains(school.Students[1]) ? HttpStatusCode.OK : HttpStatusCode.NotFound,
                (await app.As(user).Get($"/api/users/{school.Students[1]}")).Status);
        }
    }

    [PostgresFact]
    public async Task Pages_hold_every_user_once_in_order()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 7);
        var seen = new List<Guid>();
        var path = "/api/users?limit=3&role=student";
        var pages = 0;

        for (string? after = ""; after is not null; pages++)
        {
            var page = (await app.As(school.Teacher).Get(path + (after == "" ? "" : $"&after={after}"))).Is(HttpStatusCode.OK);
            seen.AddRange(page.Items.Select(item => item.GetProperty("id").GetGuid()));
            after = page.NextCursor;
        }

        Assert.Equal(school.Students, seen);
        Assert.Equal(3, pages);
    }

    [PostgresFact]
    public async Task A_child_is_a_student_of_a_parent()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        (await app.Admin.Put($"/api/users/{school.Parent}/children/{school.Students[1]}")).Is(HttpStatusCode.NoContent);
        (await app.Admin.Put($"/api/users/{school.Parent}/children/{school.Students[1]}")).Is(HttpStatusCode.NoContent);
        (await app.As(school.Parent).Get($"/api/users/{school.Students[1]}")).Is(HttpStatusCode.OK);
        (await app.Admin.Delete($"/api/users/{school.Parent}/children/{school.Students[1]}")).Is(HttpStatusCode.NoContent);
        (await app.As(school.Parent).Get($"/api/users/{school.Students[1]}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Delete($"/api/users/{school.Parent}/children/{school.Students[1]}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Put($"/api/users/{school.Parent}/children/{school.Teacher}")).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Put($"/api/users/{school.Teacher}/children/{school.Students[1]}")).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Put($"/api/users/{school.Parent}/children/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);
    }
}
