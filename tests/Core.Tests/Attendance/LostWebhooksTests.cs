using System.Globalization;
using ZoomOrleans.Attendance;
using ZoomOrleans.ZoomSimulator;
using ZoomOrleans.ZoomSimulator.Api;
using Recorded = ZoomOrleans.Zoom.ZoomEvent.Recorded;
using Simulated = ZoomOrleans.ZoomSimulator.Lesson;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>
/// Of each lesson a fifth of the webhooks never comes. With Zoom's report, the attendance is what all of them would have
/// made it. The same over HTTP is tested beside the other tests of reconciliation.
/// </summary>
public sealed class LostWebhooksTests
{
    const double Share = 0.2;

    static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(false), InlineData(true)]
    public void The_report_makes_up_for_what_never_came(bool splitsAtBreakouts) => Compare(400, splitsAtBreakouts);

    [Theory, InlineData(false), InlineData(true), Trait("Tier", "Long")]
    public void The_report_makes_up_for_what_never_came_in_many_lessons(bool splitsAtBreakouts) =>
        Compare(20_000, splitsAtBreakouts);

    static void Compare(int lessons, bool splitsAtBreakouts)
    {
        var compared = 0;
        for (var seed = 1; seed <= lessons; seed++)
        {
            var lesson = Simulated.Of(Plan(seed));
            var rows = new LessonRows(lesson, splitsAtBreakouts);
            // Zoom makes no report where one person was alone: what was lost of them stays lost.
            if (lesson.Runs.Any(run => rows.Of(run).DistinctBy(row => row.Person).Count() < 2))
                continue;
            var whole = Told(lesson, Faults.None);
            var part = Told(lesson, Faults.None with { Lost = Share });
            foreach (var run in lesson.Runs)
                Reconcile(part, run, rows.Of(run));
            Assert.True(InWords(whole) == InWords(part), $"seed {seed}:\n{InWords(whole)}\nand with the report\n{InWords(part)}");
            compared++;
        }
        Assert.InRange(compared, lessons * 9 / 10, lessons);
    }

    static LessonPlan Plan(int seed) => new()
    {
        Seed = seed,
        MeetingId = Meeting.Number,
        Start = Start,
        Length = TimeSpan.FromMinutes(20 + (seed % 5 * 10)),
        People = [.. Enumerable.Range(0, 3 + (seed % 7)).Select(Student)],
        Behaviour = seed % 2 == 0 ? Behaviour.Lively : new Behaviour
        {
            Absent = 0.1, Late = 0.3, LeavesEarly = 0.3, Rejoins = 0.4, Drops = 0.4, TwoDevices = 0.4, PhonesIn = 0.2,
            WaitsForHost = 0.4, WaitingRoom = 0.4, LeavesAfterEnd = 0.4,
        },
        Guests = seed % 3,
        Breakouts = seed % 4,
        Restarts = seed % 3 == 0,
        HostLeftMissing = seed % 5 == 0,
    };

    /// <summary>Known by registration, by address, or by their Zoom account.</summary>
    static Person Student(int number) => (number % 3) switch
    {
        0 => new(Name(number)) { RegistrantId = "r-" + Name(number), Email = $"private{number}@example.org" },
        1 => new(Name(number)) { Email = $"{Name(number)}@example.edu" },
        _ => new(Name(number)) { ZoomUserId = "z-" + Name(number) },
    };

    static string Name(int number) => "student" + number.ToString(CultureInfo.InvariantCulture);

    static Meeting Told(Simulated lesson, Faults faults)
    {
        var meeting = Meeting.At("2026-03-02 08:00", minutes: (int)lesson.Plan.Length.TotalMinutes)
            .Policy(new Policy { LateAfterMinutes = 5, LeftEarlyMinutes = 5 });
        foreach (var person in lesson.Plan.People)
            meeting.Students(person.Name).Email($"{person.Name}@example.edu", person.Name)
                .ZoomUser("z-" + person.Name, person.Name);
        foreach (var delivery in Deliveries.Of(lesson, faults))
            if (ZoomOrleans.Zoom.ZoomEvent.Parse(delivery.Body.Span) is Recorded { Entry: Fact fact })
                meeting.Add(fact);
        return meeting;
    }

    /// <summary>As the program does it with the rows that Zoom answers.</summary>
    static void Reconcile(Meeting meeting, ZoomSimulator.Run run, IReadOnlyList<ReportRow> rows)
    {
        var start = new Fact { Kind = FactKind.Started, Run = run.Uuid, At = run.Start, Source = FactSource.Report };
        var end = start with { Kind = FactKind.Ended, At = run.End };
        var log = new MeetingFold();
        foreach (var (at, entry) in meeting.Entries.Index())
            log.Add(at + 1, entry);
        foreach (var fact in ToldTwice.Missing([start, end, .. rows.SelectMany(Moves)], log).ToList())
            meeting.Add(fact);
        meeting.Add(end with { Kind = FactKind.Reported });

        IEnumerable<Fact> Moves(ReportRow row)
        {
            if (row.IsInWaitingRoom)
                yield break;
            var join = start with
            {
                Kind = FactKind.Joined,
                At = row.Join,
                UserId = row.UserId,
                Name = row.Name,
                Email = Known(row.Email),
                RegistrantId = Known(row.RegistrantId),
                ParticipantUserId = Known(row.ZoomUserId),
                ZoomUserId = Known(row.ZoomUserId),
            };
            yield return join;
            yield return join with { Kind = FactKind.Left, At = row.Leave };
        }
    }

    static string? Known(string text) => text.Length > 0 ? text : null;

    static string InWords(Meeting meeting)
    {
        var lesson = meeting.Lesson();
        return string.Join('\n',
        [
            .. lesson.Students.Select(student =>
                $"{student.StudentId} {student.Status} {student.ComputedStatus} {student.Seconds} s {student.Flags} "
                + $"{student.MatchedBy} {student.Late} {student.LeftEarly} {Times(student.Presence)}"),
            .. lesson.Guests.Select(guest => $"{guest.Name} {guest.Seconds} s {Times(guest.Presence)}"),
        ]);
    }

    static string Times(ZoomOrleans.Attendance.Presence presence) =>
        string.Join(", ", presence.Intervals.Select(one => $"{one.Join:HH:mm:ss}-{one.Leave:HH:mm:ss}"));
}
