using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Export;

/// <summary>Who took what away.</summary>
[Collection(SharedAppOfLessons.Name)]
public sealed class ExportAuditTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Each_file_stands_in_the_audit_log_with_who_what_and_which_days()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var (teacher, student) = (school.Teacher, school.Students[0]);
        var meeting = await school.Hold(app, ExportedLesson.Monday, student);
        var lesson = (await app.Admin.Get($"{meeting.Path}/attendance")).Text("occurrenceId");

        await app.As(teacher).Download($"{meeting.Path}/attendance?format=csv");
        await app.As(teacher).Download($"/api/classes/{school.Class}/attendance?format=xlsx&from=2026-03-01&to=2026-03-31");
        await app.As(student).Download($"/api/students/{student}/attendance?format=csv&to=2026-03-31");
        await app.As(school.Parent).Download($"/api/students/{student}/attendance?format=xlsx&classId={school.Class}");
        await app.As(teacher).Download($"/api/classes/{school.Class}/sf2?month=2026-03");

        Assert.Equal(
            [
                Entry("""{"what":"schoolForm2","format":"xlsx","classId":"$class","from":"2026-03-01","to":"2026-03-31"}""", null),
                Entry("""{"what":"class","format":"xlsx","classId":"$class","from":"2026-03-01","to":"2026-03-31"}""", null),
                Entry("""{"what":"lesson","format":"csv"}""", null),
            ],
            await Told(teacher));
        Assert.Equal([Entry("""{"what":"student","format":"csv","to":"2026-03-31"}""", student)], await Told(student));
        Assert.Equal(
            [Entry("""{"what":"student","format":"xlsx","classId":"$class"}""", student)], await Told(school.Parent));
        var entry = Assert.Single(await app.AuditEntries($"action=export&meetingId={meeting.Id}"));
        Assert.Equal(lesson, entry.GetProperty("occurrenceId").GetString());

        (string, Guid?) Entry(string details, Guid? subject) => (Sorted(JsonElement.Parse(
            details.Replace("$class", $"{school.Class}", StringComparison.Ordinal))), subject);

        async Task<IEnumerable<(string, Guid?)>> Told(Guid actor) =>
            from one in await app.AuditEntries($"action=export&actorId={actor}")
            select (Sorted(one.GetProperty("details")), one.Told().Subject);
    }

    [PostgresFact]
    public async Task What_is_refused_or_answered_as_JSON_is_no_export()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var student = app.As(school.Students[0]);

        (await student.Get($"/api/classes/{school.Class}/attendance?format=csv")).Is(HttpStatusCode.Forbidden);
        (await student.Get($"/api/classes/{school.Class}/sf2?month=2026-03")).Is(HttpStatusCode.Forbidden);
        (await student.Get($"/api/students/{school.Students[0]}/attendance?format=pdf")).Is(HttpStatusCode.BadRequest);
        (await student.Get($"/api/students/{school.Stranger}/attendance?format=csv")).Is(HttpStatusCode.NotFound);
        (await student.Get($"/api/students/{school.Students[0]}/attendance")).Is(HttpStatusCode.OK);

        Assert.Empty(await app.AuditEntries($"action=export&actorId={school.Students[0]}"));
    }

    static string Sorted(JsonElement details) =>
        string.Join(' ', details.EnumerateObject().OrderBy(field => field.Name).Select(field => $"{field.Name}={field.Value}"));
}
