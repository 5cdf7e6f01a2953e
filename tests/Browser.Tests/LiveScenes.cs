using System.Net;
using ZoomOrleans.Cluster.Tests.App;
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
            return new Scene(school.Teacher, Lessons.LivePage(meeting), "The lesson has not begun");
        },
        ["nobody-yet"] = async zoom => Of(await Lessons.NobodyYet(zoom.App), "nobody has joined yet"),
        ["under-way"] = async zoom => Of(await Lessons.UnderWay(zoom.App), "running for"),
        ["ended"] = async zoom => Of(await Lessons.Ended(zoom.App), "has ended"),
        ["held"] = async zoom => Of(await Lessons.Held(zoom.App), "undecided"),
        ["no-roll"] = async zoom => Of(await Lessons.WithoutRoll(zoom.App), "no class list"),
        ["final"] = async zoom =>
        {
            var lesson = await Lessons.Final(zoom);
            return new Scene(lesson.School.Teacher, Lessons.LivePage(lesson.Meeting), "compared with Zoom's report");
        },
        ["not-held"] = async zoom =>
        {
            var lesson = await Lessons.Ended(zoom.App);
            await lesson.SayNotHeld(zoom.App);
            return Of(lesson, "this lesson was not held");
        },
        ["cancelled"] = async zoom =>
        {
            var (school, meeting) = await Lessons.NotBegun(zoom.App);
            (await zoom.App.Admin.Delete(meeting.Path)).Is(HttpStatusCode.NoContent);
            return new Scene(school.Teacher, Lessons.LivePage(meeting), "This lesson was cancelled");
        },
        ["locked"] = async zoom =>
        {
            var lesson = await Lessons.Locked(zoom.App);
            return new Scene(AppProcess.AdminId, Lessons.LivePage(lesson.Meeting), "Unlock the marks");
        },
        ["none-planned"] = async zoom =>
        {
            var school = await School.Make(zoom.App);
            var meeting = await school.AddMeeting(("meetingType", "recurring"));
            return new Scene(school.Teacher, Lessons.LivePage(meeting), "No lesson of this meeting is planned");
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
