using System.Net;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>What a teacher decides shows in the records when it is answered.</summary>
[Collection(SharedApp.Name)]
public sealed class DecisionTests(SharedAppFixture shared)
{
    static readonly DateTimeOffset LessonStart = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task An_override_holds_with_its_reason_until_it_is_removed()
    {
        var (app, school, meeting) = await Held();
        var (occurrence, absent) = (await OccurrenceOf(app, meeting), school.Students[2]);
        var path = $"{meeting.Path}/attendance/{absent}/override";

        (await app.As(school.Teacher).Put(path, new { occurrenceId = occurrence, status = "excused", reason = "At the dentist" }))
            .Is(HttpStatusCode.NoContent);

        var excused = await RecordOf(app, meeting, absent);
        Assert.Equal(("excused", "absent"), (Text(excused, "status"), Text(excused, "computedStatus")));
        var mark = excused.GetProperty("override");
        Assert.Equal(("excused", "At the dentist"), (Text(mark, "status"), Text(mark, "reason")));
        Assert.Equal(school.Teacher, mark.GetProperty("by").GetGuid());

        (await app.As(school.Teacher).Delete($"{path}?occurrenceId={occurrence}")).Is(HttpStatusCode.NoContent);
        var computed = await RecordOf(app, meeting, absent);
        Assert.Equal("absent", Text(computed, "status"));
        Assert.Equal(JsonValueKind.Null, computed.GetProperty("override").ValueKind);
    }

