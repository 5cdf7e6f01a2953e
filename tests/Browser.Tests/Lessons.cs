using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Browser.Tests;

/// <summary>Lessons as a teacher may find them.</summary>
static class Lessons
{
    /// <summary>
    /// Begun twenty minutes ago: the first student is in on two devices, the second was in for four minutes, the third
    /// has not come; a guest is in.
    /// </summary>
    public static async Task<HeldLesson> UnderWay(AppProcess app)
    {
        var lesson = await HeldLesson.Make(app, Now().AddMinutes(-20));
        await lesson.Run.Joined(0, lesson.Emails[0]);
        await lesson.Run.Joined(30, lesson.Emails[0]);
        await lesson.Run.Attended(lesson.Emails[1], 60, 300);
        await lesson.Run.Joined(90, email: null, "iPad");
        return lesson;
    }

    public static string LivePage(HeldLesson lesson) => $"/teacher/meetings/{lesson.Meeting.Id}/participants";

    /// <summary>To the second, as Zoom tells times.</summary>
    static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
}
