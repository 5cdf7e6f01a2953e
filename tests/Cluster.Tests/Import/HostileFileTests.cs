using System.Net;
using System.Text;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Import;

[Collection(SharedAppOfLessons.Name)]
public sealed class HostileFileTests(SharedAppFixture shared)
{
    const string Header = "type,name,email,role";

    readonly string _key = $"{Guid.NewGuid():N}";

    [PostgresTheory]
    [InlineData("", "1")]
    [InlineData("\n\n", "1")]
    [InlineData("name,email,role\nAna,a@b.example,student", "1 type")]
    [InlineData("type,name,e-mail,role,grade\nuser,Ana,a@b.example,student,7", "1 e-mail|1 grade")]
    [InlineData("type,name,name\nuser,Ana,Ana", "1 name")]
    [InlineData("type,name,\nuser,Ana,", "1")]
    [InlineData("type;name;email;role\nuser;Ana;a@b.example;student", "1 type;name;email;role|1 type")]
    [InlineData("\"type,name\nuser,Ana", "1 type,name\nuser,Ana|1 type|1")]
    [InlineData("type,na\0me\nuser,Ana", "1 na\0me")]
    public async Task A_header_that_cannot_be_used_is_the_error_of_row_1(string file, string blamed) =>
        Assert.Equal(blamed.Split('|'), (await (await shared.App).Admin.Import(file)).Blamed());

    [PostgresTheory]
    [InlineData("user,An\0a,k@b.example,student", "2 name")]
    [InlineData("user,\"An\na\",k@b.example,student", "2 name")]
    [InlineData("user,Ana,k\0@b.example,student", "2 email")]
    [InlineData("user,=HYPERLINK(\"x\"),k@b.example,student", "2")]
    [InlineData("user,=1+1,k@b.example,student", "2 name")]
    [InlineData("user,@SUM(A1),k@b.example,student", "2 name")]
    [InlineData("user,Ana,=cmd@b.example,student", "2 email")]
    [InlineData("user,Ana,\"a b\"\"c@b.example\",student", "2 email")]
    [InlineData("user,Ana,İ@b.example,student", "2 email")]
    [InlineData("user,\"Ana\"x,k@b.example,student", "2")]
    [InlineData("user,\"Ana,k@b.example,student\nuser,Bob,l@b.example,student\n", "2")]
    [InlineData("user,Cruz, Ana,k@b.example,student", "2")]
    [InlineData("user,Ana", "2 email|2 role")]
    [InlineData("class,Room,k@b.example,", "2 email|2 teacher")]
    public async Task A_row_that_cannot_be_used_is_named(string row, string blamed) =>
        Assert.Equal(blamed.Split('|'), (await (await shared.App).Admin.Import($"{Header}\n{row}")).Blamed());

    [PostgresFact]
    public async Task Long_cells_are_errors_that_do_not_repeat_them()
    {
        var app = await shared.App;
        var text = new string('x', 1_000_000);

        var answer = await app.Admin.Import($"{Header}\nuser,{text},{text}@b.example,{text}\n{text},,,");

        Assert.Equal(["2 name", "2 email", "2 role", "3 type"], answer.Blamed());
        Assert.True(answer.Messages().Length < 2000);
        Assert.Equal((1, 0, 0), (await app.Admin.Import(
            $"{Header}\nuser,{new string('ñ', 200)},{new string('l', 300)}{_key[..8]}@b.example,student")).Counts());
    }

    [PostgresFact]
    public async Task What_is_not_UTF_8_is_said_to_be_so_with_its_line()
    {
        var app = await shared.App;

        Assert.Equal(["2"], (await app.Admin.Import([.. Encoding.UTF8.GetBytes($"{Header}\nuser,Ni"), 0xF1, (byte)'o'])).Blamed());
        Assert.Equal(["1"], (await app.Admin.Import([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Header)])).Blamed());
    }

    [PostgresFact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        var app = await shared.App;
        var tooManyRows = new StringBuilder(Header);
        for (var row = 0; row <= 50_000; row++)
            tooManyRows.Append("\nuser");

        Assert.Equal("50002", (await app.Admin.Import(tooManyRows.ToString())).Blamed()[^1]);
        Assert.Equal(["1"], (await app.Admin.Import(new string(',', 1_000_000))).Blamed().Distinct());
        foreach (var bytes in new[] { 10 * 1024 * 1024 + 1, 60_000_000 })
            (await app.Admin.Import(new byte[bytes])).Is(HttpStatusCode.RequestEntityTooLarge);
    }

    [PostgresFact]
    public async Task A_random_mixture_of_everything_is_never_an_internal_error()
    {
        var app = await shared.App;
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] pieces =
        [
            "type", "user", "class", "enrolment", "parent", "name", "email", "role", "id", "from", "to", "student", "\0", "\"", "\"\"",
            ",", ",", ",", "\n", "\n", "\r", "\r\n", "'", "=1", "-1", "\uFEFF", "\uD83D\uDE00", "a@b.example", "2026-06-01",
            "9999-12-31", AppProcess.AdminId.ToString(), "teacher", "\t", ";", " ",
        ];

        for (var file = 0; file < 60; file++)
        {
            var body = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => pieces[random.Next(pieces.Length)]));
            var answer = await app.Admin.Import(file % 2 == 0 ? body : $"type,name,email,role,student,class,from,to\n{body}");
            Assert.True((int)answer.Status < 500, $"Seed {seed}, file {file}: {answer.Status}");
        }
    }
}
