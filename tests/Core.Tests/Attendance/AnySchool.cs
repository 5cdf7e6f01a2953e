using System.Collections.Immutable;
using CsCheck;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>
/// What random tables say of a meeting: lessons that touch or overlap, and were moved; students who come and leave;
/// policies of all kinds; and later, other things, among them fewer bindings than before.
/// </summary>
static class AnySchool
{
    /// <summary>The night in which Europe and Lebanon put their clocks forward; midnight is elsewhere in each zone.</summary>
    static readonly DateTimeOffset Dawn = new(2026, 3, 28, 21, 0, 0, TimeSpan.Zero);

    static readonly string[] Few = ["Ana", "Ben"];
    static readonly string[] Many = ["Ana", "Ben", "Cai", "Dot", "Eva", "Fin"];
    static readonly string[] Known = [.. Many, "Teacher", "Mother"];

    /// <summary>Users, and two guests.</summary>
    public static readonly string[] People = [.. Known, "Gus", "Zoe"];

    /// <summary>The steps, ten minutes each, at which lessons may begin.</summary>
    public static readonly int[] LessonSteps = [6, 12, 15, 18, 30, 42];

    /// <summary>Ten minutes apart, so that much happens in one second and exactly on the boundaries.</summary>
    public static DateTimeOffset At(int step) => Dawn.AddMinutes(10 * step);

    static readonly Gen<string> Zone = Gen.OneOf("Asia/Manila", "Europe/Berlin", "Asia/Beirut", "America/New_York", "UTC");

    static readonly Gen<Lesson[]> Lessons =
        from steps in Gen.Shuffle(LessonSteps, 0, 4)
        from minutes in Gen.OneOf(1, 10, 30, 60, 60, 60, 120).Array[4]
        select steps.Order().Select((step, i) => new Lesson(At(step), minutes[i])).ToArray();

    static readonly Gen<Schedule[]> Schedules = Gen.Frequency(
        (1, Gen.Const(Array.Empty<Schedule>())),
        (4, Lessons.Select(lessons => new[] { new Schedule(At(0).AddMonths(-1), lessons) })),
        (2, from first in Lessons
            from second in Lessons
            from at in Gen.Int[4, 46]
            select new[] { new Schedule(At(0).AddMonths(-1), first), new Schedule(At(at), second) }));

    /// <summary>Most are there for good; some come, some leave, some come back.</summary>
    static readonly Gen<Func<string, Enrolment[]>> Enrolled =
        from kind in Gen.Frequency((7, Gen.Const(0)), (1, Gen.Const(1)), (1, Gen.Const(2)), (1, Gen.Const(3)))
        from steps in Gen.Int[0, 50].Array[2]
        select (Func<string, Enrolment[]>)(name => Times(Meeting.User(name), kind, At(steps.Min()), At(steps.Max() + 1)));

    static readonly Gen<Enrolment[]> Roster =
        from names in Gen.OneOf(Few, Many)
        from times in Enrolled.Array[names.Length]
        select names.SelectMany((name, i) => times[i](name)).ToArray();

    static readonly Gen<Policy> Policy =
        from minutes in Gen.OneOf(1, 15, 15, 30, 60)
        from percent in Gen.OneOf<int?>(null, null, 1, 50, 100)
        from window in Gen.OneOf(PolicyWindow.Meeting, PolicyWindow.Scheduled)
        from late in Gen.OneOf<int?>(null, 0, 10)
        from early in Gen.OneOf<int?>(null, 0, 10)
        select new Policy
        {
            PresentAfterMinutes = minutes,
            PresentAfterPercent = percent,
            Window = window,
            LateAfterMinutes = late,
            LeftEarlyMinutes = early,
        };

    static readonly Gen<Policy[]> Policies =
        from days in Gen.Shuffle(new[] { -30, 0, 1 }, 0, 3)
        from policies in Policy.Array[3]
        let dates = days.Order().Select(new DateOnly(2026, 3, 28).AddDays)
        select dates.Select((date, i) => policies[i] with { EffectiveFrom = date }).ToArray();

    /// <summary>Now and then a value is of nobody, or of somebody else.</summary>
    static readonly Gen<string?[]> Bound =
        from lost in Gen.Bool
        from users in Gen.Frequency((8, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Const(2))).Array[Known.Length]
        select Known.Select((name, i) => !lost || users[i] == 0 ? name : users[i] == 1 ? null : "Ben").ToArray();

    static readonly Gen<MeetingContext> Context =
        from zone in Zone
        from schedules in Schedules
        from roster in Roster
        from policies in Policies
        from schoolPolicies in Policies
        from rare in Gen.Int[0, 19]
        from registrants in Bound
        from emails in Bound
        from zoomUsers in Bound
        select new MeetingContext
        {
            MeetingId = Meeting.User("meeting"),
            ClassId = rare == 0 ? null : Meeting.User("class"),
            IsCancelled = rare is 1 or 2,
            TimeZone = zone,
            Schedules = schedules,
            Roster = rare == 0 ? [] : roster,
            Staff = [Meeting.User("Teacher")],
            Names = Known.ToImmutableSortedDictionary(Meeting.User, name => name),
            Registrants = Bind(registrants, Registrant),
            Emails = Bind(emails, Email),
            ZoomUserIds = Bind(zoomUsers, ZoomUser),
            Policies = policies,
            SchoolPolicies = schoolPolicies,
        };

    /// <summary>What the tables said, one time after the other.</summary>
    public static readonly Gen<MeetingContext[]> Contexts = Context.Array[1, 3];

    public static string Registrant(string name) => "r-" + name;

    public static string Email(string name) => name.ToLowerInvariant() + "@mail";

    public static string ZoomUser(string name) => "z-" + name;

    static Bindings Bind(string?[] users, Func<string, string> value) => Bindings.Of(
        from one in Known.Zip(users)
        where one.Second is not null
        select KeyValuePair.Create(value(one.First), Meeting.User(one.Second)));

    static Enrolment[] Times(Guid student, int kind, DateTimeOffset one, DateTimeOffset other) => kind switch
    {
        0 => [new Enrolment(student, At(0).AddMonths(-1), null)],
        1 => [new Enrolment(student, one, null)],
        2 => [new Enrolment(student, At(0).AddMonths(-1), one)],
        _ => [new Enrolment(student, At(0).AddMonths(-1), one), new Enrolment(student, other, null)],
    };
}
