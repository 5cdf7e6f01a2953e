using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Import;

[Collection(SharedAppOfLessons.Name)]
public sealed class ImportErrorTests(SharedAppFixture shared)
{
    readonly string _key = $"{Guid.NewGuid():N}";

    [PostgresFact]
    public async Task Every_bad_row_is_named_and_nothing_is_written()
    {
        var app = await shared.App;

        var answer = await app.Admin.Import($"""
            type,name,email,role,id
            user,Good,good{_key}@school.example,student,
            user,,a{_key}@school.example,student,
            user,Bob,nobody,student,
            user,Bob,b{_key}@school.example,boss,7
            user,Bob,,,
            ,Bob,c{_key}@school.example,student,
            person,Bob,d{_key}@school.example,student,
            user,Twice,good{_key}@school.example,student,
            """);

        Assert.Equal(["3 name", "4 email", "5 id", "5 role", "6 email", "6 role", "7 type", "8 type", "9 email"], answer.Blamed());
        Assert.Equal((1, 0, 0), (await app.Admin.Import($"type,name,email,role\nuser,Good,good{_key}@school.example,student")).Counts());
    }

    [PostgresFact]
    public async Task References_must_exist_and_have_the_right_role()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);

        var answer = await app.Admin.Import($"""
            type,name,email,role,teacher,class,student,parent
            user,New,new{_key}@school.example,student,,,,
            class,Room {_key},,,{school.Students[0]},,,
            class,Other {_key},,,nobody{_key}@school.example,,,
            enrolment,,,,,{school.Class},{school.Teacher},
            enrolment,,,,,{school.Class},{Guid.NewGuid()},
            enrolment,,,,,{Guid.NewGuid()},new{_key}@school.example,
            enrolment,,,,,No room {_key},new{_key}@school.example,
            parent,,,,,,{school.Students[0]},new{_key}@school.example
            parent,,,,,,{school.Parent},{school.Parent}
            enrolment,,,,,{school.Class},new{_key}@school.example,
            enrolment,,,,,Room {_key},new{_key}@school.example,
            """);

        Assert.Equal(
            ["3 teacher", "4 teacher", "5 student", "6 student", "7 class", "8 class", "9 parent", "10 student"], answer.Blamed());
    }

    [PostgresFact]
    public async Task A_name_that_two_classes_have_needs_an_id()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);
        var name = $"Room {_key}";
        for (var i = 0; i < 2; i++)
            await app.Admin.Post("/api/classes", new { name, teacherId = school.Teacher });

        var answer = await app.Admin.Import($"""
            type,name,teacher,class,student
            class,{name},{school.Teacher},,
            enrolment,,,{name},{school.Students[0]}
            class,Same {_key},{school.Teacher},,
            class,Same {_key},{school.Teacher},,
            """);

        Assert.Equal(["2 name", "3 class", "5 name"], answer.Blamed());
    }

    [PostgresFact]
    public async Task What_another_user_has_cannot_be_taken()
    {
        var app = await shared.App;
        var zoomUser = $"zoom-{_key}";
        await app.Admin.Import($"type,name,email,role,zoomUserId\nuser,One,one{_key}@school.example,student,{zoomUser}");

        var answer = await app.Admin.Import($"""
            type,name,email,role,zoomUserId,id
            user,Two,two{_key}@school.example,student,{zoomUser},
            user,Three,one{_key}@school.example,student,,{Guid.NewGuid()}
            user,Four,four{_key}@school.example,student,x{_key},
            user,Five,five{_key}@school.example,student,x{_key},
            """);

        Assert.Equal(["2 zoomUserId", "3 email", "5 zoomUserId"], answer.Blamed());
    }

    [PostgresFact]
    public async Task A_role_that_means_something_cannot_be_changed()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);

        var answer = await app.Admin.Import($"""
            type,id,name,email,role
            user,{school.Teacher},Tess,t{_key}@school.example,student
            user,{school.Students[0]},Stan,s{_key}@school.example,teacher
            user,{school.OtherTeacher},Otto,o{_key}@school.example,parent
            user,{AppProcess.AdminId},Ada,admin@school.example,teacher
            """);

        // The last of them for two reasons, or one where another test has made an admin, too.
        Assert.Equal(["2 role", "3 role", "5 role"], answer.Blamed().Distinct());
    }

    [PostgresFact]
    public async Task Enrolments_neither_overlap_nor_end_before_they_begin()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 2);
        await app.Admin.Put($"/api/classes/{school.Class}/students/{school.Stranger}", new { from = "2026-06-01", to = "2026-07-01" });

        var answer = await app.Admin.Import($"""
            class,student,from,to
            {school.Class},{school.Stranger},2026-06-15,2026-08-01
            {school.Class},{school.Stranger},2026-06-10,2026-06-12
            {school.Class},{school.Stranger},2026-09-01,2026-10-01
            {school.Class},{school.Stranger},2026-09-15,
            {school.Class},{school.Stranger},2027-02-01,2027-02-01
            {school.Class},{school.Students[0]},soon,2026-06-01T00:00:00
            {school.Class},{school.Students[1]},2026-06-15,2026-07-01
            {school.Class},{school.Students[1]},2026-06-20,
            """, "?type=enrolment");

        Assert.Equal(["2 from", "5 from", "6 to", "7 from", "7 to", "9 from"], answer.Blamed());
    }

    [PostgresFact]
    public async Task Parents_are_named_once()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 1);

        var answer = await app.Admin.Import($"""
            parent,student
            {school.Parent},{school.Students[0]}
            {school.Parent},{school.Stranger}
            {school.Parent},{school.Stranger}
            """, "?type=parent");

        Assert.Equal(["4 student"], answer.Blamed());
    }
}
