using CsCheck;
using static ZoomOrleans.Cluster.Tests.Access.RandomPeople;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What random meetings were: logs of facts for grains to read, and rows as if from such.</summary>
static class RandomLessons
{
    static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>The first meeting, and perhaps the second, have begun or were held. People have addresses, guests none.</summary>
    public static Gen<(LogRow[] Log, ScheduleRow[] Schedules)> Logs(UserRow[] users, MeetingRow[] meetings) =>
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
    public static Gen<SchoolRows> Lessons(UserRow[] users, MeetingRow[] meetings) =>
        from occurrences in Gen.OneOf(meetings).Array[1, 4]
        from participants in Gen.Select(Gen.OneOf(occurrences), Perhaps(Person(users, "student"))).Array[0, 5]
        from records in Gen.Select(
            Gen.OneOf(occurrences), Person(users, "student"), Perhaps(Person(users, "teacher"))).Array[0, 6]
        from planned in Gen.OneOf(meetings).Array[0, 2]
        let ids = meetings.ToDictionary(one => one.Id, one => $"of meeting {one.ZoomMeetingId}")
        select new SchoolRows
        {
            Now = Now,
            Occurrences = [.. occurrences.Distinct().Select(one => new OccurrenceRow(ids[one.Id], one.Id, Today))],
            Runs = [.. occurrences.Distinct().Select(one => new RunRow(ids[one.Id], "run", one.Id, Now.AddDays(-9)))],
            Participants = [.. participants.Select((one, i) =>
                new ParticipantRow(-1 - i, one.Item1.Id, ids[one.Item1.Id], one.Item2, "Somebody"))],
            Records = [.. records.DistinctBy(one => (one.Item1.Id, one.Item2)).Select(one =>
                new RecordRow(one.Item2, ids[one.Item1.Id], one.Item1.Id, Today, OverrideBy: one.Item3))],
            Schedules = [.. planned.Distinct().Select(one => new ScheduleRow(one.Id, Now.AddDays(-50), "[]"))],
        };
}
