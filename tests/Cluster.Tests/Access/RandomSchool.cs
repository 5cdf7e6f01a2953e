using CsCheck;
using static ZoomOrleans.Cluster.Tests.Access.RandomLessons;
using static ZoomOrleans.Cluster.Tests.Access.RandomPeople;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Random small schools in which people are more than their role says: a parent who teaches, a student who is somebody's
/// parent, a host who has no class; people who came, left, come back and will come; meetings of each audience, with and
/// without class, host and link.
/// </summary>
static class RandomSchool
{
    static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    public static readonly Gen<SchoolRows> Any =
        from users in Users
        from classes in Classes(users)
        from enrolments in Enrolments(users, classes)
        from children in Children(users)
        from meetings in Meetings(users, classes)
        from registrants in Registrants(users, meetings)
        from logs in Logs(users, meetings)
        from lessons in Lessons(users, meetings)
        from events in Gen.OneOf(meetings).Array[0, 3]
        from policies in Policies(users, classes)
        from due in Due(meetings)
        from checkIns in CheckIns(users, classes)
        from rest in Rest(users)
        select rest with
        {
            Classes = classes,
            Enrolments = enrolments,
            Children = children,
            Meetings = meetings,
            Registrants = registrants,
            Log = logs.Log,
            Schedules = [.. logs.Schedules, .. lessons.Schedules],
            Occurrences = lessons.Occurrences,
            Runs = lessons.Runs,
            Participants = lessons.Participants,
            Records = lessons.Records,
            Events = [.. events.Select((one, i) => new EventRow(Id(0xca, i), $"event {i}", one.Id, Now, Now.AddHours(1)))],
            Policies = policies,
            Due = due,
            CheckIns = checkIns.All,
            CheckedIn = checkIns.Done,
        };

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
        from some in (
            from meeting in Gen.OneOf(meetings)
            from person in Person(users, "student")
            from status in Gen.OneOf("pending", "approved")
            from link in Gen.OneOf("https://zoom.example/w/", null)
            from isKnownToZoom in Gen.Bool
            from isDenied in Gen.OneOf(true, false, false)
            select (meeting, person, status, link, isKnownToZoom, isDenied)).Array[0, 6]
        select some.DistinctBy(one => (one.meeting.Id, one.person)).Select((one, i) => new RegistrantRow(
            Id(0x4e, i), one.meeting.Id, one.person, one.link is null ? null : $"{one.link}{i}", one.status,
            one.isKnownToZoom ? $"registrant {i}" : null, one.isDenied)).ToArray();

    static Gen<DueRow[]> Due(MeetingRow[] meetings) =>
        from some in Gen.Select(
            Gen.OneOf(meetings), Gen.OneOf("registration", "unscheduled", "other"), Gen.OneOf("Zoom is busy.", null)).Array[0, 3]
        select some.DistinctBy(one => (one.Item1.Id, one.Item2)).Select((one, i) =>
            new DueRow(one.Item2, one.Item1.ZoomMeetingId, Now.AddDays(30), 1 + i, one.Item3)).ToArray();

    static Gen<PolicyRow[]> Policies(UserRow[] users, ClassRow[] classes) =>
        from policies in Gen.Select(
            Perhaps(Gen.OneOf(classes).Select(one => one.Id)), Gen.Int[0, 2], Person(users, "teacher")).Array[0, 4]
        select policies.DistinctBy(one => (one.Item1, one.Item2))
            .Select(one => new PolicyRow(one.Item1, Today.AddDays(-one.Item2), one.Item3)).ToArray();

    /// <summary>Open and closed, with people who share an address, of whom some are none of the class any more.</summary>
    static Gen<(CheckInRow[] All, CheckedInRow[] Done)> CheckIns(UserRow[] users, ClassRow[] classes) =>
        from all in Gen.Select(Gen.OneOf(classes), Gen.OneOf(true, true, false), Person(users, "teacher")).Array[0, 3]
        from done in Gen.Select(Gen.Int[0, 2], Person(users, "student"), Gen.OneOf("a", "a", "b", null)).Array[0, 6]
        select (
            all.Select((one, i) => new CheckInRow(
                Id(0xcc, i), one.Item1.Id, Now.AddDays(one.Item2 ? 1 : -1), one.Item3, $"\\x{i + 1:x64}", Now.AddDays(-2))).ToArray(),
            done.Where(one => one.Item1 < all.Length).DistinctBy(one => (one.Item1, one.Item2)).Select((one, i) => new CheckedInRow(
                Id(0xcd, i), Id(0xcc, one.Item1), all[one.Item1].Item1.Id, one.Item2,
                one.Item3 is { } hash ? new string(hash[0], 32) : null, one.Item3 is null ? null : AddressKey)).ToArray());

    const string AddressKey = "0123456789abcdef";

    const int AuditDays = 100;

    static Gen<SchoolRows> Rest(UserRow[] users) =>
        from identities in Gen.OneOf(users).Array[0, 2]
        from keys in Gen.OneOf(users).Array[0, 3]
        from feeds in Gen.OneOf(users).Array[0, 2]
        from creations in Gen.Select(Gen.OneOf(users), Gen.OneOf(users)).Array[0, 3]
        from counts in Gen.Int[0, 2].Array[2]
        from actor in Gen.OneOf(users)
        from seed in Gen.Int
        select new SchoolRows
        {
            Now = Now,
            Users = users,
            Identities = [.. identities.Select((user, i) => new IdentityRow("https://issuer.example", $"{i}", user.Id))],
            IdempotencyKeys = [.. keys.Select((user, i) => new IdempotencyRow(user.Id, $"{i}"))],
            Feeds = [.. feeds.Distinct().Select((user, i) => new FeedRow(user.Id, $"\\x{i:x64}", Now))],
            Creations = [.. creations.Select((one, i) => new CreationRow(Id(0x3f, i), one.Item1.Id, one.Item2.Id, Now))],
            Quarantine = [.. Enumerable.Range(0, counts[0]).Select(i => new QuarantineRow(Id(0x90, i), "not JSON", "{"))],
            Audit = [.. Enumerable.Range(0, counts[1]).Select(i => new AuditRow(
                Id(0xa0, i), Now.AddDays(i == 0 ? -AuditDays - 1 : -AuditDays + 1), actor.Id, "confirm", null, null))],
            Heads = [new HeadRow(999, 1, Now)],
            Periods = [new PeriodRow("quarantine", 1, 30), new PeriodRow("audit", 2, AuditDays)],
            Erasures = [new ErasureRow(Guid.NewGuid(), Now)],
            Unscheduled = [new UnscheduledRow(999, Now, Now)],
            AddressKeys = [new AddressKeyRow(AddressKey, Now)],
            Misses = [new MissRow(actor.Id, 1)],
            Settings = [new SettingsRow(null, null)],
            Seed = seed,
        };
}
