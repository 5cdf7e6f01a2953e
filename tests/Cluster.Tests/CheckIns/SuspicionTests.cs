using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>Several accounts from one address: a hint for the teacher, and never a block.</summary>
[Collection(SharedAppOfPages.Name)]
public sealed class SuspicionTests(SharedAppFixture shared)
{
    [PostgresFact]
    public async Task Accounts_from_one_address_are_shown_with_their_times_and_nobody_else()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var students = checkIn.School.Students;
        await Enter(checkIn, "127.10.0.1", students[0]);
        await Enter(checkIn, "127.10.0.2", students[1]);
        Assert.Empty(await Suspected(checkIn));

        await Enter(checkIn, "127.10.0.1", students[2]);

        Assert.Equal(["Student 00, Student 02"], await Suspected(checkIn));
        var answer = await checkIn.Teacher.Get($"{checkIn.Path}/suspicions");
        Assert.All(answer.Items[0].GetProperty("accounts").EnumerateArray(), account => Assert.Equal(
            ["checkedInAt", "id", "isSibling", "name"], account.EnumerateObject().Select(field => field.Name).Order()));
    }

    [PostgresFact]
    public async Task Siblings_are_marked_and_all_of_them_are_checked_in()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var students = checkIn.School.Students;
        // The first student's parent is the second one's as well.
        (await checkIn.App.Admin.Put($"/api/users/{checkIn.School.Parent}/children/{students[1]}")).Is(HttpStatusCode.NoContent);
        foreach (var student in students)
            await Enter(checkIn, "127.10.0.3", student);

        Assert.Equal(["Student 00 (sibling), Student 01 (sibling), Student 02"], await Suspected(checkIn));
        Assert.Equal(3, (await checkIn.Teacher.Get(checkIn.Path))["students"].GetArrayLength());
    }

    [PostgresFact]
    public async Task Who_comes_much_later_from_there_is_not_suspected()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var students = checkIn.School.Students;
        foreach (var student in students)
            await Enter(checkIn, "127.10.0.4", student);

        await Came(students[0], "-20 minutes");
        Assert.Equal(["Student 01, Student 02"], await Suspected(checkIn));
        await Came(students[1], "-8 minutes");
        Assert.Empty(await Suspected(checkIn));
        // One soon after the other, however long that goes on.
        await Came(students[1], "-4 minutes");
        await Came(students[0], "-8 minutes");
        Assert.Equal(["Student 00, Student 01, Student 02"], await Suspected(checkIn));

        Task Came(Guid student, string when) => checkIn.Run($"""
            UPDATE qr_checkins SET checked_in_at = now() + interval '{when}'
            WHERE check_in_id = '{checkIn.Id}' AND student_id = '{student}'
            """);
    }

    [PostgresFact]
    public async Task A_header_that_nobody_is_trusted_to_send_makes_no_other_address()
    {
        var checkIn = await OpenCheckIn.Make(await shared.App);
        var code = await checkIn.Code();
        var (one, other) = (checkIn.School.Students[0], checkIn.School.Students[1]);
        (await checkIn.App.As(one).Enter(code, ("X-Forwarded-For", "203.0.113.1"))).Is(HttpStatusCode.Created);
        (await checkIn.App.As(other).Enter(code, ("X-Forwarded-For", "203.0.113.2"))).Is(HttpStatusCode.Created);

        Assert.Equal(["Student 00, Student 01"], await Suspected(checkIn));
    }

    [PostgresFact]
    public async Task Without_a_key_students_check_in_all_the_same()
    {
        // A file is where the directory of the keys would be made.
        var directory = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "addresses"), "");
        await using var app = await AppProcess.Start(
            ("CheckIns__KeyDirectory", ""), ("DataProtection__KeysDirectory", directory.FullName));
        var checkIn = await OpenCheckIn.Make(app);

        (await checkIn.Enter(checkIn.School.Students[0])).Is(HttpStatusCode.Created);

        Assert.Contains(app.Log, line => line.Contains("without the hash of its address", StringComparison.Ordinal));
        directory.Delete(recursive: true);
    }

    static async Task Enter(OpenCheckIn checkIn, string address, Guid student)
    {
        using var phone = checkIn.App.From(address, student);
        (await phone.Enter(await checkIn.Code())).Is(HttpStatusCode.Created);
    }

    internal static async Task<IReadOnlyList<string>> Suspected(OpenCheckIn checkIn) =>
    [
        .. from one in (await checkIn.Teacher.Get($"{checkIn.Path}/suspicions")).Is(HttpStatusCode.OK).Items
           select string.Join(", ", from account in one.GetProperty("accounts").EnumerateArray()
                                    select account.GetProperty("name").GetString()
                                        + (account.GetProperty("isSibling").GetBoolean() ? " (sibling)" : "")),
    ];
}
