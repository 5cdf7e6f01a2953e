using System.Net;
using System.Text.RegularExpressions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.SignIn;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>The forms as a browser without script sends them, with the cookie.</summary>
[Collection(SignInApp.Name)]
public sealed partial class FormOfPageTests(SignInFixture shared)
{
    [PostgresFact]
    public async Task A_form_works_with_the_token_that_stands_in_it_and_with_no_other()
    {
        var (provider, app) = await shared.Both;
        provider.Account = SignIn.Account.New();
        var teacher = await People.Linked(app, provider.Issuer, provider.Account, "teacher", "Una Teacher");
        var school = await School.Make(app);
        (await app.Admin.Patch($"/api/classes/{school.Class}", new { teacherId = teacher })).Is(HttpStatusCode.OK);
        var meeting = await school.AddMeeting();
        var held = await Eventually.Get(app.Admin, $"{meeting.Path}/attendance", answer => answer.Text("state") == "held");
        using var browser = new Browser(app.Address);
        var path = $"/teacher/meetings/{meeting.Id}/attendance";
        var page = (await browser.SignIn(path)).Is(path);
        var (action, token) = (Decoded(Action(), page.Text), Decoded(Token(), page.Text));
        Assert.Equal($"{path}?occurrenceId={held.Text("occurrenceId")}", action);

        foreach (var wrong in new[] { "", "nonsense" })
            (await Send(wrong)).Is(HttpStatusCode.BadRequest);
        var saved = (await Send(token)).Is(HttpStatusCode.Redirect);

        (await browser.Open(saved.Response.Headers.Location!.OriginalString)).Is(path).Says("Saved: the marks stand.");

        Task<Answer> Send(string formToken) => browser.Send(
            HttpMethod.Post, action, new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", formToken), new("decision", "confirm"), new("reason", "They slept"),
            ]), null);
    }

    static string Decoded(Regex pattern, string page) => WebUtility.HtmlDecode(pattern.Match(page).Groups[1].Value);

    [GeneratedRegex("""<form method="post" action="([^"]+)" id="confirm""")]
    private static partial Regex Action();

    [GeneratedRegex("""id="confirm".*?name="__RequestVerificationToken" value="([^"]+)""", RegexOptions.Singleline)]
    private static partial Regex Token();
}
