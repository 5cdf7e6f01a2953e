using System.Net;
using System.Text;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Import;

[Collection(SharedAppOfLessons.Name)]
public sealed class ImportTests(SharedAppFixture shared)
{
    readonly string _key = $"{Guid.NewGuid():N}";

    [PostgresFact]
    public async Task A_file_makes_a_whole_school_with_its_rows_in_any_order()
    {
        var app = await shared.App;

        var answer = await app.Admin.Import(WholeSchool());

        Assert.Equal((6, 0, 0), answer.Counts());
        Assert.Equal([2, 3, 4, 5, 6, 7], answer.Items.Select(item => item.GetProperty("row").GetInt32()));
        Assert.Equal(
            ["enrolment", "parent", "class", "user", "user", "user"], answer.Items.Select(item => item.GetProperty("type").GetString()));
        Assert.All(answer.Items, item => Assert.Equal("created", item.GetProperty("outcome").GetString()));
        var (room, teacher, student, parent) = (IdOf(answer, 4), IdOf(answer, 5), IdOf(answer, 6), IdOf(answer, 7));
        Assert.Equal(student, IdOf(answer, 2));
        Assert.Equal(teacher, (await app.Admin.Get($"/api/classes/{room}"))["teacherId"].GetGuid());
        var enrolled = Assert.Single((await app.As(parent).Get($"/api/classes/{room}/students")).Items);
        Assert.Equal((student, "2026-05-31T16:00:00Z"), (enrolled.GetProperty("studentId").GetGuid(), enrolled.GetProperty("from").GetString()));
        var user = await app.Admin.Get($"/api/users/{student}");
        Assert.Equal(("Niño, \"Nonoy\"", $"s{_key}@school.example", "student"), (user.Text("name"), user.Text("email"), user.Text("role")));
    }

    [PostgresFact]
    public async Task The_same_file_imported_again_changes_nothing()
    {
        var app = await shared.App;
        var first = await app.Admin.Import(WholeSchool());

        var second = await app.Admin.Import(WholeSchool());

        Assert.Equal((0, 0, 6), second.Counts());
        Assert.Equal(Enumerable.Range(2, 6).Select(row => IdOf(first, row)), Enumerable.Range(2, 6).Select(row => IdOf(second, row)));
    }

    [PostgresFact]
    public async Task What_a_later_file_says_otherwise_is_changed()
    {
        var app = await shared.App;
        await app.Admin.Import(WholeSchool());

        var answer = await app.Admin.Import($"""
            type,name,email,role,zoomUserId,teacher,class,student,parent,relationship,from,to
            user,Renamed,S{_key}@SCHOOL.example,Student,zoom-{_key},,,,,,,
            user,Another,u{_key}@school.example,teacher,,,,,,,,
            class,Room {_key},,,,u{_key}@school.example,,,,,,
            enrolment,,,,,,Room {_key},s{_key}@school.example,,,2026-06-01,2099-03-31
            parent,,,,,,,s{_key}@school.example,p{_key}@school.example,mother,,
            user,Pia,p{_key}@school.example,parent,,,,,,,,
            """);

        Assert.Equal((1, 4, 1), answer.Counts());
        var user = await app.Admin.Get($"/api/users/{IdOf(answer, 2)}");
        Assert.Equal(("Renamed", $"zoom-{_key}"), (user.Text("name"), user.Text("zoomUserId")));
        Assert.Equal(IdOf(answer, 3), (await app.Admin.Get($"/api/classes/{IdOf(answer, 4)}"))["teacherId"].GetGuid());
        var enrolled = Assert.Single((await app.Admin.Get($"/api/classes/{IdOf(answer, 4)}/students")).Items);
        Assert.Equal("2099-03-30T16:00:00Z", enrolled.GetProperty("to").GetString());
    }

    [PostgresFact]
    public async Task What_a_row_leaves_out_stays_as_it_is()
    {
        var app = await shared.App;
        var file = $"type,name,email,role,zoomUserId\nuser,Zoe,z{_key}@school.example,teacher,";
        await app.Admin.Import($"{file}zoom-{_key}");

        Assert.Equal((0, 0, 1), (await app.Admin.Import(file)).Counts());
    }

    [PostgresFact]
    public async Task The_sex_of_a_student_is_imported_changed_and_left_as_it_is()
    {
        var app = await shared.App;

        Assert.Equal(((1, 0, 0), "female"), await Import("female"));
        Assert.Equal(((0, 0, 1), "female"), await Import("Female"));
        Assert.Equal(((0, 0, 1), "female"), await Import(""));
        Assert.Equal(((0, 1, 0), "male"), await Import("male"));
        Assert.Equal(["2 sex"], (await app.Admin.Import(File("m"))).Blamed());

        string File(string sex) => $"type,name,email,role,sex\nuser,Ana,a{_key}@school.example,student,{sex}";

        async Task<((int, int, int), string?)> Import(string sex)
        {
            var answer = await app.Admin.Import(File(sex));
            return (answer.Counts(), (await app.Admin.Get($"/api/users/{IdOf(answer, 2)}")).Text("sex"));
        }
    }

