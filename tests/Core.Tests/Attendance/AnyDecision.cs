using System.Globalization;
using CsCheck;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>
/// Random decisions about lessons that may exist, several of them about the same and some at one time. No locks: what is
/// locked stands as the log was then, so it is no matter of the set of entries.
/// </summary>
static class AnyDecision
{
    static readonly string[] Dates = ["20260328", "20260329"];

    static readonly DateTimeOffset[] SplitTimes = [.. new[] { 9, 18, 24, 36 }.Select(AnySchool.At)];

    static readonly Gen<string> Scheduled = Gen.OneOf([.. AnySchool.LessonSteps.Select(step => Id(Written(AnySchool.At(step))))]);

    static readonly Gen<string> Unscheduled = Gen.Frequency(
        (3, Gen.OneOf([.. Dates.Select(Id)])),
        (1, Gen.OneOf(Dates.SelectMany(date => SplitTimes.Select(time => Id($"{date}-{Written(time)}"))).ToArray())));

    static readonly Gen<string> Occurrence = Gen.OneOf(Scheduled, Unscheduled);

    static readonly Gen<Guid> Number = Gen.Int[1, 8].Select(Numbered);

    static readonly Gen<string> Person = Gen.OneOf(AnySchool.People);

    static readonly Gen<Decision> Match =
        from lesson in Occurrence
        from student in Gen.OneOf("Ana", "Ben", "Mother")
        from registrants in Person.Array[0, 1]
        from emails in Person.Array[0, 1]
        from name in Person.Null()
        select (Decision)new Matched
        {
            Id = default,
            OccurrenceId = lesson,
            StudentId = Meeting.User(student),
            RegistrantIds = [.. registrants.Select(AnySchool.Registrant)],
            Emails = [.. emails.Select(AnySchool.Email)],
            Name = name,
        };

    static readonly Gen<Decision> Override =
        from lesson in Occurrence
        from student in Gen.OneOf("Ana", "Ben", "Gus")
        from status in Gen.Enum<AttendanceStatus>().Nullable()
        select status is { } set
            ? new Overridden { Id = default, OccurrenceId = lesson, StudentId = Meeting.User(student), Status = set }
            : (Decision)new OverrideRemoved { Id = default, OccurrenceId = lesson, StudentId = Meeting.User(student) };

    static readonly Gen<Decision> Rearrangement = Gen.OneOf(
        Gen.Select(Unscheduled, Gen.OneOf(SplitTimes), (id, time) =>
            (Decision)new OccurrenceSplit { Id = default, OccurrenceId = id, Time = time }),
        Gen.Select(Unscheduled, Unscheduled, Join),
        Gen.Select(Scheduled, Scheduled, Join),
        Gen.Select(Occurrence, Occurrence, Join));

    static readonly Gen<Decision> Simple =
        from lesson in Occurrence
        from match in Number
        from which in Gen.Int[0, 5]
        select which switch
        {
            0 or 1 => new Confirmed { Id = default, OccurrenceId = lesson },
            2 => new Voided { Id = default, OccurrenceId = lesson },
            3 => new VoidUndone { Id = default, OccurrenceId = lesson },
            4 => new Degraded { Id = default, OccurrenceId = lesson },
            _ => (Decision)new Unmatched { Id = default, OccurrenceId = lesson, MatchId = match },
        };

    static readonly Gen<Decision> One =
        from what in Gen.OneOf(Match, Override, Rearrangement, Simple)
        from step in Gen.Int[80, 84]
        select what with { At = AnySchool.At(step) };

    /// <summary>A day is divided, made whole and divided again, and something is said of its parts.</summary>
    static readonly Gen<Decision[]> ThereAndBack =
        from date in Gen.OneOf(Dates)
        from time in Gen.OneOf(SplitTimes)
        from other in Gen.OneOf(SplitTimes)
        from said in Gen.OneOf(Override, Simple).Array[2]
        from length in Gen.Int[2, 5]
        let day = Id(date)
        let part = Id($"{date}-{Written(time)}")
        let first = new OccurrenceSplit { Id = default, OccurrenceId = day, Time = time }
        let second = new OccurrenceSplit { Id = default, OccurrenceId = part, Time = other }
        let story = new[] { first, Join(day, part), first, said[1] with { OccurrenceId = part }, second }
        select story[..length].Prepend(said[0] with { OccurrenceId = part })
            .Select((decision, i) => decision with { At = AnySchool.At(82 + i) }).ToArray();

    /// <summary>Each with an id of its own.</summary>
    public static readonly Gen<Decision[]> Several =
        from decisions in Gen.Frequency((3, One.Array[0, 8]), (1, ThereAndBack))
        from numbers in Gen.Shuffle(new[] { 1, 2, 3, 4, 5, 6, 7, 8 })
        select decisions.Select((decision, i) => decision with { Id = Numbered(numbers[i]) }).ToArray();

    static Decision Join(string id, string with) => new OccurrencesJoined { Id = default, OccurrenceId = id, With = with };

    static Guid Numbered(int number) => new(number, 0, 0, new byte[8]);

    static string Id(string rest) => string.Create(CultureInfo.InvariantCulture, $"{Meeting.Number}-{rest}");

    static string Written(DateTimeOffset time) => time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
