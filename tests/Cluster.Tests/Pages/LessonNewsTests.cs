using System.Collections.Immutable;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Pages;
using ZoomOrleans.Api.Pages.Live;
using ZoomOrleans.Api.Pages.Marks;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Cluster.Tests.Pages;

/// <summary>What the live page says of a lesson as a whole, and what it offers to decide.</summary>
public sealed class LessonNewsTests
{
    [Theory]
    [InlineData(OccurrenceStatus.Scheduled, AttendanceState.None, "has not begun", "")]
    [InlineData(OccurrenceStatus.Started, AttendanceState.Live, "nobody has joined yet", "")]
    [InlineData(OccurrenceStatus.Ended, AttendanceState.Held, "what Zoom told is doubtful", "confirm void")]
    [InlineData(OccurrenceStatus.Ended, AttendanceState.Provisional, "until Zoom's report has been compared", "void")]
    [InlineData(OccurrenceStatus.Ended, AttendanceState.Reconciled, "was compared with Zoom's report", "void")]
    [InlineData(OccurrenceStatus.Ended, AttendanceState.Locked, "is locked", "")]
    [InlineData(OccurrenceStatus.Ended, AttendanceState.None, "the meeting has no class", "")]
    [InlineData(OccurrenceStatus.Void, AttendanceState.None, "was not held", "undoVoid")]
    [InlineData(OccurrenceStatus.Cancelled, AttendanceState.None, "was cancelled", "")]
    public void Each_state_is_told_with_what_may_be_decided_in_it(
        OccurrenceStatus status, AttendanceState state, string said, string decisions)
    {
        var lesson = Lesson(status, state);

        Assert.Contains(said, Assert.Single(LessonNews.Of(lesson)).Text, StringComparison.Ordinal);
        Assert.Equal(decisions, string.Join(' ', lesson.Decisions.Select(one => EnumText.Of(one.Decision))));
    }

    [Fact]
    public void Whoever_decides_nothing_is_told_no_more_than_how_it_stands()
    {
        var lesson = Lesson(OccurrenceStatus.Ended, AttendanceState.Held);
        lesson = lesson with { View = lesson.View with { Counts = null } };

        Assert.Equal("The lesson has ended. Its attendance is not decided yet.", Assert.Single(LessonNews.Of(lesson)).Text);
        Assert.Empty(lesson.Decisions);
    }

    [Fact]
    public void Marks_that_wait_for_a_missing_join_can_be_confirmed()
    {
        var lesson = Lesson(OccurrenceStatus.Ended, AttendanceState.Provisional, mark: null);

        Assert.Contains("Where a join is missing", Assert.Single(LessonNews.Of(lesson)).Text, StringComparison.Ordinal);
        Assert.Contains(lesson.Decisions, one => one.Decision == MarkDecision.Confirm);
    }

    [Fact]
    public void That_Zoom_told_of_nobody_is_said_while_it_matters()
    {
        var lesson = Lesson(OccurrenceStatus.Started, AttendanceState.Live, isDegraded: true);

        Assert.Contains(LessonNews.Of(lesson), news => news.Text.Contains("who is there may be missing", StringComparison.Ordinal));
        Assert.DoesNotContain(
            LessonNews.Of(Lesson(OccurrenceStatus.Ended, AttendanceState.Reconciled, isDegraded: true)),
            news => news.Text.Contains("may be missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_meeting_without_any_lesson_says_so()
    {
        var lesson = Lesson(OccurrenceStatus.Scheduled, AttendanceState.None);
        lesson = lesson with { View = lesson.View with { OccurrenceId = null, Students = [] } };

        Assert.Contains("No lesson of this meeting is planned", Assert.Single(LessonNews.Of(lesson)).Text, StringComparison.Ordinal);
        Assert.Empty(lesson.Decisions);
    }

    [Fact]
    public void An_admin_may_unlock()
    {
        var lesson = Lesson(OccurrenceStatus.Ended, AttendanceState.Locked) with
        {
            User = new PageUser(Guid.NewGuid(), "Ada", Caller.Admin),
        };

        Assert.Equal(MarkDecision.Unlock, Assert.Single(lesson.Decisions).Decision);
    }

    static LessonOnPage Lesson(
        OccurrenceStatus status, AttendanceState state, AttendanceStatus? mark = AttendanceStatus.Absent, bool isDegraded = false) => new()
    {
        User = new PageUser(Guid.NewGuid(), "Tess", Caller.Teacher),
        Meeting = new MeetingOnPage(Guid.NewGuid(), "Mathematics", "7 Rizal", default, "scheduled", TaughtClass: null),
        Choice = new RollChoice(),
        Zone = "Asia/Manila",
        Lessons = [],
        Matches = [],
        View = new LiveView
        {
            MeetingId = Guid.NewGuid(),
            OccurrenceId = "lesson",
            Version = 1,
            AsOf = default,
            Status = status,
            AttendanceState = state,
            Degraded = isDegraded,
            Counts = new LiveCounts { Enrolled = 1, InNow = 0, Present = 0, Partial = 0, NotJoined = 1, Guests = 0 },
            Students =
            [
                new LiveStudent
                {
                    StudentId = Guid.NewGuid(), Name = "Ana", Status = LiveStatus.NotJoined, InNow = false, Seconds = 0,
                    Stays = 0, Connections = 0, Flags = AttendanceFlags.None, Mark = mark, Intervals = ImmutableArray<LiveInterval>.Empty,
                },
            ],
            Guests = [],
        },
    };
}
