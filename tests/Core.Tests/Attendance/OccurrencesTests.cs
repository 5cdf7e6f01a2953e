using ZoomOrleans.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>Rules, section 2.</summary>
public sealed class OccurrencesTests
{
    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana");

    static Meeting TwoLessons => Lesson.AndAt("09:00");

    [Theory]
    [InlineData("09:00", "09:00")] // back to back
    [InlineData("09:20", "09:00")] // nearer than 30 minutes: the end of the first
    [InlineData("10:00", "09:30")] // 30 minutes before the second
    [InlineData("08:45", "08:45")] // overlapping: never after the second's start
    public void Between_neighbours_there_is_one_boundary(string second, string boundary)
    {
        var lessons = Lesson.AndAt(second).Lessons();
        Assert.Equal(Lesson.Time(boundary), lessons[0].Occurrence.Territory.End);
        Assert.Equal(Lesson.Time(boundary), lessons[1].Occurrence.Territory.Start);
    }

    [Fact]
    public void A_territory_reaches_from_30_minutes_before_to_120_after()
    {
        var lessons = Lesson.AndAt("13:00").Lessons();
        Assert.Equal(new Interval(Lesson.Time("07:30"), Lesson.Time("11:00")), lessons[0].Occurrence.Territory);
        Assert.Equal(new Interval(Lesson.Time("12:30"), Lesson.Time("16:00")), lessons[1].Occurrence.Territory);
    }