    [PostgresFact]
    public async Task Ids_name_users_and_classes_whatever_else_changes()
    {
        var app = await shared.App;
        var (teacher, room) = (Guid.NewGuid(), Guid.NewGuid());
        var first = await app.Admin.Import($"""
            type,id,name,email,role,teacher
            user,{teacher},Tess,t{_key}@school.example,teacher,
            class,{room},Room {_key},,,{teacher}
            """);

        var second = await app.Admin.Import($"""
            type,id,name,email,role,teacher
            user,{teacher},Tess,new{_key}@school.example,teacher,
            class,{room},Another {_key},,,new{_key}@school.example
            """);

        Assert.Equal((2, 0, 0), first.Counts());
        Assert.Equal((0, 2, 0), second.Counts());
        Assert.Equal($"Another {_key}", (await app.As(teacher).Get($"/api/classes/{room}")).Text("name"));
    }

    [PostgresFact]
    public async Task The_type_may_stand_in_the_address()
    {
        var app = await shared.App;

        var answer = await app.Admin.Import($"Email,Name,Role\n t{_key}@school.example , Tess ,TEACHER\n\n,,\n", "?type=user");

        Assert.Equal((1, 0, 0), answer.Counts());
        Assert.Equal("Tess", (await app.Admin.Get($"/api/users/{IdOf(answer, 2)}")).Text("name"));
        Assert.Equal(["2 type"], (await app.Admin.Import("type,name\nclass,Room", "?type=user")).Blamed());
        (await app.Admin.Import("name\nRoom", "?type=room")).Is(HttpStatusCode.BadRequest);
    }

    [PostgresFact]
    public async Task A_dry_run_only_checks()
    {
        var app = await shared.App;

        var dry = await app.Admin.Import(WholeSchool(), "?dryRun=true");

        Assert.Equal((6, 0, 0), dry.Counts());
        Assert.Equal((6, 0, 0), (await app.Admin.Import(WholeSchool())).Counts());
    }

    [PostgresFact]
    public async Task A_byte_order_mark_and_a_form_are_accepted()
    {
        var app = await shared.App;
        var file = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(WholeSchool().ReplaceLineEndings("\r\n"))).ToArray();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "school.csv" } };
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "file" } };

        Assert.Equal((6, 0, 0), (await app.Admin.Import(file)).Counts());
        Assert.Equal((0, 0, 6), (await app.Admin.Send(HttpMethod.Post, "/api/import", form)).Counts());
        (await app.Admin.Send(HttpMethod.Post, "/api/import", empty)).Is(HttpStatusCode.BadRequest);
        (await app.Admin.Post("/api/import", new { })).Is(HttpStatusCode.UnsupportedMediaType);
    }

    [PostgresFact]
    public async Task Two_imports_at_once_are_one_after_the_other()
    {
        var app = await shared.App;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.Admin.Import(WholeSchool())));

        Assert.Equal([(0, 0, 6), (0, 0, 6), (0, 0, 6), (6, 0, 0)], answers.Select(answer => answer.Counts()).Order());
    }

    [PostgresFact]
    public async Task Only_an_admin_imports()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);

        foreach (var user in new[] { school.Teacher, school.Students[0], school.Parent })
            (await app.As(user).Import(WholeSchool())).Is(HttpStatusCode.Forbidden);
        (await app.Anonymous.Import(WholeSchool())).Is(HttpStatusCode.Unauthorized);
        Assert.Equal((6, 0, 0), (await app.Admin.Import(WholeSchool(), "?dryRun=true")).Counts());
    }

    /// <summary>With what refers to something before what it refers to.</summary>
    string WholeSchool() => $""""
        type,name,email,role,teacher,class,student,parent,from
        enrolment,,,,,Room {_key},s{_key}@school.example,,2026-06-01
        parent,,,,,,s{_key}@school.example,p{_key}@school.example,
        class,Room {_key},,,t{_key}@school.example,,,,
        user,Tess,t{_key}@school.example,teacher,,,,,
        user,"Niño, ""Nonoy""",s{_key}@school.example,student,,,,,
        user,Pia,p{_key}@school.example,parent,,,,,
        """";

    static Guid IdOf(Answer answer, int row) =>
        answer.Items.Single(item => item.GetProperty("row").GetInt32() == row).GetProperty("id").GetGuid();
}
