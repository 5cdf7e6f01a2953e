using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Nobody comes to rights over a class by way of a meeting.</summary>
[Collection(AccessSweep.Name)]
public sealed class ClassRightsTests(AccessFixture shared)
{
    static readonly DateTimeOffset Start = new(2026, 3, 9, 0, 30, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Nobody_creates_a_meeting_for_a_class_that_they_do_not_teach()
    {
        var world = await shared.World;
        foreach (var person in Enum.GetValues<Person>().Except([Person.Admin, Person.ClassTeacher]))
        foreach (var audience in new[] { "class", "personal", "all", "students", "teachers" })
        foreach (var host in new Guid?[] { null, world.School.Teacher })
        {
            var request = world.School.MeetingRequest(("targetAudience", audience), ("hostId", host), ("title", "A way in"));
            (await world.As(person).Post("/api/zoom/meetings", request)).Is(HttpStatusCode.Forbidden);
            request.Remove("zoomMeetingId");
            request.Remove("joinUrl");
            (await world.As(person).Post("/api/zoom/meetings", request)).Is(HttpStatusCode.Forbidden);
        }

        var all = (await world.App.Admin.Get($"/api/zoom/meetings?classId={world.School.Class}&limit=200")).Items;
        Assert.DoesNotContain(all, meeting => meeting.GetProperty("title").GetString() == "A way in");
    }

    [PostgresFact]
    public async Task A_host_takes_their_meeting_to_no_class_host_or_wider_audience()
    {
        var world = await shared.World;
        var school = world.School;
        var own = await Personal(school);
        var host = world.As(Person.OtherTeacher);
        object[] changes =
        [
            new { classId = school.Class },
            new { classId = school.Class, targetAudience = "class" },
            new { hostId = school.Teacher },
            new { hostId = school.Teacher, classId = school.Class },
            new { targetAudience = "all" },
            new { targetAudience = "students" },
            new { targetAudience = "teachers" },
        ];
        var before = (await world.App.Admin.Get(own.Path)).Json.ToString();

        foreach (var change in changes)
            (await host.Patch(own.Path, change)).Is(HttpStatusCode.Forbidden);
        (await host.Patch(own.Path, new { zoomMeetingId = $"{world.Held.Number}" })).Is(HttpStatusCode.BadRequest);

        Assert.Equal(before, (await world.App.Admin.Get(own.Path)).Json.ToString());
        (await host.Get($"/api/classes/{school.Class}")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task The_host_of_one_meeting_of_a_class_gets_nothing_of_its_others()
    {
        var world = await shared.World;
        var school = world.School;
        var others = await school.Hold(world.App, Start, school.Students[0]);
        var occurrence = (await world.App.Admin.Get($"{others.Path}/attendance")).Text("occurrenceId");
        var host = world.As(Person.Host);

        foreach (var part in new[] { "", "/occurrences", "/attendance", "/participants", "/registrants", "/matches" })
            (await host.Get($"{others.Path}{part}")).Is(HttpStatusCode.NotFound);
        (await host.Get($"{world.Held.Path}/attendance?occurrenceId={occurrence}")).Is(HttpStatusCode.NotFound);
        (await host.Get($"{world.Held.Path}/participants?occurrenceId={occurrence}")).Is(HttpStatusCode.NotFound);
        (await host.Put(
            $"{others.Path}/attendance/{school.Students[0]}/override",
            new { occurrenceId = occurrence, status = "absent", reason = "A grudge" })).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain(
            (await host.Get("/api/zoom/meetings?limit=200")).Items, one => one.GetProperty("id").GetGuid() == others.Id);

        var path = $"/api/students/{school.Students[0]}/attendance?from=2026-03-01&to=2026-03-31";
        Assert.Contains(others.Id, MeetingsIn(await world.As(Person.ClassTeacher).Get(path)));
        var seen = (await host.Get(path)).Is(HttpStatusCode.OK);
        Assert.Contains(world.Held.Id, MeetingsIn(seen));
        Assert.DoesNotContain(others.Id, MeetingsIn(seen));

        static List<Guid> MeetingsIn(Answer lessons) =>
            [.. lessons.Items.Select(lesson => lesson.GetProperty("meetingId").GetGuid())];
    }

    [PostgresFact]
    public async Task A_meeting_without_a_class_gives_no_hold_on_the_students_of_one()
    {
        var world = await shared.World;
        var student = world.Students[0];
        var own = await Personal(world.School);
        var run = new ZoomRun(world.App, own, Start);
        await run.Started();
        await run.Attended("ownstudent@school.example", 0, 2000);
        await run.Left(await run.Joined(0, null, "Name of ownstudent"), 2000);
        await run.Ended(3600);
        var host = world.As(Person.OtherTeacher);
        var view = await Eventually.Get(host, $"{own.Path}/participants", live => live["guests"].GetArrayLength() > 0);
        var occurrence = view.Text("occurrenceId");

        Assert.Empty(view["students"].EnumerateArray());
        foreach (var guest in view["guests"].EnumerateArray())
        {
            Assert.Empty(guest.GetProperty("suggestions").EnumerateArray());
            var match = await host.Put(
                $"{own.Path}/guests/{guest.GetProperty("guestId").GetString()}/match",
                new { occurrenceId = occurrence, studentId = student });
            Assert.Equal("NOT_ENROLLED", match.Is(HttpStatusCode.UnprocessableEntity).Text("code"));
        }
        var mark = await host.Put(
            $"{own.Path}/attendance/{student}/override",
            new { occurrenceId = occurrence, status = "present", reason = "A favour" });
        Assert.Equal("NOT_ENROLLED", mark.Is(HttpStatusCode.UnprocessableEntity).Text("code"));

        Assert.Empty((await world.App.Admin.Get($"{own.Path}/attendance"))["records"].EnumerateArray());
        (await host.Get($"/api/users/{student}")).Is(HttpStatusCode.NotFound);
        (await host.Get($"/api/students/{student}/attendance")).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Somebody_elses_Idempotency_Key_gives_nobody_what_was_answered_to_them()
    {
        var world = await shared.World;
        var key = ("Idempotency-Key", $"{Guid.NewGuid()}");
        var request = world.School.MeetingRequest(("title", "Behind a key"));
        var first = (await Create(Person.Admin)).Is(HttpStatusCode.Created);

        foreach (var person in Enum.GetValues<Person>().Except([Person.Admin]))
        {
            var answer = (await Create(person)).Is(HttpStatusCode.Forbidden);
            Assert.DoesNotContain($"{first.Id}", answer.Json.ToString(), StringComparison.Ordinal);
            Assert.Null(answer.Response.Headers.Location);
        }
        Assert.Equal(first.Id, (await Create(Person.Admin)).Is(HttpStatusCode.Created).Id);

        Task<Answer> Create(Person person) => world.As(person).Send(HttpMethod.Post, "/api/zoom/meetings", request, key);
    }

    static Task<Meeting> Personal(School school) => school.AddMeeting(
        ("hostId", school.OtherTeacher), ("targetAudience", "personal"), ("classId", null), ("meetingType", "instant"));
}
