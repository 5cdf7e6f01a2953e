using CsCheck;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Random people and classes, and who belongs to whom.</summary>
static class RandomPeople
{
    /// <summary>Nothing in a school changes by the clock within hours of this.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    public static readonly Gen<UserRow[]> Users = Gen.Select(
        Gen.Int[1, 2], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 2],
        (admins, teachers, students, parents) => (UserRow[])
        [
            .. Several("admin", 0xad, admins), .. Several("teacher", 0x7e, teachers),
            .. Several("student", 0x57, students), .. Several("parent", 0xfa, parents),
        ]);

    static IEnumerable<UserRow> Several(string role, int kind, int count) =>
        Enumerable.Range(0, count).Select(i => RulesOfPeople.NewUser(Id(kind, i), role, Sexes[i % Sexes.Length]));

    static readonly string?[] Sexes = ["female", "male", null];

    public static Guid Id(int kind, int number) => new($"{kind:x2}000000-0000-4000-8000-{number:x12}");

    public static Gen<Guid> Person(UserRow[] users, string role) => Gen.Frequency(
        (4, Gen.OneOf(users.Where(user => user.Role == role).Select(user => user.Id).ToArray())),
        (1, Gen.OneOf(users.Select(user => user.Id).ToArray())));

    public static Gen<Guid?> Perhaps(Gen<Guid> person) =>
        Gen.Frequency((3, person.Select(id => (Guid?)id)), (1, Gen.Const((Guid?)null)));

    public static Gen<ClassRow[]> Classes(UserRow[] users) => Perhaps(Person(users, "teacher")).Array[1, 3]
        .Select(teachers => teachers.Select((teacher, i) => new ClassRow(Id(0xc1, i), $"Class {i}", teacher)).ToArray());

    public static Gen<EnrolmentRow[]> Enrolments(UserRow[] users, ClassRow[] classes) =>
        from one in (from student in Person(users, "student")
                     from classOf in Gen.OneOf(classes)
                     from days in Gen.OneOf(Lasting)
                     select days.Select(day => new EnrolmentRow(
                         classOf.Id, student, Now.AddDays(day.From), day.To is { } to ? Now.AddDays(to) : null))).Array[2, 7]
        // Somebody belongs to a class in one way.
        select one.GroupBy(rows => (rows.First().ClassId, rows.First().StudentId)).SelectMany(same => same.First()).ToArray();

    /// <summary>From and to, in days: for good, over, to come, back again, ending, coming back, to come and end.</summary>
    static readonly (int From, int? To)[][] Lasting =
    [
        [(-30, null)], [(-30, null)], [(-30, -10)], [(5, null)], [(-30, -10), (-5, null)], [(-30, 10)], [(-30, -10), (5, null)],
        [(5, 10)],
    ];

    public static Gen<ChildRow[]> Children(UserRow[] users) =>
        from links in Gen.Select(Person(users, "parent"), Person(users, "student")).Array[0, 4]
        select links.Where(link => link.Item1 != link.Item2).Distinct()
            .Select(link => new ChildRow(link.Item1, link.Item2)).ToArray();
}
