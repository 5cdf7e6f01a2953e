using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Npgsql;
using ZoomOrleans.Api.Privacy;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Export;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Privacy;

/// <summary>All that is stored about somebody, for them to take away.</summary>
[Collection(SharedApp.Name)]
public sealed class PersonExportTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task An_export_has_what_is_stored_of_the_person_as_JSON_and_as_CSV()
    {
        var app = await shared.App;
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);

        var (files, answer) = await Export(app, person.Id);

        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            PersonPart.All.SelectMany(part => new[] { $"{part.Name}.json", $"{part.Name}.csv" }).Append("README.txt").Order(),
            files.Keys.Order());
        Assert.Equal(person.Name, Rows("person").Single().GetProperty("name").GetString());
        Assert.Equal("female", Rows("person").Single().GetProperty("sex").GetString());
        Assert.Equal(person.Subject, Rows("identities").Single().GetProperty("subject").GetString());
        Assert.Equal($"{person.School.Parent}", Rows("family").Single().GetProperty("other_id").GetString());
        Assert.Equal("7 Rizal", Rows("enrolments").Single().GetProperty("class").GetString());
        Assert.StartsWith(person.Link, Rows("registrations").Single().GetProperty("join_url").GetString());
        Assert.Equal(
            [person.Nickname, person.Name, person.Phone], Rows("stays").Select(stay => stay.GetProperty("name").GetString()));
        var mark = Rows("attendance").Single();
        Assert.Equal(("excused", 1800), (mark.GetProperty("status").GetString(), mark.GetProperty("seconds").GetInt32()));
        Assert.Equal(1, mark.GetProperty("intervals").GetArrayLength());
        Assert.Equal(6, Rows("zoom-facts").Count);
        Assert.Single(Rows("calendar-feed"));
        Assert.Equal("checked in", Rows("check-ins").Single().GetProperty("what").GetString());
        Assert.Subset(
            Rows("audit-log").Select(entry => entry.GetProperty("action").GetString()!).ToHashSet(),
            new HashSet<string> { "match", "override", "identityLinked", "childLinked" });
        var csv = Table.OfCsv(files["stays.csv"]);
        Assert.Equal([person.Nickname, person.Name, person.Phone], csv.Column("name"));
        Assert.Equal("person zip", string.Join(' ', (await app.AuditEntries($"action=export&subjectId={person.Id}"))
            .Select(entry => entry.GetProperty("details")).Select(one => $"{one.GetProperty("what")} {one.GetProperty("format")}")));

        List<JsonElement> Rows(string name) => [.. JsonElement.Parse(files[$"{name}.json"]).EnumerateArray()];
    }

    [PostgresFact]
    public async Task Nobody_elses_data_is_in_it_and_nobody_but_an_admin_has_it()
    {
        var app = await shared.App;
        var person = await RecordedPerson.Make(app, HeldLesson.LongAgo);
        var others = new List<string>();
        foreach (var other in new[] { person.Classmate, person.School.Students[2], person.School.Teacher, person.School.Parent })
        {
            var user = await app.Admin.Get($"/api/users/{other}");
            others.AddRange([user.Text("email")!, .. other == person.School.Teacher ? [] : new[] { user.Text("name")! }]);
        }

        foreach (var whose in new[] { person.Id, person.School.Teacher, person.School.Parent })
        {
            var text = string.Join('\n', (await Export(app, whose)).Files.Values.Select(Encoding.UTF8.GetString));
            var theirs = await app.Admin.Get($"/api/users/{whose}");
            Assert.All(
                others.Append("Somebody else").Except([theirs.Text("email")!, theirs.Text("name")!]),
                other => Assert.DoesNotContain(other, text, StringComparison.OrdinalIgnoreCase));
        }
        foreach (var caller in new[] { person.Id, person.School.Teacher, person.School.Parent })
            (await app.As(caller).Get($"/api/admin/users/{person.Id}/export")).Is(HttpStatusCode.Forbidden);
        (await app.Admin.Get($"/api/admin/users/{Guid.NewGuid()}/export")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task What_people_wrote_is_calculated_by_no_spreadsheet()
    {
        var app = await shared.App;
        var user = await School.AddUser(app, "student", "=HYPERLINK(\"https://evil.example\")");

        var (files, _) = await Export(app, user);

        Assert.Equal("'=HYPERLINK(\"https://evil.example\")", Table.OfCsv(files["person.csv"])[0, "name"]);
        Assert.Equal("[]\n", Encoding.UTF8.GetString(files["stays.json"]));
    }

    /// <summary>Whoever adds a table that names people says what an export has of it, or why nothing.</summary>
    [PostgresFact]
    public async Task Each_column_that_refers_to_a_person_is_exported_or_there_is_a_reason()
    {
        await using var database = await TestDatabase.Create();
        await using var command = database.Source.CreateCommand("""
            SELECT relname || '.' || attname
            FROM pg_constraint, pg_class, pg_attribute
            WHERE contype = 'f' AND confrelid = 'users'::regclass AND pg_class.oid = conrelid AND attrelid = conrelid
                AND attnum = ANY (conkey)
            UNION SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND (
                column_name IN ('email', 'zoom_user_id', 'registrant_id', 'zoom_registrant_id', 'participant_user_id', 
                    'zoom_email', 'zoom_host', 'actor_id', 'subject_id', 'override_by', 'last_error')
                OR column_name = 'body' AND table_name <> 'meeting_log')
            """);
        var columns = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            columns.Add(rows.GetString(0));

        var covered = PersonPart.All.SelectMany(part => part.Covers).Concat(PersonPart.NotExported.Keys).ToHashSet();
        Assert.Equal([], columns.Where(column => !covered.Contains(column) && !covered.Contains(column.Split('.')[0])));
    }

    static async Task<(Dictionary<string, byte[]> Files, HttpResponseMessage Answer)> Export(AppProcess app, Guid user)
    {
        var file = await app.Admin.Download($"/api/admin/users/{user}/export");
        await using var zip = new ZipArchive(new MemoryStream(file.Bytes), ZipArchiveMode.Read);
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using (var stream = await entry.OpenAsync())
                await stream.CopyToAsync(content);
            files[entry.FullName] = content.ToArray();
        }
        return (files, file.Response);
    }
}
