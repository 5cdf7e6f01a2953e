using System.Globalization;
using CsCheck;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 4: whom a guest might be. The roster's names are told with semicolons between them.</summary>
public sealed class SuggestionTests
{
    const string Grade7 = "Juan Dela Cruz;Maria Clara Santos;José Peña;Ben Rizal;Zoë Łukasz-Groß;Anna O'Brien";

    [Theory]
    [InlineData("Juan Dela Cruz", "juan dela cruz")]
    [InlineData("José Peña", "JOSE PENA")]
    [InlineData("Jose Pena", "José Peña")]
    [InlineData("Zoë Łukasz-Groß", "Zoe Lukasz Gross")]
    [InlineData("José Peña", "Jose\u0301 Pen\u0303a")]
    [InlineData("Søren Đorđević", "soren dordevic")]
    [InlineData("Anna O'Brien", "anna o’brien")]
    [InlineData("Anna O'Brien", "Anna OBrien")]
    [InlineData("Anna O'Brien", "Anna O´Brien")]
    [InlineData("Ma. Cristina Reyes", "Ma Cristina   Reyes")]
    [InlineData("Juan Dela Cruz", "  Juan\tDela  Cruz ")]
    [InlineData("Juan Dela Cruz", "⭐ Juan 👩🏽‍🎓 Dela Cruz 🇵🇭")]
    [InlineData("Juan Dela Cruz", "\u202EJuan\u202C Del\u200Ba Cr\u00ADuz\uFEFF")]
    [InlineData("Juan Dela Cruz", "Juan\u3164Dela\u3164Cruz")]
    [InlineData("Juan Dela Cruz", "𝓙𝓾𝓪𝓷 Ｄｅｌａ Cruz")]
    [InlineData("Juan Dela Cruz", "J\u0336u\u0336a\u0336n\u0336 Dela Cruz")]
    [InlineData("王小明", "王 小明")]
    [InlineData("Иван Петров", "ИВАН ПЕТРОВ")]
    public void Case_accents_punctuation_spaces_and_ornaments_do_not_matter(string student, string guest) =>
        Assert.Equal([student, "preferred"], Of(guest, student + ";Somebody Else"));

    [Theory]
    [InlineData("Dela Cruz, Juan")]
    [InlineData("DELA CRUZ JUAN")]
    [InlineData("Juan Delacruz")]
    [InlineData("delacruz juan")]
    [InlineData("JuanDelaCruz")]
    [InlineData("Juan De La Cruz")]
    [InlineData("Juan Dela Cruz - Grade 7 Rizal")]
    [InlineData("7-Rizal Juan Dela Cruz")]
    [InlineData("7-Rizal | DELA CRUZ, JUAN")]
    [InlineData("Juan Dela Cruz (he/him)")]
    [InlineData("iPhone ni Juan")]
    [InlineData("Juan's iPad (2)")]
    [InlineData("Nanay ni Juan")]
    [InlineData("Juan")]
    [InlineData("juan07")]
    [InlineData("Cruz")]
    [InlineData("Juan D. C.")]
    [InlineData("J. Dela Cruz")]
    [InlineData("Juan Cruz")]
    [InlineData("Jaun Dela Cruz")]
    [InlineData("Juan Dela Crus")]
    [InlineData("Juan Dela Cuz")]
    [InlineData("Juann Dela Cruz")]
    public void Swapped_extra_and_missing_words_initials_and_a_typo_still_resemble(string guest) =>
        Assert.Equal(["Juan Dela Cruz", "preferred"], Of(guest, Grade7)[..2]);

    [Theory]
    [InlineData("JUAN P. DELA CRUZ", "Juan Perez Dela Cruz")]
    [InlineData("DELA CRUZ, JUAN P.", "Juan Dela Cruz")]
    [InlineData("Ronald McDonald", "Ronald Mc Donald")]
    [InlineData("Juan Delacruz", "Juan De La Cruz")]
    [InlineData("Juan De La Cruz", "Juan Delacruz")]
    [InlineData("John Reyes", "Jon Reyes")]
    [InlineData("Student 07", "student 07")]
    public void Rosters_may_be_written_in_their_own_way(string student, string guest) =>
        Assert.Equal([student, "preferred"], Of(guest, student + ";Student 08;Pia Parent")[..2]);

    [Theory]
    [InlineData("iPhone")]
    [InlineData("Galaxy A12")]
    [InlineData("iPad (3)")]
    [InlineData("DESKTOP-8F3K2L1")]
    [InlineData("vivo 1906")]
    [InlineData("Redmi Note 9 Pro")]
    [InlineData("Grade 7")]
    [InlineData("Zoom user")]
    [InlineData("Mama")]
    [InlineData("J. D. C.")]
    [InlineData("dela")]
    [InlineData("Pedro")]
    [InlineData("Pedro De La Fuente")]
    [InlineData("")]
    [InlineData("🎉🎉")]
    [InlineData("12345")]
    [InlineData("\uFFFE\uFFFF\uD800")]
    [InlineData("ﷺ")]
    public void What_resembles_nobody_yields_none(string guest) => Assert.Empty(Of(guest, Grade7 + ";Vito Mara"));

