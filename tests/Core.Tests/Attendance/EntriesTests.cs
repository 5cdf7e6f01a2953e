using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 1.</summary>
public sealed class EntriesTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana");

    [Fact]
    public void Leave_delivered_twice_does_not_count_the_stay_twice()
    {
        var ana = Lesson.Stayed("Ana", "08:00", "08:10").Left("Ana", "08:10").Ended("09:00").Of("Ana");
        Assert.Equal((Partial, 600), (ana.Status, ana.Seconds));
    }

    [Fact]
    public void Leave_told_after_the_end_does_not_double_the_last_stay()
    {
        var ana = Lesson.Joined("Ana", "08:00").Ended("08:08").Left("Ana", "08:08").Of("Ana");
        Assert.Equal((Partial, 480), (ana.Status, ana.Seconds));
    }

    [Fact]
    public void Everything_delivered_again_changes_nothing()
    {
        var lesson = Lesson.Started("08:00").Stayed("Ana", "08:00", "08:20").Ended("09:00");
        var once = lesson.Of("Ana");
        foreach (var entry in lesson.Entries.ToList())
            lesson.Add(entry);
        Assert.Equal((once.Seconds, once.Stays), (lesson.Of("Ana").Seconds, lesson.Of("Ana").Stays));
    }

    [Fact]
    public void A_fact_delivered_again_says_nothing_new()
    {
        Assert.True(Log(Joined).Knows(Joined));
        Assert.True(Log(Joined).Knows(Joined with { Name = null }));
    }

    [Fact]
    public void A_fact_of_another_key_is_another_fact()
    {
        Assert.False(Log(Joined).Knows(Joined with { Kind = FactKind.Left }));
        Assert.False(Log(Joined).Knows(Joined with { Run = "run 2" }));
        Assert.False(Log(Joined).Knows(Joined with { UserId = "2" }));
        Assert.False(Log(Joined).Knows(Joined with { Connection = "phone" }));
        Assert.False(Log(Joined).Knows(Joined with { At = Joined.At.AddSeconds(1) }));
    }

    [Fact]
    public void A_value_not_yet_known_is_new_evidence_until_every_value_is_known()
    {
        var log = Log(Joined);
        var (email, registrant) = (Joined with { Email = "ana@school.example" }, Joined with { RegistrantId = "r1" });
        Assert.False(log.Knows(email));
        Assert.False(log.Knows(registrant));
        log.Add(2, email);
        log.Add(3, registrant);
        Assert.True(log.Knows(Joined with { Email = "ana@school.example", RegistrantId = "r1" }));
    }

    [Fact]
    public void What_is_added_after_a_question_counts_in_the_next_answer()
    {
        var log = Log(Joined);
        Assert.True(Assert.Single(log.Runs).IsOpen);
        log.Add(2, Joined with { Kind = FactKind.Ended, UserId = null, Connection = null });
        Assert.False(Assert.Single(log.Runs).IsOpen);
    }

    [Fact]
    public void A_notice_is_known_by_event_subject_and_time()
    {
        var notice = new Notice { Event = "meeting.registration_created", Subject = "r1", At = Joined.At };
        Assert.True(Log(notice).Knows(notice with { }));
        Assert.False(Log(notice).Knows(notice with { Event = "meeting.registration_cancelled" }));
        Assert.False(Log(notice).Knows(notice with { Subject = "r2" }));
        Assert.False(Log(notice).Knows(notice with { At = notice.At.AddSeconds(1) }));
    }

    [Fact]
    public void A_notice_is_no_attendance()
    {
        var notice = new Notice { Event = "meeting.updated", At = Lesson.Time("08:00") };
        Assert.Empty(Lesson.Add(notice).Lesson().Occurrence.Runs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evidence_of_any_delivery_counts_whatever_came_first(bool evidenceArrivesFirst)
    {
        var lesson = evidenceArrivesFirst
            ? Lesson.Joined("Ana", "08:00").Joined("Ana", "08:00", but: Nobody)
            : Lesson.Joined("Ana", "08:00", but: Nobody).Joined("Ana", "08:00");
        Assert.Equal((Present, 1), (lesson.Ended("09:00").Of("Ana").Status, lesson.Of("Ana").Stays));
    }

    [Fact]
    public void Evidence_that_only_the_leave_brings_counts_for_the_whole_connection()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:10", but: Nobody).Joined("Ana", "08:10", room: 2, but: Nobody);
        Assert.Equal(1200, lesson.Left("Ana", "08:20", room: 2).Of("Ana").Seconds);
    }

    [Fact]
    public void Evidence_stays_with_its_run()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:10").Run("run 2").Stayed("Ana", "08:20", "08:30", but: Nobody)
            .Lesson();
        Assert.Equal((600, 1), (lesson.Of("Ana").Seconds, lesson.Guests.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_name_shown_is_that_of_the_latest_fact(bool latestArrivesFirst)
    {
        var lesson = Meeting.At("2026-03-02 08:00");
        lesson = latestArrivesFirst
            ? lesson.Left("G", "08:10", but: Named("Gus")).Joined("G", "08:00", but: Named("Zoe"))
            : lesson.Joined("G", "08:00", but: Named("Zoe")).Left("G", "08:10", but: Named("Gus"));
        Assert.Equal(["Gus"], lesson.Lesson().GuestNames());
    }

    [Theory]
    [InlineData("Gus", "Zoe")]
    [InlineData("Zoe", "Gus")]
    public void Of_several_latest_names_the_alphabetically_last_is_shown(string first, string second)
    {
        var lesson = Meeting.At("2026-03-02 08:00").Joined("G", "08:00", but: Named(first))
            .Joined("G", "08:00", but: Named(second));
        Assert.Equal(["Zoe"], lesson.Lesson().GuestNames());
    }

    [Fact]
    public void A_binding_once_logged_stays_known_when_its_row_is_gone()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:30").Ended("09:00")
            .Then(context => context with { Registrants = Bindings.None });
        Assert.Equal(Present, lesson.Of("Ana").Status);
        Assert.Empty(lesson.Lesson().Guests);
    }

    [Fact]
    public void An_address_once_logged_stays_known_when_its_row_is_gone()
    {
        var lesson = Lesson.Email("ana@school.example", "Ana")
            .Stayed("Ana", "08:00", "08:30", but: fact => Nobody(fact) with { Email = "ana@school.example" })
            .Then(context => context with { Emails = Bindings.None })
            .Then(context => context with { Names = context.Names.Add(Meeting.User("Ana"), "Ana") });
        Assert.Equal(Present, lesson.Of("Ana").Status);
    }

    [Fact]
    public void The_latest_context_holds()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:30").Then(context => context with { Roster = [] });
        Assert.Empty(lesson.Lesson().Students);
    }

    [Fact]
    public void Facts_that_only_the_report_knows_count()
    {
        var ana = Lesson.Started("08:00").Ended("09:00").From(FactSource.Report).Stayed("Ana", "08:00", "08:30")
            .Of("Ana");
        Assert.Equal((Present, FactSource.Report), (ana.Status, Assert.Single(ana.Presence.Intervals).Source));
    }

    [Theory]
    [InlineData(FactSource.Webhook, FactSource.Report)]
    [InlineData(FactSource.Report, FactSource.Webhook)]
    public void What_the_webhook_told_as_well_is_the_webhooks(FactSource first, FactSource second)
    {
        var ana = Lesson.From(first).Stayed("Ana", "08:00", "08:30").From(second).Stayed("Ana", "08:00", "08:30")
            .Of("Ana");
        Assert.Equal((1, FactSource.Webhook), (ana.Stays, Assert.Single(ana.Presence.Intervals).Source));
    }

    [Fact]
    public void Now_is_never_earlier_than_the_latest_fact()
    {
        var ana = Lesson.Joined("Ana", "08:00").Joined("Gus", "08:10").Of("Ana", now: "07:00");
        Assert.Equal((600, true), (ana.Seconds, ana.InNow));
    }

    [Fact]
    public void A_meeting_that_nobody_scheduled_here_has_guests_and_no_attendance()
    {
        var facts = Lesson.Stayed("Ana", "08:00", "08:30").Ended("09:00").Entries.OfType<Fact>();
        var lesson = Assert.Single(AttendanceRules.Of(Meeting.Number, facts, Lesson.Time("12:00")));
        Assert.Equal((AttendanceState.None, 0, 1), (lesson.State, lesson.Students.Count, lesson.Guests.Count));
    }

    [Fact]
    public void A_latest_fact_without_a_name_leaves_the_name_before_it()
    {
        var lesson = Meeting.At("2026-03-02 08:00").Joined("Gus", "08:00")
            .Left("Gus", "08:10", but: fact => fact with { Name = null });
        Assert.Equal(["Gus"], lesson.Lesson().GuestNames());
    }

    static Fact Joined { get; } = new()
    {
        Kind = FactKind.Joined,
        Run = "run 1",
        At = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero),
        UserId = "1",
        Connection = "laptop",
        Name = "Ana",
    };

    static MeetingFold Log(Entry entry)
    {
        var log = new MeetingFold();
        log.Add(1, entry);
        return log;
    }

    static Fact Nobody(Fact fact) => fact with { RegistrantId = null };

    static Func<Fact, Fact> Named(string name) => fact => fact with { Name = name };
}