    [PostgresFact]
    public async Task An_override_survives_a_fact_that_arrives_later()
    {
        var (app, school, meeting) = await Held();
        var (occurrence, absent) = (await OccurrenceOf(app, meeting), school.Students[2]);
        await app.Admin.Put($"{meeting.Path}/attendance/{absent}/override", new { occurrenceId = occurrence, status = "excused", reason = "Ill" });

        await new Lesson(app.Zoom, meeting.Number, LessonStart).Attend("Two", await EmailOf(app, absent), 60, 1260);

        var answer = await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer["records"].EnumerateArray()
            .Any(record => Text(record, "computedStatus") == "present" && Text(record, "status") == "excused"));
        Assert.Equal(3, answer["records"].GetArrayLength());
    }

    [PostgresFact]
    public async Task A_voided_lesson_has_no_records_until_that_is_undone()
    {
        var (app, school, meeting) = await Held();
        var path = $"{meeting.Path}/occurrences/{await OccurrenceOf(app, meeting)}";

        (await app.As(school.Teacher).Post($"{path}/void", new { reason = "A fire drill" })).Is(HttpStatusCode.NoContent);
        var voided = Assert.Single((await app.Admin.Get($"{meeting.Path}/occurrences")).Items);
        Assert.Equal(("void", "none"), (Text(voided, "status"), Text(voided, "attendanceState")));
        Assert.Empty((await app.Admin.Get($"{meeting.Path}/attendance"))["records"].EnumerateArray());

        (await app.As(school.Teacher).Delete($"{path}/void")).Is(HttpStatusCode.NoContent);
        Assert.Equal(3, (await app.Admin.Get($"{meeting.Path}/attendance"))["records"].GetArrayLength());
    }

    [PostgresFact]
    public async Task A_lesson_that_nobody_heard_of_is_held_until_a_teacher_confirms_it()
    {
        var app = await shared.App;
        var school = await School.Make(app);
        var meeting = await school.AddMeeting();
        var held = await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "held");
        Assert.All(held["records"].EnumerateArray(), record => Assert.Null(Text(record, "status")));
        Assert.Contains(await Waiting(), one => (Text(one, "occurrenceId"), one.GetProperty("waiting").GetInt32()) ==
            (held.Text("occurrenceId"), 3));

        (await app.As(school.Teacher).Post($"{meeting.Path}/occurrences/{held.Text("occurrenceId")}/confirm", new { reason = "They slept" }))
            .Is(HttpStatusCode.NoContent);

        var confirmed = await app.Admin.Get($"{meeting.Path}/attendance");
        Assert.Equal("provisional", confirmed.Text("state"));
        Assert.All(confirmed["records"].EnumerateArray(), record => Assert.Equal("absent", Text(record, "status")));
        Assert.DoesNotContain(await Waiting(), one => Text(one, "occurrenceId") == held.Text("occurrenceId"));
        (await app.As(school.Teacher).Get("/api/admin/held")).Is(HttpStatusCode.Forbidden);

        async Task<IReadOnlyList<JsonElement>> Waiting()
        {
            var (all, after) = (new List<JsonElement>(), "");
            do
            {
                var page = (await app.Admin.Get($"/api/admin/held?limit=200{after}")).Is(HttpStatusCode.OK);
                all.AddRange(page.Items);
                after = page.NextCursor is { } cursor ? $"&after={Uri.EscapeDataString(cursor)}" : "";
            }
            while (after.Length > 0);
            return all;
        }
    }

    [PostgresFact]
    public async Task A_guest_becomes_the_student_whom_the_teacher_names_and_a_guest_again()
    {
        var (app, school, meeting) = await Held();
        await new Lesson(app.Zoom, meeting.Number, LessonStart).Attend("Annie", "annie@mail.example", 60, 1260);
        var live = await app.As(school.Teacher).Get($"{meeting.Path}/participants");
        var guest = Assert.Single(live["guests"].EnumerateArray());
        var request = new { occurrenceId = live.Text("occurrenceId"), studentId = school.Students[2] };

        var match = (await app.As(school.Teacher).Put($"{meeting.Path}/guests/{Text(guest, "guestId")}/match", request))
            .Is(HttpStatusCode.OK);

        var record = await RecordOf(app, meeting, school.Students[2]);
        Assert.Equal(("present", "manual"), (Text(record, "status"), Text(record, "matchedBy")));
        var path = $"{meeting.Path}/matches/{match["matchId"].GetGuid()}";
        var shown = (await app.As(school.Teacher).Get(path)).Is(HttpStatusCode.OK);
        Assert.Equal("annie@mail.example", shown["emails"][0].GetString());
        (await app.As(school.Teacher).Delete(path)).Is(HttpStatusCode.NoContent);
        Assert.Equal("absent", Text(await RecordOf(app, meeting, school.Students[2]), "status"));
        (await app.As(school.Teacher).Get(path)).Is(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Two_guests_of_one_name_at_once_cannot_be_matched()
    {
        var (app, school, meeting) = await Held();
        var lesson = new Lesson(app.Zoom, meeting.Number, LessonStart);
        await lesson.Attend("iPad", "", 60, 1260);
        await lesson.Attend("iPad", "", 600, 1800);
        var live = await app.As(school.Teacher).Get($"{meeting.Path}/participants");
        var guest = Assert.Single(live["guests"].EnumerateArray());

        var refused = await app.As(school.Teacher).Put($"{meeting.Path}/guests/{Text(guest, "guestId")}/match",
            new { occurrenceId = live.Text("occurrenceId"), studentId = school.Students[2] });

        Assert.Equal((HttpStatusCode.Conflict, "NAME_NOT_UNIQUE"), (refused.Status, refused.Text("code")));
    }

    [PostgresFact]
    public async Task Only_those_who_see_everybody_decide_and_only_an_admin_unlocks()
    {
        var (app, school, meeting) = await Held();
        var occurrence = await OccurrenceOf(app, meeting);
        var path = $"{meeting.Path}/occurrences/{occurrence}";
        var mark = $"{meeting.Path}/attendance/{school.Students[0]}/override";
        var body = new { occurrenceId = occurrence, status = "present", reason = "I was there" };

        foreach (var user in new[] { school.Students[0], school.Parent })
        {
            (await app.As(user).Put(mark, body)).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Post($"{path}/void", new { reason = "No" })).Is(HttpStatusCode.Forbidden);
            (await app.As(user).Get($"{meeting.Path}/matches")).Is(HttpStatusCode.Forbidden);
        }
        foreach (var user in new[] { school.OtherTeacher, school.Stranger })
            (await app.As(user).Put(mark, body)).Is(HttpStatusCode.NotFound);
        (await app.As(school.Teacher).Post($"{path}/unlock", new { reason = "Please" })).Is(HttpStatusCode.Forbidden);
        var notLocked = await app.Admin.Post($"{path}/unlock", new { reason = "Please" });
        Assert.Equal((HttpStatusCode.Conflict, "NOT_LOCKED"), (notLocked.Status, notLocked.Text("code")));
    }

    [PostgresFact]
    public async Task What_cannot_be_decided_is_refused_with_what_is_wrong()
    {
        var (app, school, meeting) = await Held();
        var occurrence = await OccurrenceOf(app, meeting);
        var mark = $"{meeting.Path}/attendance/{school.Students[0]}/override";

        (await app.Admin.Put(mark, new { occurrenceId = occurrence, status = "present" })).Blames("reason");
        (await app.Admin.Put(mark, new { occurrenceId = occurrence, status = "present", reason = "a\0b" })).Blames("reason");
        (await app.Admin.Put(mark, new { status = "present", reason = "x" })).Blames("occurrenceId");
        (await app.Admin.Put(mark, new { occurrenceId = occurrence, reason = "x" })).Blames("status");
        (await app.Admin.Put(mark, new { occurrenceId = "nothing", status = "present", reason = "x" })).Is(HttpStatusCode.NotFound);
        var stranger = await app.Admin.Put(
            $"{meeting.Path}/attendance/{school.Stranger}/override", new { occurrenceId = occurrence, status = "present", reason = "x" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "NOT_ENROLLED"), (stranger.Status, stranger.Text("code")));
        var split = await app.Admin.Post($"{meeting.Path}/occurrences/{occurrence}/split", new { at = "2026-03-02T01:00:00Z", reason = "x" });
        Assert.Equal((HttpStatusCode.Conflict, "CANNOT_SPLIT"), (split.Status, split.Text("code")));
    }

    [PostgresFact]
    public async Task What_was_decided_stands_in_the_audit_log()
    {
        var (app, school, meeting) = await Held();
        var occurrence = await OccurrenceOf(app, meeting);
        // Sent again, it is the same decision.
        for (var i = 0; i < 2; i++)
            (await app.As(school.Teacher).Put($"{meeting.Path}/attendance/{school.Students[2]}/override",
                new { occurrenceId = occurrence, status = "excused", reason = "Ill" })).Is(HttpStatusCode.NoContent);

        var entry = Assert.Single(await app.AuditEntries($"meetingId={meeting.Id}"));

        Assert.Equal(
            ("override", school.Teacher, school.Students[2], """{"reason":"Ill","status":"excused"}"""), entry.Told());
        Assert.Equal(occurrence, entry.GetProperty("occurrenceId").GetString());
    }

    [PostgresFact]
    public async Task Who_matched_whom_and_took_it_back_is_audited_without_the_guests_name_and_address()
    {
        var (app, school, meeting) = await Held();
        await new Lesson(app.Zoom, meeting.Number, LessonStart).Attend("Annie", "annie@mail.example", 60, 1260);
        var live = await app.As(school.Teacher).Get($"{meeting.Path}/participants");
        var guest = Text(Assert.Single(live["guests"].EnumerateArray()), "guestId");

        var match = (await app.As(school.Teacher).Put($"{meeting.Path}/guests/{guest}/match",
            new { occurrenceId = live.Text("occurrenceId"), studentId = school.Students[2] }))["matchId"].GetGuid();
        (await app.Admin.Delete($"{meeting.Path}/matches/{match}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            [
                ("unmatch", AppProcess.AdminId, school.Students[2], $$"""{"matchId":"{{match}}"}"""),
                ("match", school.Teacher, school.Students[2], "{}"),
            ],
            from entry in await app.AuditEntries($"meetingId={meeting.Id}") select entry.Told());
    }

    /// <summary>A lesson with three students: 15:00 minutes, 14:59 minutes, and never seen.</summary>
    async Task<(AppProcess App, School School, Meeting Meeting)> Held()
    {
        var app = await shared.App;
        var school = await School.Make(app, students: 3);
        var meeting = await school.AddMeeting();
        var lesson = new Lesson(app.Zoom, meeting.Number, LessonStart);
        await lesson.Start();
        await lesson.Attend("Zero", await EmailOf(app, school.Students[0]), 60, 960);
        await lesson.Attend("One", await EmailOf(app, school.Students[1]), 60, 959);
        await lesson.End(3000);
        await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "provisional"
            && answer["records"].EnumerateArray().Any(record => Text(record, "status") == "present"));
        return (app, school, meeting);
    }

    static async Task<string> OccurrenceOf(AppProcess app, Meeting meeting) =>
        (await app.Admin.Get($"{meeting.Path}/attendance")).Text("occurrenceId")!;

    static async Task<JsonElement> RecordOf(AppProcess app, Meeting meeting, Guid student) =>
        (await app.Admin.Get($"{meeting.Path}/attendance"))["records"].EnumerateArray()
            .Single(record => record.GetProperty("studentId").GetGuid() == student);

    static async Task<string> EmailOf(AppProcess app, Guid user) => (await app.Admin.Get($"/api/users/{user}")).Text("email")!;

    static string? Text(JsonElement json, string property) => json.GetProperty(property).GetString();
}
