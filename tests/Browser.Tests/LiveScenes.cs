using ZoomOrleans.Cluster.Tests.Meetings;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The states of the page on which a lesson is watched.</summary>
static class LiveScenes
{
    public static readonly Dictionary<string, Func<ZoomApp, Task<Scene>>> All = new()
    {
        ["not-begun"] = async zoom =>
        {
            var (school, meeting) = await Lessons.NotBegun(zoom.App);
            return new Scene(school.Teacher, Lessons.LivePage(meeting), "not begun");
        },
        ["nobody-yet"] = async zoom => Of(await Lessons.NobodyYet(zoom.App), "nobody has joined yet"),
        ["under-way"] = async zoom => Of(await Lessons.UnderWay(zoom.App), "under way"),
        ["ended"] = async zoom => Of(await Lessons.Ended(zoom.App), "has ended"),
        ["held"] = async zoom => Of(await Lessons.Held(zoom.App), "held"),
        ["no-roll"] = async zoom => Of(await Lessons.WithoutRoll(zoom.App), "no class list"),
        ["final"] = async zoom =>
        {
            var lesson = await Lessons.Final(zoom);
            return new Scene(lesson.School.Teacher, Lessons.LivePage(lesson.Meeting), "reconciled");
        },
        ["own-row"] = async zoom =>
        {
            var lesson = await Lessons.UnderWay(zoom.App);
            return new Scene(lesson.School.Students[1], Lessons.LivePage(lesson.Meeting), "Student 01");
        },
        ["child-row"] = async zoom =>
        {
            var lesson = await Lessons.UnderWay(zoom.App);
            return new Scene(lesson.School.Parent, Lessons.LivePage(lesson.Meeting), "Student 00");
        },
    };

    static Scene Of(HeldLesson lesson, string says) => new(lesson.School.Teacher, Lessons.LivePage(lesson.Meeting), says);
}
