using System.Net;
using System.Security.Claims;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.SignIn;

[Collection(SignInApp.Name)]
public sealed class FirstSignInTests(SignInFixture shared)
{
    [PostgresTheory]
    [InlineData("true", ClaimValueTypes.Boolean, false)]
    [InlineData("true", ClaimValueTypes.String, false)]
    [InlineData("True", ClaimValueTypes.String, false)]
    [InlineData("true", ClaimValueTypes.Boolean, true)]
    public async Task A_verified_address_links_the_first_sign_in(string verified, string type, bool onlyOnRequest)
    {
        var (provider, app) = await shared.Both;
        var (user, email) = await People.WithEmail(app);
        provider.Account = Account.New(email) with { Verified = verified, VerifiedType = type, OnlyOnRequest = onlyOnRequest };

        (await SignIn(app)).Is("/").Says("Emma Mail");

        Assert.Equal([provider.Account.Subject], await People.Subjects(app, user));
        // From now on it is the identity that counts, and not the address.
        provider.Account = provider.Account with { Email = null };
        (await SignIn(app)).Is("/").Says("Emma Mail");
    }

    [PostgresTheory]
    [InlineData("false", ClaimValueTypes.Boolean, false)]
    [InlineData("false", ClaimValueTypes.String, false)]
    [InlineData("yes", ClaimValueTypes.String, false)]
    [InlineData("false", ClaimValueTypes.Boolean, true)]
    [InlineData(null, ClaimValueTypes.String, false)]
    public async Task An_address_that_nobody_vouches_for_links_nothing(string? verified, string type, bool onlyOnRequest)
    {
        var (provider, app) = await shared.Both;
        var (user, email) = await People.WithEmail(app);
        provider.Account = Account.New(email) with { Verified = verified, VerifiedType = type, OnlyOnRequest = onlyOnRequest };
        using var browser = new Browser(app.Address);

        (await browser.SignIn("/teacher/meetings")).Is("/signin", HttpStatusCode.Forbidden).Says("address is not confirmed");

        Assert.Null(browser.SignedIn);
        Assert.Empty(await People.Subjects(app, user));
    }

    [PostgresFact]
    public async Task Whoever_is_unknown_is_told_what_to_do_and_not_signed_in()
    {
        var (provider, app) = await shared.Both;
        using var browser = new Browser(app.Address);

        foreach (var email in new[] { null, School.NewEmail() })
        {
            provider.Account = Account.New(email);
            var page = (await browser.SignIn("/teacher/meetings")).Is("/signin", HttpStatusCode.Forbidden);
            page.Says("Your school's admin has to add you");
            page.Says("Sign in with your school account");
            page.Says("value=\"/teacher/meetings\"");
            Assert.Null(browser.SignedIn);
            Assert.DoesNotContain(app.Log, line => line.Contains(provider.Account.Subject, StringComparison.Ordinal));
        }
        await People.AuditedRefusal(app, "unknownUser", provider.Account.Subject);
    }

    [PostgresFact]
    public async Task Capitals_and_blanks_of_an_address_do_not_matter()
    {
        var (provider, app) = await shared.Both;
        var (user, email) = await People.WithEmail(app);
        provider.Account = Account.New($" {email.ToUpperInvariant()} ");

        (await SignIn(app)).Is("/");

        Assert.Equal([provider.Account.Subject], await People.Subjects(app, user));
    }

    [PostgresFact]
    public async Task Who_gets_the_address_of_somebody_else_does_not_get_the_account()
    {
        var (provider, app) = await shared.Both;
        var (user, email) = await People.WithEmail(app);
        var first = provider.Account = Account.New(email);
        (await SignIn(app)).Is("/");

        provider.Account = Account.New(email);
        (await SignIn(app)).Is("/signin", HttpStatusCode.Forbidden).Says("with another account");

        Assert.Equal([first.Subject], await People.Subjects(app, user));
        await People.AuditedRefusal(app, "emailLinkedAlready", provider.Account.Subject);
        // The admin may know better.
        (await app.Admin.Put(
            $"/api/users/{user}/identities", new { issuer = provider.Issuer, subject = provider.Account.Subject }))
            .Is(HttpStatusCode.NoContent);
        (await SignIn(app)).Is("/");
    }

    [PostgresFact]
    public async Task An_identity_of_another_issuer_does_not_keep_the_address_from_linking()
    {
        var (provider, app) = await shared.Both;
        var (user, email) = await People.WithEmail(app);
        (await app.Admin.Put($"/api/users/{user}/identities", new { issuer = "https://old.example", subject = "7" }))
            .Is(HttpStatusCode.NoContent);
        provider.Account = Account.New(email);

        (await SignIn(app)).Is("/");

        Assert.Equal(["7", provider.Account.Subject], (await People.Subjects(app, user)).Order());
    }

    [PostgresFact]
    public async Task One_identity_that_comes_first_many_times_at_once_is_linked_once()
    {
        var (provider, app) = await shared.Both;
        var (user, email) = await People.WithEmail(app);
        provider.Account = Account.New(email);
        var token = await provider.AccessToken(Tokens.Audience);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Bearer.Get(app, token, $"/api/users/{user}")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
        Assert.Equal([provider.Account.Subject], await People.Subjects(app, user));
    }

    [PostgresFact]
    public async Task Of_two_identities_that_come_at_once_with_one_address_one_is_linked()
    {
        var (provider, app) = await shared.Both;
        for (var round = 0; round < 5; round++)
        {
            var (user, email) = await People.WithEmail(app);
            var tokens = new List<string>();
            foreach (var account in Enumerable.Range(0, 6).Select(_ => Account.New(email)))
            {
                provider.Account = account;
                tokens.Add(await provider.AccessToken(Tokens.Audience));
            }

            var answers = await Task.WhenAll(tokens.Select(token => Bearer.Get(app, token, $"/api/users/{user}")));

            Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            Assert.Single(await People.Subjects(app, user));
        }
    }

    static async Task<Shown> SignIn(AppProcess app)
    {
        using var browser = new Browser(app.Address);
        return await browser.SignIn();
    }
}
