using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>A class of three whose teacher has opened a check-in.</summary>
sealed record OpenCheckIn(AppProcess App, School School, Guid Id)
{
    public string Path => $"/api/classes/{School.Class}/check-ins/{Id}";

    public HttpClient Teacher => App.As(School.Teacher);

    public static async Task<OpenCheckIn> Make(AppProcess app, School? school = null)
    {
        school ??= await School.Make(app);
        var opened = await app.As(school.Teacher).Post($"/api/classes/{school.Class}/check-ins", new { });
        return new OpenCheckIn(app, school, opened.Is(HttpStatusCode.Created).Id);
    }

    public async Task<string> Code() => (await Teacher.Get(Path)).Is(HttpStatusCode.OK).Text("code")!;

    public async Task<Answer> Enter(Guid student) => await App.As(student).Enter(await Code());

    /// <summary>As if it had been opened so long ago.</summary>
    public Task OpenedBefore(string interval) =>
        Run($"UPDATE check_ins SET opened_at = now() - interval '{interval}' WHERE id = '{Id}'");

    /// <summary>Works with the codes that were shown so many steps ago, before the clock goes on to the next.</summary>
    public async Task<T> AtOneMoment<T>(int stepsAgo, Func<string, Task<T>> work)
    {
        while (true)
        {
            var step = await Step();
            var code = (string)(await Run(
                $"SELECT access.code_at(secret, {step - stepsAgo}) FROM check_ins WHERE id = '{Id}'"))!;
            var result = await work(code);
            if (await Step() == step)
                return result;
        }
    }

    public Task<object?> Run(string sql) => Statements.Run(App.Database.AdminConnectionString, sql);

    async Task<long> Step() => (long)(await Run("SELECT access.code_step(now())"))!;
}

static class Entering
{
    public static Task<Answer> Enter(this HttpClient student, string code, params (string Name, string Value)[] headers) =>
        student.Send(HttpMethod.Post, "/api/qr-checkins", new { code }, headers);

    /// <summary>Refused, and told apart by this.</summary>
    public static Answer Refuses(this Answer answer, HttpStatusCode status, string code)
    {
        Assert.Equal(code, answer.Is(status).Text("code"));
        return answer;
    }
}
