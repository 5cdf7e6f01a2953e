using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What goes wrong in systems of this kind, by its name.</summary>
[Collection(AccessSweep.Name)]
public sealed class KnownFaultTests(AccessFixture shared)
{
    /// <summary>What students and parents may do, besides looking.</summary>
    static readonly string[] Doings =
    [
        "POST /api/zoom/meetings/{id}/registrants", "POST /api/calendar/feed", "DELETE /api/calendar/feed",
        // Which is no attendance: CheckInTests.
        "POST /api/qr-checkins",
    ];

    [PostgresFact]
    public async Task Students_writing_their_own_attendance_and_parents_theirs_are_refused_on_every_route()
    {
        var calls = from call in await shared.Calls
                    where call.Route.Method != HttpMethod.Get && !Doings.Contains(call.Route.Name)
                        && call.Person is (Person.Student or Person.Stranger or Person.Parent or Person.OtherParent)
                    select call;

        Assert.All(calls, call => Assert.True(
            call.Answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{call}"));
    }

    /// <summary>A session that forgot to ask would be stopped by the database.</summary>
    [PostgresTheory]
    [InlineData("attendance_records")]
    [InlineData("zoom_participants")]
    [InlineData("meeting_occurrences")]
    [InlineData("meeting_runs")]
    [InlineData("meeting_log")]
    public async Task The_database_lets_no_session_of_a_user_write_attendance_or_what_it_comes_from(string table)
    {
        var app = await shared.App;

        var may = await Statements.Run(
            app.Database.AdminConnectionString, $"SELECT has_any_column_privilege('app_user', '{table}', 'INSERT, UPDATE') "
                + $"OR has_table_privilege('app_user', '{table}', 'DELETE, TRUNCATE')");

        Assert.Equal(false, may);
    }

    [PostgresFact]
    public async Task Each_student_finds_their_own_link_and_never_another_students()
    {
        var world = await shared.World;
        foreach (var student in world.Students)
        {
            var row = Assert.Single((await world.App.As(student).Get($"{world.Held.Path}/registrants")).Items);

            Assert.Equal(student, row.GetProperty("userId").GetGuid());
            Assert.Equal($"{World.OwnLink}{student}", row.GetProperty("joinUrl").GetString());
        }
    }

    [PostgresFact]
    public async Task A_class_teacher_who_is_not_the_host_sees_all_rows_and_not_an_empty_list()
    {
        var world = await shared.World;
        var teacher = world.As(Person.ClassTeacher);

        Assert.Equal(3, (await teacher.Get($"{world.Held.Path}/attendance"))["records"].GetArrayLength());
        Assert.Equal(3, (await teacher.Get($"{world.Held.Path}/participants"))["students"].GetArrayLength());
        Assert.Equal(3, (await teacher.Get($"{world.Held.Path}/registrants")).Items.Count);
    }

    [PostgresFact]
    public async Task A_link_to_start_the_meeting_is_not_even_stored()
    {
        var app = await shared.App;

        var columns = await Statements.Run(
            app.Database.AdminConnectionString,
            "SELECT count(*) FROM information_schema.columns WHERE column_name LIKE '%start_url%'");

        Assert.Equal(0L, columns);
    }
}
