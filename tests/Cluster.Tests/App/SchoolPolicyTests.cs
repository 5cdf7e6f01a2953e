using System.Net;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>In a program of their own: what holds for the whole school would hold for other tests' classes too.</summary>
public sealed class SchoolPolicyTests(SharedAppFixture own) : IClassFixture<SharedAppFixture>
{
    const string Path = "/api/admin/attendance-policy";

    [PostgresFact]
    public async Task The_schools_policy_holds_for_classes_without_one_of_their_own()
    {
        var app = await own.App;
        var one = await Attended(app);
        var other = await Attended(app);
        var otherPolicy = $"/api/classes/{other.School.Class}/attendance-policy";
        await app.Admin.Put(otherPolicy, new { effectiveFrom = "2026-03-02", presentAfterMinutes = 11 });

        var put = (await app.Admin.Put(Path, new { effectiveFrom = "2026-02-01", presentAfterMinutes = 10 })).Is(HttpStatusCode.OK);

        var changed = await one.Records(("present", 600));
        Assert.Equal("2026-02-01", changed["policy"].GetProperty("effectiveFrom").GetString());
        var kept = await Eventually.Get(app.Admin, $"{other.Meeting.Path}/attendance", answer =>
            answer["policy"].GetProperty("effectiveFrom").GetString() == "2026-03-02");
        Assert.Equal([("partial", 600L)], HeldLesson.Recorded(kept));
        Assert.Equal(put.Json.GetRawText(), (await app.Admin.Get(Path))["current"].GetRawText());
        var ofClass = await app.As(other.School.Teacher).Get(otherPolicy);
        Assert.Equal(put.Json.GetRawText(), ofClass["school"].GetProperty("current").GetRawText());
        Assert.Equal("2026-03-02", ofClass["current"].GetProperty("effectiveFrom").GetString());

        (await app.Admin.Delete($"{Path}/2026-02-01")).Is(HttpStatusCode.NoContent);
        (await app.Admin.Delete($"{Path}/2026-02-01")).Is(HttpStatusCode.NotFound);
        await one.Records(("partial", 600));
    }

    [PostgresFact]
    public async Task The_schools_policy_is_for_admins_and_must_make_sense()
    {
        var app = await own.App;
        var school = await School.Make(app, students: 1);

        foreach (var user in new[] { school.Teacher, school.Students[0], school.Parent })
        {
            (await app.As(user).Get(Path)).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Put(Path, new { effectiveFrom = "2199-01-01" })).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Delete($"{Path}/2199-01-01")).Is(HttpStatusCode.Forbidden);
        }
        (await app.Admin.Put(Path, new { presentAfterPercent = 101 })).Blames("presentAfterPercent");
        (await app.Admin.Put(Path, new { classId = school.Class })).Blames("classId");
        (await app.Admin.Delete($"{Path}/yesterday")).Is(HttpStatusCode.BadRequest);
    }

    /// <summary>A lesson on 2 March with one student, who was in for ten minutes.</summary>
    static async Task<HeldLesson> Attended(AppProcess app)
    {
        var lesson = await HeldLesson.Make(app, students: 1);
        await lesson.Run.Attended(lesson.Emails[0], 60, 660);
        await lesson.Run.Ended(3000);
        await lesson.Records(("partial", 600));
        return lesson;
    }
}
