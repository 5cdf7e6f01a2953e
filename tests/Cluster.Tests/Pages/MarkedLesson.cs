using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>
/// A lesson on 2 March at 08:30 in Manila, of three students: one was in for 20 minutes, one for 5, one not at all. The
/// parent's child is the one who was not there.
/// </summary>
sealed record MarkedLesson(AppProcess App, School School, Meeting Meeting, string Occurrence)
{
    public string Page => $"/teacher/meetings/{Meeting.Id}/attendance?occurrenceId={Occurrence}";

    public Guid Present => School.Students[1];

    public Guid Partial => School.Students[2];

    public Guid Absent => School.Students[0];

    public HttpClient Teacher => App.As(School.Teacher);

    public HttpClient Parent => App.As(School.Parent);

    public static async Task<MarkedLesson> Make(AppProcess app, params (string Field, object? Value)[] meetingFields)
    {
        var school = await School.Make(app);
        var lesson = await HeldLesson.Make(app, school, HeldLesson.LongAgo, meetingFields);
        await lesson.Run.Attended(lesson.Emails[1], 60, 1260);
        await lesson.Run.Attended(lesson.Emails[2], 60, 360);
        await lesson.Run.Ended(3600);
        var records = await lesson.Records(("absent", 0), ("present", 1200), ("partial", 300));
        return new MarkedLesson(app, school, lesson.Meeting, records.Text("occurrenceId")!);
    }
}
