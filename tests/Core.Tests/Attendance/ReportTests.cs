using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 7: what Zoom's participant report adds to what its webhooks told.</summary>
public sealed class ReportTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana", "Ben");

    [Fact]
    public void A_lesson_is_reconciled_when_the_reports_of_all_its_runs_were_compared()
    {
        var lesson = Lesson.Started("08:00").Stayed("Ana", "08:00", "08:30").Ended("08:30").Reported("08:30");
        Assert.Equal(AttendanceState.Reconciled, lesson.Lesson().State);
        lesson.Run("run 2").Started("08:40").Ended("09:00");
        Assert.Equal(AttendanceState.Provisional, lesson.Lesson().State);
        lesson.Reported("09:00");
        Assert.Equal(AttendanceState.Reconciled, lesson.Lesson().State);
    }

    [Fact]
    public void A_lesson_that_no_run_touched_is_not_reconciled()
    {
        Assert.Equal(AttendanceState.Held, Lesson.Lesson().State);
    }

    [Fact]
    public void A_running_lesson_is_live_whatever_was_compared()
    {
        var lesson = Lesson.Started("08:00").Ended("08:10").Reported("08:10").Run("run 2").Started("08:20");
        Assert.Equal(AttendanceState.Live, lesson.Lesson("08:30").State);
    }

    [Fact]
    public void What_was_held_is_told_once_it_is_reconciled()
    {
        var lesson = Lesson.Started("08:00").Joined("Ana", "08:05").EndInferred("08:05");
        Assert.Equal((AttendanceState.Held, null), (lesson.Lesson().State, lesson.Of("Ben").Status));
        lesson.From(FactSource.Report).Left("Ana", "08:30").Ended("09:00").Reported("09:00");
        Assert.Equal(AttendanceState.Reconciled, lesson.Lesson().State);
        Assert.Equal((Absent, Present, 1500), (lesson.Of("Ben").Status, lesson.Of("Ana").Status, lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void A_lesson_whose_webhooks_were_missing_calls_nobody_absent_before_it_is_reconciled()
    {
        var lesson = Lesson.Started("08:00").Stayed("Ana", "08:00", "08:30").Ended("09:00").Degraded();
        Assert.Equal((AttendanceState.Held, null, Present), (lesson.Lesson().State, lesson.Of("Ben").Status, lesson.Of("Ana").Status));
        Assert.Equal((AttendanceState.Reconciled, Absent), (lesson.Reported("09:00").Lesson().State, lesson.Of("Ben").Status));
    }

    [Fact]
    public void A_person_may_confirm_a_lesson_whose_webhooks_were_missing()
    {
        var lesson = Lesson.Started("08:00").Ended("09:00").Degraded().Confirmed();
        Assert.Equal((AttendanceState.Provisional, Absent), (lesson.Lesson().State, lesson.Of("Ben").Status));
    }

    [Theory]
    [InlineData("08:10:02", 1200)] // within two seconds: the webhook's time
    [InlineData("08:09:58", 1200)]
    [InlineData("08:09:57", 1203)] // the report's
    [InlineData("08:10:03", 1200)] // consecutive joins keep the earliest
    public void Two_seconds_apart_the_webhooks_time_holds_whichever_came_first(string reported, int seconds)
    {
        Func<Meeting, Meeting> webhook = lesson => lesson.From(FactSource.Webhook).Stayed("Ana", "08:10", "08:30");
        Func<Meeting, Meeting> report = lesson => lesson.From(FactSource.Report).Joined("Ana", reported);
        Assert.Equal(seconds, report(webhook(Lesson)).Of("Ana").Seconds);
        Assert.Equal(seconds, webhook(report(Lesson)).Of("Ana").Seconds);
    }

    [Fact]
    public void A_report_that_says_who_it_was_is_evidence()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:30", but: fact => fact with { RegistrantId = null }).Ended("09:00");
        Assert.Equal(Absent, lesson.Of("Ana").ComputedStatus);
        Record(lesson, Reported("Ana laptop 1", FactKind.Joined, "08:00:01", "r-Ana"));
        Assert.Equal((Present, 1800), (lesson.Of("Ana").ComputedStatus, lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void What_the_log_has_is_not_recorded_again()
    {
        var lesson = Lesson.Started("08:00").Stayed("Ana", "08:00", "08:30").Ended("09:00");
        Assert.Equal(0, Record(lesson, Whole));
    }

    [Fact]
    public void What_the_log_lacks_is_recorded_once()
    {
        var lesson = Lesson.Started("08:00").Joined("Ana", "08:00");
        Assert.Equal(2, Record(lesson, Whole));
        Assert.Equal(0, Record(lesson, Whole));
        Assert.Equal((Present, 1800, 1), (lesson.Of("Ana").Status, lesson.Of("Ana").Seconds, lesson.Of("Ana").Stays));
    }

    [Fact]
    public void The_name_of_a_moment_is_the_webhooks()
    {
        var lesson = Meeting.At("2026-03-02 08:00").Stayed("Gus", "08:00", "08:30").Ended("09:00");
        Record(lesson, Reported("Gus laptop 1", FactKind.Left, "08:30:01", "r-Gus") with { Name = "Zoe" });
        Assert.Equal(["Gus"], lesson.Lesson().GuestNames());
    }

    [Fact]
    public void An_end_that_only_the_report_knows_is_the_reports()
    {
        var lesson = Lesson.Started("08:00").Joined("Ana", "08:00");
        Record(lesson, Reported(null, FactKind.Ended, "08:40", null));
        var ana = lesson.Of("Ana");
        Assert.Equal((2400, AttendanceFlags.None), (ana.Seconds, ana.Flags));
        Assert.Equal(FactSource.Report, Assert.Single(ana.Presence.Intervals).Source);
    }

    [Fact]
    public void A_change_of_rooms_that_the_report_does_not_tell_adds_nothing_to_it()
    {
        // The report has one row for the whole visit, under the number of its first stay.
        var lesson = Lesson.Started("08:00").Joined("Ana", "08:00").Joined("Ana", "08:20", room: 2).Left("Ben", "08:30", room: 3)
            .Ended("09:00");
        Record(lesson,
            Reported("Ana laptop 1", FactKind.Left, "08:40", "r-Ana"),
            Reported("Ben laptop 1", FactKind.Joined, "08:10", "r-Ben"),
            Reported("Ben laptop 1", FactKind.Left, "08:30", "r-Ben"));
        Assert.Equal((3600, AttendanceFlags.Incomplete), (lesson.Of("Ana").Seconds, lesson.Of("Ben").Flags));
        lesson.From(FactSource.Report).Reported("09:00");
        Assert.Equal((2400, 1200, AttendanceFlags.None), (lesson.Of("Ana").Seconds, lesson.Of("Ben").Seconds, lesson.Of("Ben").Flags));
    }

    [Fact]
    public void Where_one_person_was_alone_and_no_report_is_made_the_end_of_the_run_is_theirs()
    {
        var lesson = Lesson.Started("08:00").Joined("Ana", "08:10").Ended("09:00").Alone("09:00");
        Assert.Equal((3000, AttendanceState.Reconciled), (lesson.Of("Ana").Seconds, lesson.Lesson().State));
    }

    static Fact[] Whole =>
    [
        Reported(null, FactKind.Started, "08:00", null),
        Reported("Ana laptop 1", FactKind.Joined, "08:00:01", "r-Ana"),
        Reported("Ana laptop 1", FactKind.Left, "08:30:00", "r-Ana"),
        Reported(null, FactKind.Ended, "09:00:01", null),
    ];

    static Fact Reported(string? userId, FactKind kind, string at, string? registrant) => new()
    {
        Kind = kind, Run = "run 1", At = Lesson.Time(at), Source = FactSource.Report, UserId = userId, RegistrantId = registrant,
    };

    /// <summary>As a meeting's grain does it.</summary>
    static int Record(Meeting lesson, params Fact[] reported)
    {
        var log = new MeetingFold();
        foreach (var (at, entry) in lesson.Entries.Index())
            log.Add(at + 1, entry);
        var missing = ToldTwice.Missing(reported, log).ToList();
        foreach (var fact in missing)
            lesson.Add(fact);
        return missing.Count;
    }
}
