using System.Globalization;
using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.Cluster.Tests.Reconciliation;
using ZoomOrleans.Cluster.Tests.Webhook;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Browser.Tests;

/// <summary>Lessons as a teacher may find them.</summary>
static class Lessons
{
    static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(60);

    public static string LivePage(Meeting meeting) => $"/teacher/meetings/{meeting.Id}/participants";

    /// <summary>Whole seconds, as Zoom's times are.</summary>
    public static DateTimeOffset Ago(double minutes) => PlayedLesson.Ago((int)minutes);

    public static async Task<(School School, Meeting Meeting)> NotBegun(AppProcess app)
    {
        var school = await School.Make(app);
        return (school, await school.AddMeeting(("startTime", Ago(-60).ToString("O", CultureInfo.InvariantCulture))));
    }

    public static Task<HeldLesson> NobodyYet(AppProcess app) => HeldLesson.Make(app, Ago(2));

    /// <summary>
    /// Begun twenty minutes ago: the first student is in on two devices, the second was in for four minutes, the third
    /// has not come; a guest is in.
    /// </summary>
    public static async Task<HeldLesson> UnderWay(AppProcess app, int students = 3, string guest = "iPad")
    {
        var lesson = await HeldLesson.Make(app, Ago(20), students);
        await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Run.Joined(30, lesson.Emails[0]);
        await lesson.Run.Attended(lesson.Emails[1], 60, 300);
        await lesson.Run.Joined(90, email: null, guest);
        // The lists of lessons follow soon.
        await Eventually.Get(app.Admin, $"{lesson.Meeting.Path}/occurrences", answer =>
            answer.Items.Any(one => one.GetProperty("status").GetString() == "started"));
        return lesson;
    }

    /// <summary>The lesson above, over after half an hour: present, partial, absent.</summary>
    public static async Task<HeldLesson> Ended(AppProcess app)
    {
        var lesson = await HeldLesson.Make(app, Ago(31));
        await lesson.Run.Attended(lesson.Emails[0], 0, 1790);
        await lesson.Run.Attended(lesson.Emails[1], 60, 300);
        await lesson.Run.Ended(1800);
        await lesson.Records(("present", 1790), ("partial", 240), ("absent", 0));
        return lesson;
    }

    /// <summary>Almost nobody was known, and as many came whom nobody knows: who is absent is in doubt.</summary>
    public static async Task<HeldLesson> Held(AppProcess app)
    {
        var lesson = await HeldLesson.Make(app, Ago(31), students: 7);
        foreach (var guest in new[] { "Student 00 (phone)", "Student 01", "iPad", "Mama" })
            await lesson.Run.Left(await lesson.Run.Joined(60, email: null, guest), 1700);
        await lesson.Run.Ended(1800);
        await Eventually.Get(app.Admin, $"{lesson.Meeting.Path}/attendance", answer => answer.Text("state") == "held");
        return lesson;
    }

    public static async Task SayNotHeld(this HeldLesson lesson, AppProcess app)
    {
        var occurrence = (await app.Admin.Get($"{lesson.Meeting.Path}/attendance")).Text("occurrenceId");
        (await app.Admin.Post($"{lesson.Meeting.Path}/occurrences/{occurrence}/void", new { reason = "A fire drill" }))
            .Is(HttpStatusCode.NoContent);
    }

    /// <summary>So long ago that nothing changes any more.</summary>
    public static async Task<HeldLesson> Locked(AppProcess app)
    {
        var school = await School.Make(app, students: 0);
        var student = await School.AddUser(app, "student", "Student 00");
        await app.Admin.Put($"/api/classes/{school.Class}/students/{student}", new { from = "2010-06-01" });
        var lesson = await HeldLesson.Make(app, school, new(2012, 3, 5, 0, 30, 0, TimeSpan.Zero));
        await lesson.Run.Attended((await app.Admin.Get($"/api/users/{student}")).Text("email")!, 0, 1800);
        await lesson.Run.Ended(3600);
        await Eventually.Get(
            app.Admin, $"{lesson.Meeting.Path}/attendance", answer => answer.Text("state") == "locked", LockPatience);
        return lesson;
    }

    /// <summary>Over, and compared with Zoom's report.</summary>
    public static async Task<PlayedLesson> Final(ZoomApp zoom)
    {
        var lesson = await PlayedLesson.Play(zoom, plan => plan with { Behaviour = Behaviour.Lively, Guests = 1 }, students: 6);
        await lesson.TellAll();
        await lesson.Enter();
        await lesson.Is("reconciled");
        return lesson;
    }

    /// <summary>Under way, with a class that has no students.</summary>
    public static async Task<HeldLesson> WithoutRoll(AppProcess app)
    {
        var lesson = await HeldLesson.Make(app, Ago(10), students: 0);
        await lesson.Run.Joined(60, email: null, "iPad");
        return lesson;
    }
}