    [Theory]
    [InlineData("Juan", "Juan Reyes;Juan Dela Cruz", "Juan Dela Cruz;Juan Reyes")]
    [InlineData("iPhone ni Juan", "Juan Miguel Santos;Juan Abad", "Juan Abad;Juan Miguel Santos")]
    [InlineData("Juan Dela Cruz", "Juan Dela Cruz;Juan Dela Cruz", "Juan Dela Cruz;Juan Dela Cruz")]
    [InlineData("Juan D. C.", "Juan Domingo Castro;Juan Dela Cruz", "Juan Dela Cruz;Juan Domingo Castro")]
    [InlineData("Mario Santos", "Marie Santos;Maria Santos", "Maria Santos;Marie Santos")]
    [InlineData("Maria Santos", "Maria Reyes;Ana Santos", "Ana Santos;Maria Reyes")]
    public void Of_students_who_are_equally_likely_none_is_preferred(string guest, string roster, string suggested) =>
        Assert.Equal(suggested.Split(';'), Of(guest, roster));

    [Theory]
    [InlineData("Juan Dela Cruz", "Juan Dela Cruz Jr.;Juan Miguel Dela Cruz;Juan Dela Cruz", "Juan Dela Cruz")]
    [InlineData("Juan Dela Cruz Jr", "Juan Dela Cruz Jr.;Juan Dela Cruz", "Juan Dela Cruz Jr.")]
    [InlineData("Juan Cruz", "Juan Dela Cruz;Juan Cruz", "Juan Cruz")]
    [InlineData("Juan D. C.", "Juan Dela Rosa;Juan Dela Cruz", "Juan Dela Cruz")]
    [InlineData("Marie Santos", "Maria Santos;Marie Santos", "Marie Santos")]
    [InlineData("Juan Delacruz", "Pedro Delacruz;Juan Dela Cruz", "Juan Dela Cruz")]
    [InlineData("Juan", "Juana Reyes;Juan Reyes", "Juan Reyes")]
    [InlineData("Student 01", "Student 00;Student 01;Student 10", "Student 01")]
    public void The_likelier_comes_first_and_is_preferred(string guest, string roster, string likeliest) =>
        Assert.Equal([likeliest, "preferred"], Of(guest, roster)[..2]);

    [Theory]
    [InlineData("Maria Santos", "Maria Reyes")]
    [InlineData("Liza Dela Cruz", "Juan Dela Cruz")]
    [InlineData("Mario", "Maria Reyes")]
    public void A_doubtful_one_is_suggested_and_not_preferred(string guest, string student) =>
        Assert.Equal([student], Of(guest, student + ";Somebody Else"));

    [Fact]
    public void Whoever_shares_but_a_family_name_is_not_suggested_beside_the_one_who_was_named() =>
        Assert.Equal(["Juan Reyes", "preferred"], Of("Juan Reyes", "Juan Reyes;Ana Reyes;Ben Reyes"));

    [Fact]
    public void At_most_five_are_suggested() =>
        Assert.Equal(Suggestions.PerGuestMax, Of("Juan", string.Join(';', Enumerable.Range(1, 9).Select(i => $"Juan {i}"))).Length);

    [Theory]
    [InlineData("juan.delacruz07@mail.example")]
    [InlineData("delacruz_juan@mail.example")]
    [InlineData("juandelacruz2010@mail.example")]
    public void The_user_name_of_an_address_resembles_too(string email) =>
        Assert.Equal(["Juan Dela Cruz", "preferred"], Of("iPhone", Grade7, fact => fact with { Email = email }));

    [Fact]
    public void An_address_decides_between_students_of_one_given_name() => Assert.Equal(
        ["Juan Reyes", "preferred"],
        Of("Juan", "Juan Abad;Juan Reyes", fact => fact with { Email = "juan.reyes@mail.example" }));

    [Fact]
    public void A_parents_account_is_a_guest_whose_only_child_is_preferred() => Assert.Equal(
        ["Juan Reyes", "preferred"],
        OfMother("Ana Santos", "Juan Reyes;Ana Santos", children: "0"));

    [Fact]
    public void Of_several_children_none_is_preferred_whatever_the_name() => Assert.Equal(
        ["Ana Reyes", "Juan Reyes"],
        OfMother("Juan Reyes", "Juan Reyes;Ana Reyes;Ben Santos", children: ["0", "1"]));

    [Fact]
    public void A_child_in_another_class_is_no_suggestion() => Assert.Equal(
        ["Juan Reyes", "preferred"],
        OfMother("Liza Reyes", "Juan Reyes;Ben Santos", children: ["0", "elsewhere"]));

