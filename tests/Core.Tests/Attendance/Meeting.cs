using System.Globalization;
using System.Text;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>
/// A meeting's log, told in the order of delivery. Times are local: "08:15:00" on the first day, or with a date before
/// it. Whoever joins brings a registrant id of their own; those of students, staff and known users are known to the
/// school, the others are guests.
/// </summary>
sealed class Meeting
{
    public const long Number = 81234567890;

    readonly List<Entry> _entries = [];
    readonly string _day;
    readonly TimeZoneInfo _zone;
    MeetingContext _context;
    string _run = "run 1";
    FactSource _source = FactSource.Webhook;

    Meeting(string day, string zone)
    {
        (_day, _zone) = (day, TimeZoneInfo.FindSystemTimeZoneById(zone));
        _context = new MeetingContext { TimeZone = zone, MeetingId = User("meeting"), ClassId = User("class") };
    }

    public IEnumerable<Entry> Entries => _entries.Prepend(_context);

    public static Meeting At(string start, string zone = "Asia/Manila", int minutes = 60) =>
        WithoutSchedule(start[..10], zone).Rescheduled("2026-01-01 00:00").AndAt(start, minutes);

    public static Meeting WithoutSchedule(string day, string zone = "Asia/Manila") => new(day, zone);

    /// <summary>One more lesson in the latest schedule.</summary>
    public Meeting AndAt(string start, int minutes = 60)
    {
        var latest = _context.Schedules[^1];
        var lessons = latest.Lessons.Append(new Lesson(Time(start), minutes)).ToList();
        var schedule = latest with { Lessons = lessons };
        return With(context => context with { Schedules = [.. context.Schedules.SkipLast(1), schedule] });
    }

    /// <summary>From then on another schedule holds, as yet an empty one.</summary>
    public Meeting Rescheduled(string from) =>
        With(context => context with { Schedules = [.. context.Schedules, new Schedule(Time(from), [])] });

    public Meeting Students(params string[] names) =>
        names.Aggregate(this, (meeting, name) => meeting.Enrolled(name, "2026-01-01 00:00"));

    public Meeting Enrolled(string name, string from, string? to = null) => Knows(name).With(context => context with
    {
        Roster = [.. context.Roster, new Enrolment(User(name), Time(from), to is null ? null : Time(to))],
    });

    /// <summary>An enrolled student by a short name, and what the school calls them.</summary>
    public Meeting Student(string name, string shown) => Students(name).With(context => context with
    {
        Names = context.Names.SetItem(User(name), shown),
    });

    public Meeting Staff(string name) =>
        Knows(name).With(context => context with { Staff = context.Staff.Add(User(name)) });

    /// <summary>A user of the school with a registration for this meeting.</summary>
    public Meeting Knows(string name) =>
        With(context => context with { Registrants = Bound(context.Registrants, "r-" + name, name) });

    public Meeting Registrant(string id, string name) =>
        With(context => context with { Registrants = Bound(context.Registrants, id, name) });

    public Meeting Email(string address, string name) =>
        With(context => context with { Emails = Bound(context.Emails, address, name) });

    public Meeting ZoomUser(string id, string name) =>
        With(context => context with { ZoomUserIds = Bound(context.ZoomUserIds, id, name) });

    public Meeting Policy(Policy policy, string from = "2026-01-01") =>
        With(context => context with { Policies = [.. context.Policies, policy with { EffectiveFrom = Day(from) }] });

    public Meeting SchoolPolicy(Policy policy, string from = "2026-01-01") => With(context => context with
    {
        SchoolPolicies = [.. context.SchoolPolicies, policy with { EffectiveFrom = Day(from) }],
    });

    /// <summary>What the tables say, changed from the beginning.</summary>
    public Meeting With(Func<MeetingContext, MeetingContext> change)
    {
        _context = change(_context);
        return this;
    }

    /// <summary>What the tables said later on.</summary>
    public Meeting Then(Func<MeetingContext, MeetingContext> change) =>
        Add(change(_entries.OfType<MeetingContext>().LastOrDefault() ?? _context));

    /// <summary>The facts that follow are of this run.</summary>
    public Meeting Run(string uuid)
    {
        _run = uuid;
        return this;
    }

    /// <summary>The facts that follow are told by this source.</summary>
    public Meeting From(FactSource source)
    {
        _source = source;
        return this;
    }

    public Meeting Started(string at) => Add(Fact(FactKind.Started, at));

    public Meeting Ended(string at) => Add(Fact(FactKind.Ended, at));

    public Meeting EndInferred(string at) => Add(Fact(FactKind.EndInferred, at) with { Source = FactSource.Inferred });

    /// <summary>Zoom's report of the run was compared.</summary>
    public Meeting Reported(string end) => Add(Fact(FactKind.Reported, end) with { Source = FactSource.Report });

    /// <summary>Zoom makes no report of it: one person was alone.</summary>
    public Meeting Alone(string end) => Add(Fact(FactKind.Alone, end) with { Source = FactSource.Report });

