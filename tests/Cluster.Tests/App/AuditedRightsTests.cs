using System.Net;
using ZoomOrleans.Cluster.Tests.Import;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Whoever gives or takes rights stands in the audit log, whichever way they do it.</summary>
[Collection(SharedApp.Name)]
public sealed class AuditedRightsTests(SharedAppFixture shared)
{
    static readonly Guid Admin = AppProcess.AdminId;

    [PostgresFact]
    public async Task Who_gave_whom_which_role()
    {
        var app = await shared.App;
        var teacher = await School.AddUser(app, "teacher", "Tess Teacher");
        var student = await School.AddUser(app, "student", "Sam Student");

        (await app.Admin.Patch($"/api/users/{teacher}", new { role = "admin" })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/users/{teacher}", new { role = "admin", name = "Tessa" })).Is(HttpStatusCode.OK);
        (await app.As(teacher).Patch($"/api/users/{teacher}", new { role = "teacher" })).Is(HttpStatusCode.OK);

        Assert.Equal(
            [
                ("roleChanged", teacher, teacher, """{"to":"teacher","from":"admin"}"""),
                ("roleChanged", Admin, teacher, """{"to":"admin","from":"teacher"}"""),
                ("roleGiven", Admin, teacher, """{"role":"teacher"}"""),
            ],
            await About(teacher));
        // Students have no rights by their role.
        Assert.Empty(await About(student));
    }

    [PostgresFact]
    public async Task The_first_admin_is_the_programs_own_doing() =>
        Assert.Contains(("roleGiven", null, Admin, """{"role":"admin"}"""), await About(Admin));

    [PostgresFact]
    public async Task Who_made_whom_whose_parent()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var child = school.Students[0];

        (await app.Admin.Put($"/api/users/{school.Parent}/children/{child}")).Is(HttpStatusCode.NoContent);
        (await app.Admin.Delete($"/api/users/{school.Parent}/children/{child}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            [
                ("childUnlinked", Admin, school.Parent, $$"""{"studentId":"{{child}}"}"""),
                ("childLinked", Admin, school.Parent, $$"""{"studentId":"{{child}}"}"""),
            ],
            await About(school.Parent));
    }

    [PostgresFact]
    public async Task Who_gave_a_class_to_whom()
    {
        var app = await shared.App;
        var school = await School.Make(app);

        (await app.Admin.Patch($"/api/classes/{school.Class}", new { name = "8 Rizal" })).Is(HttpStatusCode.OK);
        (await app.Admin.Patch($"/api/classes/{school.Class}", new { teacherId = school.OtherTeacher })).Is(HttpStatusCode.OK);

        Assert.Equal(
            ("teacherChanged", Admin, school.OtherTeacher,
                $$"""{"to":"{{school.OtherTeacher}}","from":"{{school.Teacher}}","classId":"{{school.Class}}"}"""),
            (await About(school.OtherTeacher))[0]);
        Assert.Equal(
            ("teacherChanged", Admin, school.Teacher,
                $$"""{"to":"{{school.Teacher}}","from":null,"classId":"{{school.Class}}"}"""),
            (await About(school.Teacher))[0]);
    }

    [PostgresFact]
    public async Task A_file_is_audited_as_single_requests_are()
    {
        var app = await shared.App;
        var (teacher, parent, child) = (School.NewEmail(), School.NewEmail(), School.NewEmail());

        (await app.Admin.Import($"""
            type,name,email,role,teacher,class,student,parent
            user,Tess,{teacher},teacher,,,,
            user,Sam,{child},student,,,,
            user,Pia,{parent},parent,,,,
            class,Class of {teacher},,,{teacher},,,
            parent,,,,,,{child},{parent}
            """)).Is(HttpStatusCode.OK);

        Assert.Equal(["teacherChanged", "roleGiven"], (await About(await IdOf(teacher))).Select(one => one.Action).Order().Reverse());
        Assert.Equal(
            [("childLinked", Admin, await IdOf(parent), $$"""{"studentId":"{{await IdOf(child)}}"}""")],
            await About(await IdOf(parent)));

        async Task<Guid> IdOf(string email) => (Guid)(await Statements.Run(
            app.Database.AdminConnectionString, $"SELECT id FROM users WHERE email = '{email}'"))!;
    }

    [PostgresTheory]
    [InlineData("DELETE FROM parent_children WHERE parent_id = '{parent}'", "childUnlinked", "parent")]
    [InlineData("UPDATE parent_children SET parent_id = '{other}' WHERE parent_id = '{parent}'", "childUnlinked", "parent")]
    [InlineData("UPDATE parent_children SET parent_id = '{other}' WHERE parent_id = '{parent}'", "childLinked", "other")]
    [InlineData("DELETE FROM classes WHERE teacher_id = '{teacher}'", "teacherChanged", "teacher")]
    [InlineData("DELETE FROM users WHERE id = '{teacher}'", "teacherChanged", "teacher")]
    [InlineData("INSERT INTO classes (name, teacher_id) VALUES ('8 Rizal', '{other}')", "teacherChanged", "other")]
    [InlineData("INSERT INTO user_identities VALUES ('https://issuer.example', '{other}', '{other}')", "identityLinked", "other")]
    [InlineData("UPDATE users SET role = 'admin' WHERE id = '{other}'", "roleChanged", "other")]
    public async Task No_statement_gets_round_it(string statement, string action, string subject)
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var people = new Dictionary<string, Guid>
        {
            ["teacher"] = school.Teacher,
            ["parent"] = school.Parent,
            ["other"] = school.OtherTeacher,
        };
        var sql = people.Aggregate(
            statement, (text, one) => text.Replace($"{{{one.Key}}}", $"{one.Value}", StringComparison.Ordinal));

        await Statements.Run(app.Database.ConnectionString, $"SET ROLE app_silo; {sql}");

        Assert.Contains((action, null), from one in await About(people[subject]) select (one.Action, one.Actor));
    }

    [PostgresFact]
    public async Task What_is_linked_at_the_first_sign_in_is_audited_without_the_tokens_subject()
    {
        await using var app = await AppProcess.Start(("Authentication__SubjectIsUserId__0", "https://other.example"));
        await Statements.Run(
            app.Database.AdminConnectionString, $"INSERT INTO user_identities VALUES ('{Tokens.Issuer}', '{Admin}', '{Admin}')");
        var email = School.NewEmail();
        var user = (await app.Admin.Post("/api/users", new { name = "Sam", email, role = "student" })).Id;

        var token = app.Tokens.With("sam@google.example", ("email", email), ("email_verified", true));
        (await app.Anonymous.Send(HttpMethod.Get, $"/api/users/{user}", null, ("Authorization", $"Bearer {token}")))
            .Is(HttpStatusCode.OK);
        await Statements.Run(app.Database.ConnectionString, $"SET ROLE app_silo; DELETE FROM user_identities WHERE user_id = '{user}'");

        var entries = await app.AuditEntries($"subjectId={user}");
        Assert.Equal(
            [
                ("identityUnlinked", null, user, $$"""{"issuer":"{{Tokens.Issuer}}"}"""),
                ("identityLinked", null, user, $$"""{"issuer":"{{Tokens.Issuer}}"}"""),
            ],
            entries.Select(AuditLog.Told));
    }

    async Task<List<(string? Action, Guid? Actor, Guid? Subject, string Details)>> About(Guid user) =>
        [.. from entry in await (await shared.App).AuditEntries($"subjectId={user}") select entry.Told()];
}
