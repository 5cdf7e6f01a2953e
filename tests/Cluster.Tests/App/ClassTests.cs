using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class ClassTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task A_class_is_added_with_a_teacher()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        var added = (await app.Admin.Post("/api/classes", new { name = "8 Luna", teacherId = school.Teacher })).Is(HttpStatusCode.Created);

        Assert.Equal($"/api/classes/{added.Id}", added.Response.Headers.Location!.ToString());
        Assert.Equal(added.Json.ToString(), (await app.As(school.Teacher).Get($"/api/classes/{added.Id}")).Json.ToString());
        (await app.Admin.Post("/api/classes", new { name = "9", teacherId = school.Students[0] })).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Post("/api/classes", new { name = "9", teacherId = Guid.NewGuid() })).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Post("/api/classes", new { name = "9" })).Blames("teacherId");
        (await app.As(school.Teacher).Post("/api/classes", new { name = "9", teacherId = school.Teacher })).Is(HttpStatusCode.Forbidden);
    }

    [PostgresFact]
    public async Task A_class_is_seen_by_its_teacher_its_students_and_their_parents()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var path = $"/api/classes/{school.Class}";

        foreach (var user in new[] { school.Teacher, school.Students[0], school.Parent })
        {
            (await app.As(user).Get(path)).Is(HttpStatusCode.OK);
            Assert.Equal([school.Class], (await app.As(user).Get("/api/classes")).Items.Select(item => item.GetProperty("id").GetGuid()));
            (await app.As(user).Patch(path, new { name = "X" })).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Put($"{path}/students/{school.Stranger}")).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Delete($"{path}/students/{school.Students[0]}")).Is(HttpStatusCode.Forbidden);
        }
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
        {
            (await app.As(user).Get(path)).Is(HttpStatusCode.NotFound);
            Assert.Empty((await app.As(user).Get("/api/classes")).Items);
            (await app.As(user).Patch(path, new { name = "X" })).Is(HttpStatusCode.NotFound);
            (await app.As(user).Put($"{path}/students/{school.Stranger}")).Is(HttpStatusCode.NotFound);
            (await app.As(user).Delete($"{path}/students/{school.Students[0]}")).Is(HttpStatusCode.NotFound);
            (await app.As(user).Get($"{path}/students")).Is(HttpStatusCode.NotFound);
        }
    }

    [PostgresFact]
    public async Task A_class_gets_another_teacher_who_sees_it_from_then_on()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        (await app.Admin.Patch($"/api/classes/{school.Class}", new { teacherId = school.OtherTeacher })).Is(HttpStatusCode.OK);

        (await app.As(school.OtherTeacher).Get($"/api/classes/{school.Class}")).Is(HttpStatusCode.OK);
        (await app.As(school.Teacher).Get($"/api/classes/{school.Class}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Patch($"/api/classes/{school.Class}", new { teacherId = school.Parent })).Is(HttpStatusCode.UnprocessableEntity);
    }

    [PostgresFact]
    public async Task The_teacher_sees_names_and_addresses_and_students_no_classmates()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var path = $"/api/classes/{school.Class}/students";

        var all = (await app.As(school.Teacher).Get(path)).Items;

        Assert.Equal(school.Students, Students(all));
        Assert.All(all, student => Assert.Contains('@', student.GetProperty("email").GetString()!));
        Assert.Equal([school.Students[1]], Students((await app.As(school.Students[1]).Get(path)).Items));
        Assert.Equal([school.Students[0]], Students((await app.As(school.Parent).Get(path)).Items));

        var first = await app.As(school.Teacher).Get($"{path}?limit=2");
        var second = await app.As(school.Teacher).Get($"{path}?limit=2&after={first.NextCursor}");
        Assert.Equal(school.Students, Students([.. first.Items, .. second.Items]));
        Assert.Null(second.NextCursor);
    }

    static IEnumerable<Guid> Students(IEnumerable<JsonElement> items) => items.Select(item => item.GetProperty("studentId").GetGuid());
}
