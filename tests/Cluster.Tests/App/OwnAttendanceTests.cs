using System.Net;
using System.Text;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Nobody makes their own attendance: neither in the database nor by telling of themselves.</summary>
[Collection(SharedApp.Name)]
public sealed class OwnAttendanceTests(SharedAppFixture shared)
{
    [PostgresTheory]
    [InlineData("UPDATE attendance_records SET status = 'present' WHERE student_id = '{0}'")]
    [InlineData("INSERT INTO attendance_records SELECT * FROM attendance_records WHERE student_id = '{0}'")]
    [InlineData("DELETE FROM attendance_records WHERE student_id = '{0}'")]
    [InlineData("UPDATE zoom_participants SET user_id = '{0}'")]
    [InlineData("INSERT INTO zoom_participants (meeting_id, user_id) SELECT meeting_id, user_id FROM zoom_participants")]
    [InlineData("UPDATE meeting_registrants SET user_id = '{0}'")]
    [InlineData("INSERT INTO meeting_log SELECT * FROM meeting_log")]
    public async Task The_database_lets_nobody_write_attendance_as_themselves(string statement)
    {
        var lesson = await HeldLesson.Make(await shared.App, students: 1);
        await lesson.Run.Ended(3000);
        await lesson.Records(("absent", 0));

        foreach (var user in new[] { lesson.School.Students[0], lesson.School.Parent, lesson.School.Teacher })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(
                async () => await As(user, statement.Replace("{0}", $"{user}", StringComparison.Ordinal)));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        await lesson.Records(("absent", 0));
    }

    [PostgresFact]
    public async Task Who_is_signed_in_but_is_not_Zoom_cannot_tell_of_a_join()
    {
        var app = await shared.App;
        var lesson = await HeldLesson.Make(app, students: 1);
        var student = app.As(lesson.School.Students[0]);
        var before = await Stored.InLog(app, lesson.Meeting.Number);

        using var body = new StringContent(
            ZoomBody.Fact("meeting.participant_joined", lesson.Meeting.Number), Encoding.UTF8, "application/json");
        using var unsigned = await student.PostAsync(new Uri("/api/zoom/webhook", UriKind.Relative), body);
        var joined = await student.Post($"{lesson.Meeting.Path}/join", new { action = "join" });

        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        Assert.InRange((int)joined.Status, 400, 499);
        Assert.Equal(before, await Stored.InLog(app, lesson.Meeting.Number));
    }

    async Task<object?> As(Guid user, string sql) => await Statements.Run(
        (await shared.App).Database.ConnectionString,
        $"DO $$ BEGIN SET LOCAL ROLE app_user; SET LOCAL app.user_id = '{user}'; END $$; {sql}");
}
