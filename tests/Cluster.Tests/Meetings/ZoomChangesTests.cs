using ZoomOrleans.Silo.Meetings;
using ZoomOrleans.Silo.Text;
using ZoomOrleans.Silo.Zoom;
using Meeting = ZoomOrleans.Silo.Meetings.Meeting;

namespace ZoomOrleans.Cluster.Tests.Meetings;

public sealed class ZoomChangesTests
{
    static readonly DateTimeOffset Start = new(2027, 3, 1, 0, 30, 0, TimeSpan.Zero);

    static readonly Meeting Lesson = new()
    {
        Id = Guid.NewGuid(), ZoomMeetingId = "81234567890", Title = "Mathematics", MeetingType = MeetingType.Scheduled,
        StartTime = Start, Duration = 60, Timezone = "Asia/Manila", TargetAudience = Audience.Class,
    };

    static readonly Meeting Series = Lesson with
    {
        MeetingType = MeetingType.Recurring, Recurrence = new() { Type = RecurrenceType.Daily, Count = 3 },
    };

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Meetings.Length)];

    static Meeting[] Meetings { get; } =
    [
        Lesson,
        Lesson with { Description = new string('x', 3000), StartTime = Start.AddMilliseconds(400) },
        Lesson with { MeetingType = MeetingType.Instant },
        Lesson with { MeetingType = MeetingType.Recurring },
        Lesson with
        {
            RegistrationEnabled = true, RegistrationUrl = "https://zoom.example/register",
            Settings = MeetingSettings.OfClass() with { WaitingRoomFor = Waiting.UsersNotInAccount, AutoRecording = Recording.Cloud },
        },
        Lesson with { RegistrationEnabled = true, Settings = new() { WaitingRoom = true, RegistrationApproval = Approval.Manual } },
        Lesson with { Settings = new() { RegistrationApproval = Approval.Manual } },
        Series,
        Series with { Recurrence = new() { Type = RecurrenceType.Weekly, WeekDays = [Weekday.Tue, Weekday.Sun], Count = 7 } },
        Series with { Recurrence = new() { Type = RecurrenceType.Weekly, Interval = 2, Until = TimeOrDate.Parse("2027-06-30", null) } },
        Series with { Recurrence = new() { Type = RecurrenceType.Monthly, MonthDay = 31, Count = 4 } },
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_meeting_that_Zoom_has_as_it_was_told_is_not_changed(int one)
    {
        var ours = Meetings[one];

        Assert.Equal(ours, ZoomChanges.Over(ours, Told(ours), null));
        Assert.Equal(ours.PlannedLessons(), ZoomChanges.Lessons(ours, Told(ours)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_was_taken_over_once_is_not_changed_a_second_time(int one)
    {
        foreach (var theirs in Meetings)
        {
            var told = Told(theirs);
            var once = ZoomChanges.Over(Meetings[one], told, null);

            Assert.Equal(once, ZoomChanges.Over(once, told, ZoomSeen.Of(told)));
            Assert.Equal((theirs.MeetingType, theirs.Timezone), (once.MeetingType, once.Timezone));
            Assert.Equal(theirs.PlannedLessons().Select(lesson => lesson.Start.ToUnixTimeSeconds()),
                ZoomChanges.Lessons(once, told).Select(lesson => lesson.Start.ToUnixTimeSeconds()));
        }
    }

    [Fact]
    public void A_recurrence_that_we_have_no_words_for_is_none_and_its_dates_are_the_lessons()
    {
        var told = Told(Series) with { Recurrence = new() { Type = 3, MonthlyWeek = 2, EndTimes = 3 } };

        var changed = ZoomChanges.Over(Series, told, null);

        Assert.Null(changed.Recurrence);
        Assert.Equal(Series.PlannedLessons(), ZoomChanges.Lessons(changed, told));
    }

    [Fact]
    public void A_title_is_never_empty_nor_too_long()
    {
        Assert.Equal("Mathematics", ZoomChanges.Over(Lesson, Told(Lesson) with { Topic = " \0 " }, null).Title);
        Assert.Equal(200, ZoomChanges.Over(Lesson, Told(Lesson) with { Topic = new string('x', 300) }, null).Title.Length);
    }

    [Fact]
    public void No_text_is_cut_in_the_middle_of_a_character()
    {
        var told = Told(Lesson) with { Topic = new string('x', 199) + "😀" };
        var described = Lesson with { Description = new string('x', 1999) + "😀" };

        Assert.Equal(new string('x', 199), ZoomChanges.Over(Lesson, told, null).Title);
        Assert.Equal(new string('x', 1999), ZoomRequests.Of(described, new("mark", "of the test")).Agenda);
    }

    [Fact]
    public void Dates_that_Zoom_does_not_tell_are_as_they_were() =>
        Assert.Equal(Series.PlannedLessons(), ZoomChanges.Lessons(Series, Told(Series) with { Occurrences = [] }));

    [Fact]
    public void A_series_whose_dates_are_all_deleted_has_no_lessons()
    {
        var told = Told(Series);

        Assert.Empty(ZoomChanges.Lessons(
            Series, told with { Occurrences = [.. told.Occurrences.Select(one => one with { Status = "deleted" })] }));
    }

    /// <summary>As Zoom answers: whole seconds, and the times of a series in its dates.</summary>
    static ZoomMeeting Told(Meeting meeting)
    {
        var request = ZoomRequests.Of(meeting, new ZoomCustomKey("mark", "of the test"));
        return new ZoomMeeting
        {
            Id = 81234567890,
            Topic = request.Topic!,
            Agenda = request.Agenda!,
            Type = request.Type!.Value,
            StartTime = request.Type == ZoomCreation.Scheduled ? WholeSeconds(request.StartTime!.Value) : null,
            Duration = request.Duration!.Value,
            Timezone = request.Timezone,
            RegistrationUrl = meeting.RegistrationUrl,
            Recurrence = request.Recurrence,
            Settings = request.Settings! with { HostVideo = request.Settings.HostVideo ?? true },
            Occurrences =
            [
                .. meeting.PlannedLessons().Where(_ => meeting.Recurrence is not null).Select(lesson => new ZoomOccurrence
                {
                    OccurrenceId = $"{lesson.Start.ToUnixTimeMilliseconds()}", StartTime = lesson.Start, Duration = lesson.Minutes,
                }),
            ],
        };
    }

    static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
