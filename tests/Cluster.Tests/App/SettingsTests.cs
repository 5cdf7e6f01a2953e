using System.Net;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>In a program of their own: other tests rely on the school's zone.</summary>
public sealed class SettingsTests(SharedAppFixture own) : IClassFixture<SharedAppFixture>
{
    const string Path = "/api/admin/settings";

    [PostgresFact]
    public async Task A_change_holds_at_once_in_every_process_and_without_one_the_configuration_does()
    {
        await using var tokyo = await AppProcess.Start(("School__TimeZone", "Asia/Tokyo"), ("School__LockAfterDays", "30"));
        await using var manila = AppProcess.On(tokyo.Database, ("School__LockAfterDays", "14"));
        await manila.Launch();
        var school = await School.Make(tokyo, students: 0);
        var student = $"/api/classes/{school.Class}/students/{school.Stranger}";
        await Hold("Asia/Tokyo", 30, "Asia/Manila", 14);

        var changed = (await tokyo.Admin.Put(Path, new { timeZone = "America/New_York", lockAfterDays = 7 })).Is(HttpStatusCode.OK);

        Assert.Equal(
            """{"timeZone":"America/New_York","lockAfterDays":7,"schoolName":null,"schoolId":null}""", changed.Json.GetRawText());
        await Hold("America/New_York", 7, "America/New_York", 7);
        foreach (var app in new[] { tokyo, manila })
            Assert.Equal("2026-06-01T04:00:00Z", (await app.Admin.Put(student, new { from = "2026-06-01" })).Text("from"));

        (await manila.Admin.Put(Path, new { timeZone = (string?)null })).Is(HttpStatusCode.OK);
        await Hold("Asia/Tokyo", 30, "Asia/Manila", 14);

        async Task Hold(string zone, int days, string otherZone, int otherDays)
        {
            Assert.Equal((zone, days), SettingsOf(await tokyo.Admin.Get(Path)));
            Assert.Equal((otherZone, otherDays), SettingsOf(await manila.Admin.Get(Path)));
        }
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    public async Task A_meeting_without_a_zone_of_its_own_follows_the_schools(string zone)
    {
        var app = await own.App;
        await app.Admin.Put(Path, new { timeZone = "Asia/Manila" });
        var lesson = await HeldLesson.Make(app, students: 1);
        await lesson.Run.Attended(lesson.Emails[0], 0, 900);
        await lesson.Run.Ended(3000);
        await lesson.Records(("present", 900));
        await Statements.Run(
            app.Database.AdminConnectionString, $"UPDATE zoom_meetings SET timezone = '{zone}' WHERE id = '{lesson.Meeting.Id}'");

        await app.Admin.Put(Path, new { timeZone = "America/New_York" });

        await IsFiledOn("2026-03-01");
        await app.Admin.Put(Path, new { timeZone = "Asia/Manila" });
        await IsFiledOn("2026-03-02");

        Task IsFiledOn(string date) => Eventually.Get(app.Admin, $"{lesson.Meeting.Path}/attendance", answer =>
            answer["records"][0].GetProperty("date").GetString() == date);
    }

    [PostgresTheory]
    [InlineData("timeZone", "\"Mars/Olympus\"")]
    [InlineData("timeZone", "\"Singapore Standard Time\"")]
    [InlineData("timeZone", "\"\"")]
    [InlineData("timeZone", "8")]
    [InlineData("lockAfterDays", "0")]
    [InlineData("lockAfterDays", "3651")]
    [InlineData("lockAfterDays", "\"7\"")]
    [InlineData("zone", "\"Asia/Manila\"")]
    [InlineData("schoolName", "\" \"")]
    [InlineData("schoolId", "301234")]
    public async Task A_setting_that_makes_no_sense_is_refused_and_changes_nothing(string field, string value)
    {
        var app = await own.App;
        var before = (await app.Admin.Get(Path)).Json.GetRawText();

        (await app.Admin.Put(Path, $$"""{"{{field}}":{{value}}}""")).Blames(field);

        Assert.Equal(before, (await app.Admin.Get(Path)).Json.GetRawText());
    }

    [PostgresFact]
    public async Task The_schools_name_and_id_are_those_of_the_configuration_until_an_admin_says_others()
    {
        await using var app = await AppProcess.Start(("School__Name", "Rizal High"), ("School__Id", "301234"));
        Assert.Equal(("Rizal High", "301234"), NameOf(await app.Admin.Get(Path)));

        Assert.Equal(
            ("Mabini High", "301234"), NameOf(await app.Admin.Put(Path, new { schoolName = " Mabini High " })));
        Assert.Equal(
            ("Rizal High", "309999"), NameOf(await app.Admin.Put(Path, new { schoolId = "309999" })));
        Assert.Equal(("Rizal High", "309999"), NameOf(await app.Admin.Get(Path)));
    }

    [PostgresFact]
    public async Task The_settings_are_for_admins()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 1);

        foreach (var user in new[] { school.Teacher, school.Students[0], school.Parent })
        {
            (await app.As(user).Get(Path)).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Put(Path, new { lockAfterDays = 1 })).Is(HttpStatusCode.Forbidden);
        }
        (await app.Anonymous.Get(Path)).Is(HttpStatusCode.Unauthorized);
    }

    static (string? Name, string? Id) NameOf(Answer answer) =>
        (answer.Is(HttpStatusCode.OK).Text("schoolName"), answer.Text("schoolId"));

    static (string? TimeZone, int LockAfterDays) SettingsOf(Answer answer) =>
        (answer.Is(HttpStatusCode.OK).Text("timeZone"), answer["lockAfterDays"].GetInt32());
}
