using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

[Collection(SharedApp.Name)]
public sealed class MeetingVisibilityTests(SharedAppFixture shared)
{
    [PostgresTheory]
    [InlineData("class", "admin teacher student parent")]
    [InlineData("all", "admin teacher student parent otherTeacher stranger")]
    [InlineData("students", "admin teacher student stranger")]
    [InlineData("teachers", "admin teacher otherTeacher")]
    [InlineData("personal", "admin teacher")]
    public async Task A_meeting_is_seen_by_its_audience(string audience, string seenBy)
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("targetAudience", audience));
        var people = new Dictionary<string, Guid>
        {
            ["admin"] = AppProcess.AdminId,
            ["teacher"] = school.Teacher,
            ["student"] = school.Students[0],
            ["parent"] = school.Parent,
            ["otherTeacher"] = school.OtherTeacher,
            ["stranger"] = school.Stranger,
        };

        foreach (var (who, id) in people)
        {
            var expected = seenBy.Split(' ').Contains(who) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            foreach (var path in new[] { meeting.Path, $"{meeting.Path}/occurrences", $"{meeting.Path}/attendance", $"{meeting.Path}/registrants" })
                (await app.As(id).Get(path)).Is(expected);
            var listed = (await app.As(id).Get($"/api/zoom/meetings?hostId={school.Teacher}")).Items.Count;
            Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, listed);
        }
    }

    [PostgresTheory]
    [InlineData(false, "admin teacher student")]
    [InlineData(true, "admin teacher")]
    public async Task The_common_link_goes_to_whom_it_is_for(bool registration, string shownTo)
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("registrationEnabled", registration));
        await Execute(app, "UPDATE zoom_meetings SET password = 'pass word' WHERE id = $1", meeting.Id);

        foreach (var (who, id) in new[]
            { ("admin", AppProcess.AdminId), ("teacher", school.Teacher), ("student", school.Students[0]), ("parent", school.Parent) })
        {
            var found = (await app.As(id).Get(meeting.Path)).Is(HttpStatusCode.OK);
            var listed = (await app.As(id).Get($"/api/zoom/meetings?hostId={school.Teacher}")).Items[0];
            Assert.Equal(shownTo.Split(' ').Contains(who), found.Json.TryGetProperty("joinUrl", out _));
            Assert.Equal(who is "admin" or "teacher", found.Json.TryGetProperty("password", out _));
            Assert.Equal(found.Json.ToString(), listed.ToString());
        }
    }

    [PostgresFact]
    public async Task A_registrant_sees_their_own_row_and_the_host_all_of_them_but_only_the_right_links()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting(("registrationEnabled", true), ("hostId", school.OtherTeacher), ("targetAudience", "all"));
        foreach (var user in new[] { school.Students[0], school.Students[1], school.Stranger })
            await Execute(
                app,
                "INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, join_url, status) VALUES ($1, $2, $2::text, $2::text, 'approved')",
                meeting.Id, user);

        await Sees(AppProcess.AdminId, rows: 3, links: 3);
        await Sees(school.OtherTeacher, rows: 3, links: 3);
        await Sees(school.Teacher, rows: 3, links: 0);
        await Sees(school.Students[0], rows: 1, links: 1);
        await Sees(school.Parent, rows: 0, links: 0);

        async Task Sees(Guid user, int rows, int links)
        {
            var items = (await app.As(user).Get($"{meeting.Path}/registrants")).Is(HttpStatusCode.OK).Items;
            Assert.Equal(rows, items.Count);
            Assert.Equal(links, items.Count(item => item.GetProperty("joinUrl").GetString() == item.GetProperty("userId").GetString()));
            Assert.All(items, item => Assert.NotEmpty(item.GetProperty("name").GetString()!));
        }
    }

    static async Task Execute(AppProcess app, string sql, params object[] values)
    {
        await using var admin = NpgsqlDataSource.Create(app.Database.AdminConnectionString);
        await using var command = admin.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
