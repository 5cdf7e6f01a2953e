using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.CheckIns;
using ZoomOrleans.Cluster.Tests.Meetings;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The pages of check-ins, for the teacher who shows a code and for who enters it.</summary>
static class CheckInScenes
{
    public static readonly Dictionary<string, Func<ZoomApp, Task<Scene>>> All = new()
    {
        ["check-ins"] = Of(checkIn => new(checkIn.School.Teacher, $"/classes/{checkIn.School.Class}/check-ins", "Until now")),
        ["check-in"] = Of(checkIn => new(checkIn.School.Teacher, checkIn.Page(), "Closes at")),
        ["check-in-suspicious"] = Of(async checkIn =>
        {
            foreach (var student in checkIn.School.Students)
                (await checkIn.Enter(student)).Is(HttpStatusCode.Created);
            (await checkIn.Teacher.Delete(checkIn.Path)).Is(HttpStatusCode.NoContent);
            return new(checkIn.School.Teacher, checkIn.Page(), "From one address");
        }),
        ["check-in-closed"] = Of(async checkIn =>
        {
            (await checkIn.Teacher.Delete(checkIn.Path)).Is(HttpStatusCode.NoContent);
            return new(checkIn.School.Teacher, checkIn.Page(), "closed at");
        }),
        ["own-check-in"] = Of(async checkIn => new(
            checkIn.School.Students[0], $"/check-in?code={await checkIn.Code()}", "Then press the button")),
        ["own-check-in-typed"] = Of(checkIn => new(checkIn.School.Students[0], "/check-in", "Six letters")),
        ["own-check-in-wrong"] = Of(checkIn => new(
            checkIn.School.Students[0], "/check-in?code=WRONG1", "Then press the button")
        {
            Trouble = "Failed to load resource",
            Prepare = tab => tab.Button("Check in").ClickAsync(),
        }),
        ["own-check-in-of-teacher"] = Of(checkIn => new(checkIn.School.Teacher, "/check-in", "Only students check in")),
    };

    public static string Page(this OpenCheckIn checkIn) => $"/classes/{checkIn.School.Class}/check-ins/{checkIn.Id}";

    static Func<ZoomApp, Task<Scene>> Of(Func<OpenCheckIn, Scene> scene) =>
        async zoom => scene(await OpenCheckIn.Make(zoom.App));

    static Func<ZoomApp, Task<Scene>> Of(Func<OpenCheckIn, Task<Scene>> scene) =>
        async zoom => await scene(await OpenCheckIn.Make(zoom.App));
}
