using System.Globalization;
using CsCheck;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Random small schools in which people are more than their role says: a parent who teaches, a student who is somebody's
/// parent, a host who has no class; people who came, left, come back and will come; meetings of each audience, with and
/// without class, host and link.
/// </summary>
static class RandomSchool
{
    /// <summary>Nothing in a school changes by the clock within hours of this.</summary>
    static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    static readonly Gen<UserRow[]> Users = Gen.Select(
        Gen.Int[1, 2], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 2],
        (admins, teachers, students, parents) => (UserRow[])
        [
            .. Several("admin", 0xad, admins), .. Several("teacher", 0x7e, teachers),
            .. Several("student", 0x57, students), .. Several("parent", 0xfa, parents),
        ]);

    public static readonly Gen<SchoolRows> Any =
        from users in Users
        from classes in Classes(users)
        from enrolments in Enrolments(users, classes)
        from children in Children(users)
        from meetings in Meetings(users, classes)
        from registrants in Registrants(users, meetings)
        from log in Log(users, meetings)
        from lessons in Lessons(users, meetings)
        from policies in Policies(users, classes)
        from rest in Rest(users)
        select rest with
        {
            Classes = classes,
            Enrolments = enrolments,
            Children = children,
            Meetings = meetings,
            Registrants = registrants,
            Log = log.Log,
            Schedules = [.. log.Schedules, .. lessons.Schedules],
            Occurrences = lessons.Occurrences,
            Runs = lessons.Runs,
            Participants = lessons.Participants,
            Records = lessons.Records,
            Policies = policies,
        };

    static IEnumerable<UserRow> Several(string role, int kind, int count) =>
        Enumerable.Range(0, count).Select(i => RulesOfPeople.NewUser(Id(kind, i), role));

    static Guid Id(int kind, int number) => Guid.Parse($"{kind:x2}000000-0000-4000-8000-{number:x12}", CultureInfo.InvariantCulture);

    static Gen<Guid> Person(UserRow[] users, string role) => Gen.Frequency(
        (4, Gen.OneOf(users.Where(user => user.Role == role).Select(user => user.Id).ToArray())),
        (1, Gen.OneOf(users.Select(user => user.Id).ToArray())));

    static Gen<Guid?> Perhaps(Gen<Guid> person) =>
        Gen.Frequency((3, person.Select(id => (Guid?)id)), (1, Gen.Const((Guid?)null)));

    static Gen<ClassRow[]> Classes(UserRow[] users) => Perhaps(Person(users, "teacher")).Array[1, 3]
        .Select(teachers => teachers.Select((teacher, i) => new ClassRow(Id(0xc1, i), $"Class {i}", teacher)).ToArray());

    static Gen<EnrolmentRow[]> Enrolments(UserRow[] users, ClassRow[] classes) =>
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

    static Gen<ChildRow[]> Children(UserRow[] users) =>
        from links in Gen.Select(Person(users, "parent"), Person(users, "student")).Array[0, 4]
        select links.Where(link => link.Item1 != link.Item2).Distinct()
            .Select(link => new ChildRow(link.Item1, link.Item2)).ToArray();

    static Gen<MeetingRow[]> Meetings(UserRow[] users, ClassRow[] classes) =>
        from meetings in (
            from host in Perhaps(Person(users, "teacher"))
            from classOf in Perhaps(Gen.OneOf(classes).Select(one => one.Id))
            from audience in Gen.OneOf("class", "class", "all", "students", "teachers", "personal")
            from registers in Gen.Bool
            from link in Gen.OneOf("https://zoom.example/j", "https://zoom.example/j", null)
            from password in Gen.OneOf("secret", "secret", null)
            select new MeetingRow(
                Guid.Empty, "", host, classOf, audience, registers, link, password, "Lesson", Now)).Array[2, 5]
        select meetings.Select((one, i) => one with { Id = Id(i == 0 ? 0xff : 0x3e, i), ZoomMeetingId = $"{i + 1}" }).ToArray();

    static Gen<RegistrantRow[]> Registrants(UserRow[] users, MeetingRow[] meetings) =>
        from some in Gen.Select(Gen.OneOf(meetings), Person(users, "student"), Gen.Bool).Array[0, 6]
        select some.DistinctBy(one => (one.Item1.Id, one.Item2)).Select((one, i) => new RegistrantRow(
            Id(0x4e, i), one.Item1.Id, one.Item2, one.Item3 ? $"https://zoom.example/w/{i}" : null, "pending")).ToArray();

    /// <summary>The first meeting, and perhaps the second, have been held, or begun; its people come by their addresses.</summary>
    static Gen<(LogRow[] Log, ScheduleRow[] Schedules)> Log(UserRow[] users, MeetingRow[] meetings) =>
        from lessons in (
            from daysAgo in Gen.Int[0, 3]
            from isPlanned in Gen.Bool
            from people in Gen.Frequency(
                (3, Gen.OneOf(users).Select(user => (user.Name, (string?)user.Email))),
                (1, Gen.OneOf("Guest", "Other guest").Select(guest => (guest, (string?)null)))).Array[0, 4]
            select (daysAgo, isPlanned, people)).Array[1, 2]
        select (
            lessons.SelectMany((one, i) => Facts(i + 1, one.daysAgo, one.people)).ToArray(),
            lessons.Zip(meetings).Where(pair => pair.First.isPlanned).Select(pair => new ScheduleRow(
                pair.Second.Id, Now.AddDays(-40),
                $$"""[{"start": "{{Start(pair.First.daysAgo):O}}", "minutes": 60}]""")).ToArray());

    static DateTimeOffset Start(int daysAgo) => daysAgo == 0 ? Now.AddMinutes(-20) : Now.AddDays(-daysAgo);

    static IEnumerable<LogRow> Facts(long meeting, int daysAgo, (string Name, string? Email)[] people)
    {
        var start = Start(daysAgo);
        var seq = 0;
        yield return new LogRow(meeting, ++seq, 1, 1, start, "run");
        for (var i = 0; i < people.Length; i++)
        {
            var (name, email) = people[i];
            var joined = new LogRow(meeting, ++seq, 3, 1, start.AddMinutes(i), "run", $"{i}", $"device {i}", name, email);
            yield return joined;
            if (i % 2 == 0)
                yield return joined with { Seq = ++seq, Kind = 4, At = start.AddMinutes(i + 10) };
        }
        if (daysAgo > 0)
            yield return new LogRow(meeting, ++seq, 2, 1, start.AddMinutes(60), "run");
    }

    /// <summary>Rows as they would be derived, but of anybody and for any meeting without a log.</summary>
    static Gen<SchoolRows> Lessons(UserRow[] users, MeetingRow[] meetings) =>
        from occurrences in Gen.OneOf(meetings).Array[1, 4]
        from participants in Gen.Select(Gen.OneOf(occurrences), Perhaps(Person(users, "student"))).Array[0, 5]
        from records in Gen.Select(Gen.OneOf(occurrences), Person(users, "student")).Array[0, 6]
        from planned in Gen.OneOf(meetings).Array[0, 2]
        let ids = meetings.ToDictionary(one => one.Id, one => $"of meeting {one.ZoomMeetingId}")
        select Empty with
        {
            Occurrences = [.. occurrences.Distinct().Select(one => new OccurrenceRow(ids[one.Id], one.Id, Today))],
            Runs = [.. occurrences.Distinct().Select(one => new RunRow(ids[one.Id], "run", one.Id, Now.AddDays(-9)))],
            Participants = [.. participants.Select((one, i) =>
                new ParticipantRow(-1 - i, one.Item1.Id, ids[one.Item1.Id], one.Item2, "Somebody"))],
            Records = [.. records.DistinctBy(one => (one.Item1.Id, one.Item2)).Select(one =>
                new RecordRow(one.Item2, ids[one.Item1.Id], one.Item1.Id, Today))],
            Schedules = [.. planned.Distinct().Select(one => new ScheduleRow(one.Id, Now.AddDays(-50), "[]"))],
        };

    static Gen<PolicyRow[]> Policies(UserRow[] users, ClassRow[] classes) =>
        from policies in Gen.Select(
            Perhaps(Gen.OneOf(classes).Select(one => one.Id)), Gen.Int[0, 2], Person(users, "teacher")).Array[0, 4]
        select policies.DistinctBy(one => (one.Item1, one.Item2))
            .Select(one => new PolicyRow(one.Item1, Today.AddDays(-one.Item2), one.Item3)).ToArray();

    static Gen<SchoolRows> Rest(UserRow[] users) =>
        from identities in Gen.OneOf(users).Array[0, 2]
        from keys in Gen.OneOf(users).Array[0, 3]
        from counts in Gen.Int[0, 2].Array[3]
        from actor in Gen.OneOf(users)
        from seed in Gen.Int
        select Empty with
        {
            Users = users,
            Identities = [.. identities.Select((user, i) => new IdentityRow("https://issuer.example", $"{i}", user.Id))],
            IdempotencyKeys = [.. keys.Select((user, i) => new IdempotencyRow(user.Id, $"{i}"))],
            Quarantine = [.. Enumerable.Range(0, counts[0]).Select(i => new QuarantineRow(Id(0x90, i), "not JSON", "{"))],
            Audit = [.. Enumerable.Range(0, counts[1]).Select(i => new AuditRow(Id(0xa0, i), actor.Id, "confirm", null, null))],
            Heads = [new HeadRow(999, 1, Now)],
            Due = [.. Enumerable.Range(0, counts[2]).Select(i => new DueRow("other", $"{i}", Now.AddDays(30)))],
            Settings = [new SettingsRow(null, null)],
            Seed = seed,
        };

    static readonly SchoolRows Empty = new()
    {
        Now = Now,
        Users = [],
        Identities = [],
        Classes = [],
        Enrolments = [],
        Children = [],
        Meetings = [],
        Schedules = [],
        Registrants = [],
        Occurrences = [],
        Runs = [],
        Participants = [],
        Records = [],
        Policies = [],
        Settings = [],
        IdempotencyKeys = [],
        Quarantine = [],
        Audit = [],
        Log = [],
        Heads = [],
        Due = [],
        Seed = 0,
    };
}