    [Fact]
    public void A_parent_without_a_child_on_the_roster_is_looked_at_by_name() => Assert.Equal(
        ["Juan Reyes", "preferred"],
        OfMother("Juan Reyes", "Juan Reyes;Ben Santos", children: "elsewhere"));

    [Fact]
    public void A_teacher_who_is_a_parent_stays_a_teacher_and_a_student_a_student()
    {
        var meeting = Mother(Class("Juan Reyes;Ana Reyes"), "0").Staff("Mother").Joined("Mother", "08:00");
        Assert.Empty(Suggested(meeting).Guests);
        meeting = Mother(Class("Juan Reyes;Ana Reyes"), "0").Student("Mother", "Liza Reyes").Joined("Mother", "08:00");
        Assert.Empty(Suggested(meeting).Guests);
        Assert.Equal(AttendanceStatus.Partial, meeting.Of("Mother", "08:10").ComputedStatus);
    }

    [Fact]
    public void A_context_with_families_is_written_and_read()
    {
        var context = Context(Mother(Class("Juan Reyes;Ana Reyes"), "0", "1"));
        var read = MeetingContextJson.Read(MeetingContextJson.Write(context));
        Assert.Equal([Meeting.User("0"), Meeting.User("1")], read.Children[Meeting.User("Mother")]);
        Assert.True(MeetingContextJson.AreEqual(context, read));
    }

    [Fact]
    public void Only_those_on_the_roster_of_the_lesson_are_suggested()
    {
        var lesson = Class("Juan Reyes").With(context => context with
        {
            Roster = [.. context.Roster.Select(one => one with { To = one.From.AddDays(1) })],
        });
        Assert.Empty(Of(lesson.Joined("Juan Reyes", "08:00")));
    }

    [Fact]
    public void Suggestions_change_no_attendance()
    {
        var lesson = Class(Grade7).Joined("Juan Dela Cruz", "08:00").Lesson("08:20");
        Assert.All(lesson.Students, student => Assert.Equal(AttendanceStatus.Absent, student.ComputedStatus));
        Assert.Equal(["Juan Dela Cruz"], lesson.GuestNames());
    }

    [Fact]
    public void A_name_of_endless_words_is_looked_at_for_its_first_ones() =>
        Assert.Equal(["Juan Dela Cruz"], Of("Juan " + string.Join(' ', Enumerable.Repeat("Cruz ﷺ", 80)), "Juan Dela Cruz")[..1]);

    [Fact]
    public void Any_text_is_a_name() => Gen.Select(Gen.String, Gen.String).Sample(
        (guest, student) => Of(Class("Juan").Student("1", student).Joined("Guest", "08:00", but: fact => fact with
        {
            Name = guest + "\uFFFE" + student,
        })));

    [Fact]
    public void A_view_for_those_who_see_everybody_has_the_suggestions()
    {
        var meeting = Class("Juan Reyes").Joined("juan", "08:00");
        var lesson = Suggested(meeting);
        var view = LiveViews.Of(lesson, Context(meeting), 1, meeting.Time("08:20"));
        var suggestion = Assert.Single(Assert.Single(view.Guests).Suggestions);
        Assert.Equal(new Suggestion(Meeting.User("0"), "Juan Reyes", IsPreferred: true), suggestion);
    }

    /// <summary>The suggested names, and "preferred" after the one that is.</summary>
    static string[] Of(string guest, string roster, Func<Fact, Fact>? but = null) =>
        Of(Class(roster).Joined("Guest", "08:00", but: fact => (but ?? (same => same))(fact with { Name = guest })));

    static string[] Of(Meeting meeting) => [.. Assert.Single(Suggested(meeting).Guests).Suggestions
        .SelectMany(one => one.IsPreferred ? [one.Name, "preferred"] : new[] { one.Name })];

    static string[] OfMother(string name, string roster, params string[] children) =>
        Of(Mother(Class(roster), children).Joined("Mother", "08:00", but: fact => fact with { Name = name }));

    static Meeting Mother(Meeting meeting, params string[] children) => meeting.Knows("Mother").With(context => context with
    {
        Children = context.Children.SetItem(Meeting.User("Mother"), [.. children.Select(Meeting.User)]),
    });

    static Meeting Class(string roster) => roster.Split(';').Index().Aggregate(
        Meeting.At("2026-03-02 08:00"),
        (meeting, student) => meeting.Student(student.Index.ToString(CultureInfo.InvariantCulture), student.Item));

    static OccurrenceAttendance Suggested(Meeting meeting) => Suggestions.For(meeting.Lesson("08:20"), Context(meeting));

    static MeetingContext Context(Meeting meeting) => meeting.Entries.OfType<MeetingContext>().First();
}
