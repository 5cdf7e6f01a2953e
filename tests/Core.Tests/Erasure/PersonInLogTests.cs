using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using ZoomOrleans.Attendance;
using ZoomOrleans.Core.Tests.Attendance;
using ZoomOrleans.Erasure;

namespace ZoomOrleans.Core.Tests.Erasure;

/// <summary>Whom a log is made to forget.</summary>
public sealed class PersonInLogTests
{
    const string Day = "2026-03-02 08:00";

    static readonly JsonSerializerOptions Written = new()
    {
        IncludeFields = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    static readonly Guid Pseudonym = Guid.NewGuid();

    static readonly Pseudonyms Pseudonyms = new(Pseudonym, RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void A_student_who_joined_under_their_registration_is_somebody_else_with_the_same_mark()
    {
        var meeting = Meeting.At(Day).Students("Ana", "Ben")
            .Stayed("Ana", "08:00", "08:40", but: Told("Ana's phone", "ana@home")).Stayed("Ben", "08:00", "08:20");

        var erased = Erased(meeting, Ana());

        Assert.Equal(Outline(meeting, renamed: true), Outline(erased));
        Nowhere(erased, "Ana's phone", "ana@home", "r-Ana", $"{Meeting.User("Ana")}");
    }

    [Fact]
    public void What_a_match_told_is_theirs_and_still_matches()
    {
        var meeting = Meeting.At(Day).Students("Ana", "Ben").Stayed("Ben", "08:00", "08:40")
            .Stayed("iPhone", "08:00", "08:40", but: fact => fact with { RegistrantId = null, ZoomUserId = "z-phone" })
            .Stayed("Annie", "08:00", "08:40", but: Told("Annie", "annie@home"));
        Assert.Equal(Verdict.Accepted, meeting.Match("iPhone", "Ana", out _));
        Assert.Equal(Verdict.Accepted, meeting.Match("Annie", "Ana", out _));

        var erased = Erased(meeting, Ana());

        Assert.Equal(MatchedBy.Manual, Assert.Single(meeting.Lesson().Students, one => one.StudentId == Meeting.User("Ana")).MatchedBy);
        Assert.Equal(Outline(meeting, renamed: true), Outline(erased));
        Nowhere(erased, "iPhone\"", "z-phone", "annie@home", "r-Annie", "\"Annie\"");
    }

    [Fact]
    public void A_guest_of_their_address_is_theirs_and_a_match_taken_back_is_not()
    {
        var meeting = Meeting.At(Day).Students("Ben")
            .Stayed("Ann", "08:00", "08:40", but: Told("Ann", "ana@school"))
            .Stayed("Gus", "08:00", "08:40", but: Told("Gus", "gus@home"));
        meeting.Match("Gus", "Ben", out var match);
        meeting.Decided(new Unmatched { Id = Guid.NewGuid(), OccurrenceId = meeting.Lesson().Occurrence.Id, MatchId = match });

        Nowhere(Erased(meeting, Ana()), "ana@school", "r-Ann", "\"Ann\"");
        Assert.Contains("gus@home", Text(Erased(meeting, Person("Ben"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_joined_by_a_parents_account_is_forgotten_and_the_parents_address_stays_the_parents()
    {
        var meeting = Meeting.At(Day).Students("Ana").Email("mother@home", "Mother")
            .Stayed("Ana", "08:00", "08:40", but: Told("Ana on Mum's", "mother@home"))
            .Stayed("Mother", "08:00", "08:10", but: Told("Mum", "mother@home"));

        var erased = Erased(meeting, Ana());

        Nowhere(erased, "Ana on Mum's", "r-Ana");
        Assert.Contains("mother@home", Text(erased), StringComparison.Ordinal);
        Assert.Contains("\"Mum\"", Text(erased), StringComparison.Ordinal);
    }

    [Fact]
    public void Their_name_goes_from_what_people_have_written_and_parts_of_words_stay()
    {
        var meeting = Meeting.At(Day).Students("Ana").Stayed("Ana", "08:00", "08:40");
        meeting.Decided(new Voided
        {
            Id = Guid.NewGuid(), OccurrenceId = meeting.Lesson().Occurrence.Id, Reason = "ANA REYES was alone; see ana@school. Ana Reyesova",
        });

        var reason = Erased(meeting, Ana() with { Name = "Ana Reyes" }).OfType<Decision>().Single().Reason;

        Assert.Equal(
            $"{Pseudonyms.Name} was alone; see {Pseudonyms.Of("ana@school")}. Ana Reyesova", reason);
    }

    [Fact]
    public void A_namesake_who_is_known_keeps_the_name_in_a_meeting_that_is_none_of_theirs()
    {
        var meeting = Meeting.At(Day).Students("Ben").Stayed("Ana", "08:00", "08:40");

        Assert.Contains("\"Ana\"", Text(Erased(meeting, Ana() with { IsNameTheirs = false })), StringComparison.Ordinal);
        Nowhere(Erased(meeting, Ana()), "\"Ana\"");
    }

    [Fact]
    public void Forgotten_twice_is_forgotten_once()
    {
        var meeting = Meeting.At(Day).Students("Ana").Stayed("Ana", "08:00", "08:40", but: Told("Ana", "ana@school"));
        var erased = Erased(meeting, Ana());

        Assert.Equal(Text(erased), Text([.. erased.Select(PersonInLog.In(erased, Ana()).Of)]));
    }

    /// <summary>But where one connection told two names at one time: which of them it goes by is a matter of the alphabet.</summary>
    [Fact]
    public void In_any_lesson_marks_stay_and_the_person_goes() => (
        from log in AnyLesson.Log
        from now in AnyLesson.Now
        from who in Gen.OneOf("Ana", "Ben", "Cai", "Mother")
        where !log.OfType<Fact>().GroupBy(fact => (fact.Run, fact.Connection, fact.UserId, fact.At))
            .Any(one => one.Select(fact => fact.Name).OfType<string>().Distinct().Count() > 1)
        select (log, now, who)).Sample(
        lesson =>
        {
            var renaming = PersonInLog.In(lesson.log, Person(lesson.who));
            Entry[] erased = [.. lesson.log.Select(renaming.Of)];
            Assert.Equal(
                Outline(AttendanceRules.Of(Meeting.Number, lesson.log, lesson.now), lesson.who),
                Outline(AttendanceRules.Of(Meeting.Number, erased, lesson.now)));
            Nowhere(erased, $"{Meeting.User(lesson.who)}");
        },
        iter: 1000,
        print: lesson => $"{lesson.who}\n{string.Join('\n', lesson.log.AsEnumerable())}");

    static ErasedPerson Ana() => Person("Ana") with { Values = ["ana@school", "z-Ana"] };

    static ErasedPerson Person(string who) => new()
    {
        UserId = Meeting.User(who), Name = who, IsNameTheirs = true, Values = [AnySchool.Email(who), AnySchool.ZoomUser(who)],
        Pseudonym = Pseudonym, Pseudonyms = Pseudonyms,
    };

    static Func<Fact, Fact> Told(string name, string email) => fact => fact with { Name = name, Email = email };

    static Entry[] Erased(Meeting meeting, ErasedPerson person)
    {
        Entry[] log = [.. meeting.Entries];
        return [.. log.Select(PersonInLog.In(log, person).Of)];
    }

    static string Outline(Meeting meeting, bool renamed = false) => Outline(meeting.Lessons(), renamed ? "Ana" : null);

    static string Outline(Entry[] log) => Outline(AttendanceRules.Of(
        Meeting.Number, log, log.OfType<Fact>().Max(fact => fact.At).AddDays(1)));

    /// <summary>Everything but what people are called.</summary>
    static string Outline(IReadOnlyList<OccurrenceAttendance> lessons, string? renamed = null) => JsonSerializer.Serialize(
        lessons.Select(lesson => new
        {
            lesson.Occurrence.Id, lesson.State, lesson.Policy,
            Guests = lesson.Guests.Select(guest => (guest.Seconds, guest.OpenConnections, guest.Connections.Count)).Order().ToList(),
            Students = lesson.Students.Select(student => (
                Id: renamed is not null && student.StudentId == Meeting.User(renamed) ? Pseudonym : student.StudentId,
                Mark: JsonSerializer.Serialize(student with { StudentId = default, Override = null }))).OrderBy(student => student.Id),
        }), Written);

    static string Text(Entry[] log) => JsonSerializer.Serialize(
        log.Select(entry => entry switch
        {
            MeetingContext context => MeetingContextJson.Write(context),
            Decision decision => DecisionJson.Write(decision),
            _ => JsonSerializer.Serialize<object>(entry),
        }),
        Written)
        .Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\u0027", "'", StringComparison.Ordinal);

    static void Nowhere(Entry[] log, params string[] texts)
    {
        var written = Text(log);
        Assert.All(texts, text => Assert.DoesNotContain(text, written, StringComparison.Ordinal));
    }
}