    public Meeting Joined(
        string who, string at, string client = "laptop", int room = 1, Func<Fact, Fact>? but = null) =>
        Moved(FactKind.Joined, who, at, client, room, but);

    public Meeting Left(
        string who, string at, string client = "laptop", int room = 1, Func<Fact, Fact>? but = null) =>
        Moved(FactKind.Left, who, at, client, room, but);

    public Meeting Stayed(
        string who, string from, string to, string client = "laptop", int room = 1, Func<Fact, Fact>? but = null) =>
        Joined(who, from, client, room, but).Left(who, to, client, room, but);

    /// <summary>Somebody decides, each time a minute after the time before.</summary>
    public Meeting Decided(Decision decision) => Add(decision with
    {
        At = Time("23:00").AddMinutes(_entries.OfType<Decision>().Count()),
    });

    public Meeting Overridden(string student, AttendanceStatus status, string? lesson = null) => Decided(new Overridden
    {
        Id = Guid.NewGuid(), OccurrenceId = lesson ?? Only, StudentId = User(student), Status = status,
    });

    public Meeting Confirmed() => Decided(new Confirmed { Id = Guid.NewGuid(), OccurrenceId = Only });

    public Meeting Degraded() => Decided(new Degraded { Id = Guid.NewGuid(), OccurrenceId = Only });

    public Meeting Voided() => Decided(new Voided { Id = Guid.NewGuid(), OccurrenceId = Only });

    /// <summary>Somebody says who the guest is, as the lessons stand.</summary>
    public Verdict Match(string guest, string student, out Guid id, string? lesson = null)
    {
        var attendance = lesson is null ? Lesson() : Lessons().Single(one => one.Occurrence.Id == lesson);
        id = Guid.NewGuid();
        var wanted = new GuestMatch(
            id, attendance.Occurrence.Id, attendance.Guests.First(one => one.Name == guest).Id, User(student), User("Teacher"));
        var verdict = GuestMatching.Of(wanted, attendance, ADayLater, out var match);
        if (match is not null)
            Decided(match);
        return verdict;
    }

    string Only => Lesson().Occurrence.Id;

    public Meeting Add(Entry entry)
    {
        _entries.Add(entry);
        return this;
    }

    /// <summary>All lessons; without a <paramref name="now"/>, a day after everything.</summary>
    public IReadOnlyList<OccurrenceAttendance> Lessons(string? now = null) =>
        AttendanceRules.Of(Number, Entries, now is null ? ADayLater : Time(now));

    public OccurrenceAttendance Lesson(string? now = null) => Assert.Single(Lessons(now));

    public StudentAttendance Of(string student, string? now = null) => Lesson(now).Of(student);

    /// <summary>When Zoom is to be asked next.</summary>
    public DateTimeOffset? AskZoomAt(string now, string? askedAt = null) =>
        Asking.NextAt(Occurrences(now), askedAt is null ? null : Time(askedAt));

    public ZoomQuestions Questions(string now, string? askedAt = null) =>
        Asking.Of(Occurrences(now), askedAt is null ? null : Time(askedAt), Time(now));

    IReadOnlyList<Occurrence> Occurrences(string now) => [.. Lessons(now).Select(lesson => lesson.Occurrence)];

    public IReadOnlyList<Fact> InferredEnds(string now) =>
        NeverEnding.Ends(Occurrences(now), Time(now));

    public static Guid User(string name) => new(Encoding.UTF8.GetBytes(name.PadRight(16)));

    static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    public DateTimeOffset Time(string text)
    {
        var local = DateTime.Parse(text.Contains(' ') ? text : $"{_day} {text}", CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    DateTimeOffset ADayLater => _entries.OfType<Fact>().Select(fact => fact.At)
        .Concat(_context.Schedules.SelectMany(schedule => schedule.Lessons).Select(lesson => lesson.End))
        .Max().AddDays(1);

    Meeting Moved(FactKind kind, string who, string at, string client, int room, Func<Fact, Fact>? but)
    {
        var fact = Fact(kind, at) with
        {
            Connection = $"{who} {client}",
            UserId = $"{who} {client} {room}",
            Name = who,
            RegistrantId = "r-" + who,
        };
        return Add(but is null ? fact : but(fact));
    }

    Fact Fact(FactKind kind, string at) => new() { Kind = kind, Run = _run, At = Time(at), Source = _source };

    static Bindings Bound(Bindings bindings, string value, string name) =>
        Bindings.Of([KeyValuePair.Create(value, User(name))]).Over(bindings);
}

static class Asked
{
    public static StudentAttendance Of(this OccurrenceAttendance lesson, string student) =>
        Assert.Single(lesson.Students, mark => mark.StudentId == Meeting.User(student));

    public static IEnumerable<string> GuestNames(this OccurrenceAttendance lesson) =>
        lesson.Guests.Select(guest => guest.Name);
}
