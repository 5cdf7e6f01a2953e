using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class EnrolmentTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Enrolling_holds_from_now_on_and_a_second_time_changes_nothing()
    {
        var (app, student) = await Unenrolled();
        var before = DateTimeOffset.UtcNow;

        var first = (await app.Admin.Put(student)).Is(HttpStatusCode.OK);
        var second = (await app.Admin.Put(student, new { })).Is(HttpStatusCode.OK);

        Assert.InRange(DateTimeOffset.Parse(first.Text("from")!, CultureInfo.InvariantCulture), before.AddSeconds(-1), DateTimeOffset.UtcNow);
        Assert.Null(first.Text("to"));
        Assert.Equal(first.Json.ToString(), second.Json.ToString());
    }

    [PostgresTheory]
    [InlineData("2026-06-01", null, "2026-05-31T16:00:00Z", null)]
    [InlineData("2026-06-01", "2026-06-02", "2026-05-31T16:00:00Z", "2026-06-01T16:00:00Z")]
    [InlineData("2026-06-01T07:30:00+08:00", null, "2026-05-31T23:30:00Z", null)]
    public async Task A_date_stands_for_its_midnight_at_the_school(string? from, string? to, string since, string? until)
    {
        var (app, student) = await Unenrolled();

        var answer = (await app.Admin.Put(student, new { from, to })).Is(HttpStatusCode.OK);

        Assert.Equal((since, until), (answer.Text("from"), answer.Text("to")));
    }

    [PostgresFact]
    public async Task Who_leaves_is_enrolled_no_longer_and_may_come_back()
    {
        var (app, student) = await Unenrolled();
        await app.Admin.Put(student, new { from = "2026-06-01" });

        (await app.Admin.Delete(student)).Is(HttpStatusCode.NoContent);
        (await app.Admin.Delete(student)).Is(HttpStatusCode.NotFound);

        var again = (await app.Admin.Put(student)).Is(HttpStatusCode.OK);
        Assert.NotEqual("2026-05-31T16:00:00Z", again.Text("from"));
        (await app.Admin.Delete(student)).Is(HttpStatusCode.NoContent);
    }

    [PostgresFact]
    public async Task Who_left_sees_the_class_no_longer()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var student = app.As(school.Students[0]);

        await app.Admin.Delete($"/api/classes/{school.Class}/students/{school.Students[0]}");

        (await student.Get($"/api/classes/{school.Class}")).Is(HttpStatusCode.NotFound);
        (await app.As(school.Parent).Get($"/api/classes/{school.Class}")).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain(
            (await app.As(school.Teacher).Get($"/api/classes/{school.Class}/students")).Items,
            item => item.GetProperty("studentId").GetGuid() == school.Students[0]);
    }

    [PostgresFact]
    public async Task Only_students_are_enrolled_and_only_for_a_time_that_exists()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var students = $"/api/classes/{school.Class}/students";

        (await app.Admin.Put($"{students}/{school.OtherTeacher}")).Is(HttpStatusCode.UnprocessableEntity);
        (await app.Admin.Put($"{students}/{Guid.NewGuid()}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Put($"/api/classes/{Guid.NewGuid()}/students/{school.Stranger}")).Is(HttpStatusCode.NotFound);
        (await app.Admin.Put($"{students}/{school.Stranger}", new { from = "2026-06-02", to = "2026-06-01" })).Blames("to");
        (await app.Admin.Put($"{students}/{school.Stranger}", new { from = "tomorrow" })).Blames("from");
        (await app.Admin.Put($"{students}/{school.Stranger}", new { from = "2026-06-02T00:00:00" })).Blames("from");
        (await app.Admin.Put($"{students}/{school.Stranger}", new { until = "2026-06-02" })).Blames("until");
    }

    /// <summary>The address of the enrolment of a student who is in no class.</summary>
    async Task<(AppProcess App, string Path)> Unenrolled()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 0);
        return (app, $"/api/classes/{school.Class}/students/{school.Stranger}");
    }
}