    [Fact]
    public void One_run_serves_two_lessons_that_follow_each_other()
    {
        var lessons = TwoLessons.Stayed("Ana", "08:00", "09:20").Ended("10:00").Lessons();
        Assert.Equal([3600, 1200], lessons.Select(lesson => lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void Afternoon_absence_does_not_erase_the_morning()
    {
        var lessons = Lesson.AndAt("13:00").Stayed("Ana", "08:00", "08:30").Ended("09:00")
            .Run("run 2").Started("13:00").Ended("14:00").Lessons();
        Assert.Equal([Present, Absent], lessons.Select(lesson => lesson.Of("Ana").Status!.Value));
    }

    [Fact]
    public void Presence_lies_in_the_lesson_in_whose_territory_it_is_and_no_other()
    {
        var lessons = TwoLessons.Stayed("Ana", "09:10", "09:50").Started("08:00").Ended("10:00").Lessons();
        Assert.Equal([Absent, Present], lessons.Select(lesson => lesson.Of("Ana").Status!.Value));
    }

    [Theory]
    [InlineData("10:00")]
    [InlineData("09:00")]
    public void Presence_without_length_exactly_on_a_boundary_is_the_later_lessons(string end)
    {
        var lessons = TwoLessons.Started("08:00").Stayed("Ana", "09:00", "09:00").Ended(end).Lessons();
        Assert.Equal([Absent, Partial], lessons.Select(lesson => lesson.Of("Ana").ComputedStatus));
    }

    [Theory]
    [InlineData("10:00")]
    [InlineData("09:00")]
    public void Leave_without_a_join_exactly_on_a_boundary_is_the_later_lessons(string end)
    {
        var lessons = TwoLessons.Started("08:00").Left("Ana", "09:00").Ended(end).Lessons();
        Assert.Equal([Absent, Partial], lessons.Select(lesson => lesson.Of("Ana").ComputedStatus));
    }

    [Fact]
    public void A_run_that_ends_on_a_boundary_does_not_touch_the_later_lesson()
    {
        var lessons = TwoLessons.Stayed("Ana", "08:00", "09:00").Ended("09:00").Lessons();
        Assert.Equal([1, 0], lessons.Select(lesson => lesson.Occurrence.Runs.Count));
    }

    [Fact]
    public void A_join_before_the_start_of_its_run_counts_where_it_lies()
    {
        var lessons = TwoLessons.Joined("Ana", "08:40").Started("09:00").Left("Ana", "09:10").Ended("10:00").Lessons();
        Assert.Equal([1200, 600], lessons.Select(lesson => lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void A_leave_after_the_end_of_its_run_counts_where_it_lies()
    {
        var lessons = TwoLessons.Joined("Ana", "08:40").Ended("08:59").Left("Ana", "09:10").Lessons();
        Assert.Equal([1200, 600], lessons.Select(lesson => lesson.Of("Ana").Seconds));
    }

    [Fact]
    public void Presence_outside_every_territory_counts_nowhere()
    {
        var lesson = Lesson.Started("06:00").Stayed("Ana", "06:00", "07:20").Ended("08:30").Lesson();
        Assert.Equal(Absent, lesson.Of("Ana").Status);
        Assert.Empty(lesson.Participants);
    }

    [Fact]
    public void A_lesson_before_eight_in_Manila_is_filed_on_its_own_day()
    {
        var occurrence = Meeting.At("2026-03-02 07:00", "Asia/Manila").Lesson().Occurrence;
        Assert.Equal(new DateOnly(2026, 3, 2), occurrence.Date);
    }

    [Theory]
    [InlineData("2026-03-29 00:30", 29)] // the night in which summer time begins
    [InlineData("2026-10-25 00:30", 25)] // and that in which it ends
    [InlineData("2026-03-28 23:30", 28)]
    public void A_change_of_the_clock_does_not_move_a_lesson_to_another_day(string start, int day)
    {
        Assert.Equal(day, Meeting.At(start, "Europe/Berlin").Lesson().Occurrence.Date.Day);
    }

    [Fact]
    public void A_lesson_over_a_change_of_the_clock_has_its_real_length()
    {
        var lesson = Meeting.At("2026-03-29 01:30", "Europe/Berlin").Students("Ana");
        Assert.Equal(3600, lesson.Stayed("Ana", "01:30", "03:30").Of("Ana").Seconds);
    }

    [Fact]
    public void A_weekly_lesson_keeps_its_local_hour_over_a_change_of_the_clock()
    {
        var lessons = Meeting.At("2026-03-23 08:00", "Europe/Berlin").AndAt("2026-03-30 08:00").Lessons();
        Assert.Equal(["81234567890-20260323T070000Z", "81234567890-20260330T060000Z"],
            lessons.Select(lesson => lesson.Occurrence.Id));
    }

    [Fact]
    public void The_id_is_the_meeting_and_the_scheduled_start()
    {
        Assert.Equal("81234567890-20260302T000000Z", Lesson.Lesson().Occurrence.Id);
    }

    [Fact]
    public void The_id_without_a_schedule_is_the_meeting_and_the_local_date()
    {
        var occurrence = Meeting.WithoutSchedule("2026-03-02").Started("07:00").Ended("08:00").Lesson().Occurrence;
        Assert.Equal(("81234567890-20260302", new DateOnly(2026, 3, 2)), (occurrence.Id, occurrence.Date));
    }

    [Theory]
    [InlineData("07:00", "07:29")]
    [InlineData("11:00", "11:30")]
    public void A_run_that_touches_no_territory_is_unscheduled(string start, string end)
    {
        var ids = Lesson.Started(start).Ended(end).Lessons().Select(lesson => lesson.Occurrence.Id);
        Assert.Equal(["81234567890-20260302", "81234567890-20260302T000000Z"], ids.Order());
    }

    [Fact]
    public void A_run_that_only_reaches_into_a_territory_belongs_to_it()
    {
        Assert.Single(Lesson.Started("06:00").Ended("07:31").Lesson().Occurrence.Runs);
    }

    [Fact]
    public void Unscheduled_runs_of_one_local_date_are_one_lesson()
    {
        var meeting = Meeting.WithoutSchedule("2026-03-02").Students("Ana")
            .Stayed("Ana", "06:00", "06:10").Ended("06:10")
            .Run("run 2").Stayed("Ana", "20:00", "20:10").Ended("20:10");
        Assert.Equal(1200, meeting.Of("Ana").Seconds);
    }

    [Fact]
    public void An_unscheduled_run_belongs_to_the_date_on_which_it_started()
    {
        var meeting = Meeting.WithoutSchedule("2026-03-02").Started("23:30")
            .Stayed("Ana", "2026-03-03 00:10", "2026-03-03 00:20");
        Assert.Equal(new DateOnly(2026, 3, 2), meeting.Ended("2026-03-03 00:30").Lesson().Occurrence.Date);
    }

    [Fact]
    public void A_restart_with_a_new_uuid_is_the_same_lesson()
    {
        var lesson = Lesson.Stayed("Ana", "08:00", "08:10").Ended("08:10").Run("run 2").Stayed("Ana", "08:12", "08:20")
            .Ended("09:00");
        Assert.Equal((1080, 2), (lesson.Of("Ana").Seconds, lesson.Lesson().Occurrence.Runs.Count));
    }

    [Fact]
    public void The_same_number_a_week_later_is_another_lesson()
    {
        var lessons = Lesson.AndAt("2026-03-09 08:00").Stayed("Ana", "08:00", "08:10").Ended("09:00")
            .Run("run 2").Stayed("Ana", "2026-03-09 08:00", "2026-03-09 08:10").Ended("2026-03-09 09:00").Lessons();
        Assert.Equal([600, 600], lessons.Select(lesson => lesson.Of("Ana").Seconds));
    }

    [Theory]
    [InlineData("10:59", OccurrenceStatus.Scheduled)]
    [InlineData("11:00", OccurrenceStatus.Ended)]
    public void A_lesson_without_facts_ends_with_its_territory(string now, OccurrenceStatus status)
    {
        Assert.Equal(status, Lesson.Lesson(now).Occurrence.Status);
    }

    [Theory]
    [InlineData("10:59", OccurrenceStatus.Started)]
    [InlineData("11:00", OccurrenceStatus.Ended)]
    public void A_run_that_stays_open_ends_the_lesson_with_its_territory(string now, OccurrenceStatus status)
    {
        Assert.Equal(status, Lesson.Started("08:00").Lesson(now).Occurrence.Status);
    }

    [Theory]
    [InlineData("07:59", OccurrenceStatus.Scheduled)]
    [InlineData("08:00", OccurrenceStatus.Ended)]
    public void A_run_that_ended_early_ends_the_lesson_only_at_its_scheduled_start(string now, OccurrenceStatus status)
    {
        Assert.Equal(status, Lesson.Started("07:40").Ended("07:50").Lesson(now).Occurrence.Status);
    }

    [Fact]
    public void The_lesson_ends_when_its_last_run_does()
    {
        var lesson = Lesson.Started("08:00").Run("run 2").Started("08:10").Ended("08:50");
        Assert.Equal(OccurrenceStatus.Started, lesson.Lesson("08:50").Occurrence.Status);
        Assert.Equal(OccurrenceStatus.Ended, lesson.Run("run 1").Ended("08:55").Lesson("08:55").Occurrence.Status);
    }

    [Fact]
    public void A_run_that_starts_again_makes_the_lesson_live_again()
    {
        var lesson = Lesson.Started("08:00").Ended("08:10");
        Assert.Equal(OccurrenceStatus.Ended, lesson.Lesson("08:20").Occurrence.Status);
        Assert.Equal(OccurrenceStatus.Started, lesson.Run("run 2").Started("08:15").Lesson("08:20").Occurrence.Status);
    }

    [Fact]
    public void An_open_run_belongs_to_the_next_lesson_once_that_ones_time_has_come()
    {
        var lessons = TwoLessons.Joined("Ana", "08:00");
        Assert.Equal([OccurrenceStatus.Started, OccurrenceStatus.Scheduled], Statuses(lessons, "08:59:59"));
        Assert.Equal([OccurrenceStatus.Ended, OccurrenceStatus.Started], Statuses(lessons, "09:00:01"));
    }

    [Fact]
    public void A_run_starts_with_its_earliest_start_and_ends_with_its_latest_end()
    {
        var run = Lesson.Started("08:05").Started("08:00").Ended("08:50").Ended("08:40").Lesson().Occurrence.Runs[0];
        Assert.Equal((Lesson.Time("08:00"), Lesson.Time("08:50")), (run.Start, run.End!.Value));
    }

    [Fact]
    public void A_run_whose_start_never_came_starts_with_its_earliest_fact()
    {
        var run = Lesson.Left("Ana", "08:30").Joined("Ana", "08:03").Lesson().Occurrence.Runs[0];
        Assert.Equal(Lesson.Time("08:03"), run.Start);
    }

    [Fact]
    public void A_run_that_is_only_known_to_have_ended_is_a_run()
    {
        var occurrence = Lesson.Ended("08:40").Lesson().Occurrence;
        Assert.Equal((OccurrenceStatus.Ended, Lesson.Time("08:40")), (occurrence.Status, occurrence.StartedAt));
    }

    [Fact]
    public void A_lesson_that_ran_by_Zooms_word_is_not_cancelled_with_its_meeting_and_is_asked_about()
    {
        var lesson = Lesson.Degraded().With(context => context with { IsCancelled = true });
        Assert.Equal((OccurrenceStatus.Ended, AttendanceState.Held),
            (lesson.Lesson("11:00").Occurrence.Status, lesson.Lesson("11:00").State));
        Assert.Equal(lesson.Time("09:10"), lesson.AskZoomAt("09:05", askedAt: "08:10"));
    }

    [Fact]
    public void A_cancelled_meeting_has_no_attendance_unless_it_took_place()
    {
        var lesson = Lesson.With(context => context with { IsCancelled = true });
        Assert.Equal((OccurrenceStatus.Cancelled, AttendanceState.None),
            (lesson.Lesson().Occurrence.Status, lesson.Lesson().State));
        Assert.Empty(lesson.Lesson().Students);
        Assert.Equal(Present, lesson.Stayed("Ana", "08:00", "08:30").Ended("09:00").Of("Ana").Status);
    }

    static IEnumerable<OccurrenceStatus> Statuses(Meeting meeting, string now) =>
        meeting.Lessons(now).Select(lesson => lesson.Occurrence.Status);
}
