using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>The code of a check-in: which are accepted, and that nobody finds one by trying.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class CodeTests(SharedAppFixture shared)
{
    [PostgresTheory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, "OLD_CODE")]
    [InlineData(20, "OLD_CODE")]
    [InlineData(21, "WRONG_CODE")]
    public async Task A_code_is_accepted_while_it_is_shown_and_one_step_longer(int stepsAgo, string? refusal)
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        await checkIn.OpenedBefore("1 hour");

        var answer = await checkIn.AtOneMoment(stepsAgo, code => checkIn.App.As(checkIn.School.Students[0]).Enter(code));

        Assert.Equal(refusal, (int)answer.Status < 300 ? null : answer.Text("code"));
    }

    [PostgresFact]
    public async Task No_code_is_older_than_its_check_in()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);

        var answer = await checkIn.AtOneMoment(stepsAgo: 3, code => checkIn.App.As(checkIn.School.Students[0]).Enter(code));

        answer.Refuses(HttpStatusCode.UnprocessableEntity, "WRONG_CODE");
    }

    [PostgresFact]
    public async Task Every_step_has_a_code_of_its_own_and_it_says_how_long_it_holds()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);

        var shown = await checkIn.Teacher.Get(checkIn.Path);

        var codes = (string[])(await checkIn.Run($"""
            SELECT array_agg(access.code_at(secret, step)) FROM check_ins, generate_series(1, 500) step WHERE id = '{checkIn.Id}'
            """))!;
        Assert.InRange(codes.Distinct().Count(), 499, 500);
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{6}$", code));
        var (changes, until) = (Time(shown, "codeChangesAt"), Time(shown, "codeValidUntil"));
        Assert.Equal(0, changes.ToUnixTimeSeconds() % 30);
        Assert.Equal(TimeSpan.FromSeconds(30), until - changes);
    }

    /// <summary>RFC 4231, and whatever .NET says.</summary>
    [PostgresFact]
    public async Task The_databases_hmac_is_that_of_everybody_else()
    {
        var app = await shared.App;
        foreach (var (key, message) in new[]
        {
            (Enumerable.Repeat((byte)0x0b, 20).ToArray(), "Hi There"u8.ToArray()),
            ("Jefe"u8.ToArray(), "what do ya want for nothing?"u8.ToArray()),
            (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(8)),
            (RandomNumberGenerator.GetBytes(64), []),
        })
            Assert.Equal(
                HMACSHA256.HashData(key, message),
                await Statements.Run(app.Database.AdminConnectionString, $"""
                    SELECT access.hmac_sha256('\x{Convert.ToHexString(key)}', '\x{Convert.ToHexString(message)}')
                    """));
    }

    [PostgresFact]
    public async Task Small_letters_blanks_and_letters_that_look_like_digits_do_not_matter()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);

        var answer = await checkIn.AtOneMoment(stepsAgo: 0, code => checkIn.App.As(checkIn.School.Students[0]).Enter(
            $" {code[..3]}-{code[3..]} ".ToLower(CultureInfo.InvariantCulture).Replace('0', 'o').Replace('1', 'l')));

        Assert.InRange((int)answer.Status, 200, 201);
    }

    [PostgresFact]
    public async Task Ten_wrong_codes_close_the_way_for_ten_minutes_and_a_right_one_opens_no_other()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var student = checkIn.App.As(checkIn.School.Students[0]);
        // All at once, so that none is looked at before the others are counted.
        var tries = await Task.WhenAll(Enumerable.Range(0, 14).Select(i => student.Enter(string.Create(
            CultureInfo.InvariantCulture, $"UUUU{i:00}"))));
        Assert.Equal(10, tries.Count(one => one.Text("code") == "WRONG_CODE"));
        Assert.Equal(4, tries.Count(one => one.Text("code") == "TOO_MANY_CODES"));

        (await checkIn.Enter(checkIn.School.Students[0])).Refuses(HttpStatusCode.TooManyRequests, "TOO_MANY_CODES");
        // Others go on.
        (await checkIn.Enter(checkIn.School.Students[1])).Is(HttpStatusCode.Created);

        await checkIn.Run("UPDATE check_in_misses SET since = since - interval '10 minutes'");
        (await checkIn.Enter(checkIn.School.Students[0])).Is(HttpStatusCode.Created);
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAAAAAA")]
    [InlineData("%' OR 1=1 --")]
    [InlineData("ÑÑÑÑÑÑ")]
    public async Task What_is_no_code_is_refused_as_one(string code)
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);

        var answer = await checkIn.App.As(checkIn.School.Students[0]).Enter(code);

        Assert.InRange((int)answer.Status, 400, 422);
    }

    [PostgresFact]
    public async Task The_secret_is_in_no_answer()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var secret = Convert.ToHexString((byte[])(await checkIn.Run($"SELECT secret FROM check_ins WHERE id = '{checkIn.Id}'"))!);

        var answer = await checkIn.Teacher.Get(checkIn.Path);

        Assert.Equal(64, secret.Length);
        Assert.DoesNotContain(secret, answer.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Convert.ToBase64String(Encoding.ASCII.GetBytes(secret)), answer.Body, StringComparison.OrdinalIgnoreCase);
    }

    static DateTimeOffset Time(Answer answer, string field) => answer[field].GetDateTimeOffset();
}
