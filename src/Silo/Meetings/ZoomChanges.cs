using System.Globalization;
using ZoomOrleans.Silo.Text;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>Our meetings as Zoom has them. Where both mean the same, ours stays as it is written.</summary>
public static class ZoomChanges
{
    const int TitleCharactersMax = 200;
    const int MinutesMax = 1440;
    const int MinutesUsual = 60;

    /// <summary>Class, audience, host and state are not Zoom's.</summary>
    /// <param name="ours">As it stands here.</param>
    /// <param name="zoom">As it stands there.</param>
    /// <param name="seen">What Zoom had before; null: nobody has looked yet.</param>
    public static Meeting Over(Meeting ours, ZoomMeeting zoom, ZoomSeen? seen)
    {
        var timed = WithTimes(ours with { MeetingType = TypeOf(zoom) ?? ours.MeetingType }, zoom, seen);
        return ZoomSettings.Over(timed, zoom) with
        {
            Title = TitleOf(zoom) ?? ours.Title,
            Description = ZoomRequests.Agenda(ours) == zoom.Agenda ? ours.Description : Text(zoom.Agenda),
            JoinUrl = Text(zoom.JoinUrl) ?? ours.JoinUrl,
            Password = Text(zoom.Password),
        };
    }

    /// <summary>A meeting of which nothing is known here.</summary>
    /// <param name="zoom">As it stands there.</param>
    /// <param name="begun">When it began, where Zoom has no time for it.</param>
    /// <param name="zone">The school's, where Zoom names none.</param>
    public static Meeting Adopted(ZoomMeeting zoom, DateTimeOffset begun, string zone) => Over(
        new Meeting
        {
            Id = Guid.CreateVersion7(),
            ZoomMeetingId = zoom.Id.ToString(CultureInfo.InvariantCulture),
            Title = string.Create(CultureInfo.InvariantCulture, $"Zoom meeting {zoom.Id}"),
            MeetingType = MeetingType.Recurring,
            StartTime = zoom.StartTime ?? begun,
            Duration = MinutesUsual,
            Timezone = zone,
            TargetAudience = Audience.Personal,
            Settings = zoom.Settings is { } settings ? ZoomSettings.All(settings) : new(),
        },
        zoom, null);

    /// <summary>When it is held, by Zoom's plan.</summary>
    public static IReadOnlyList<PlannedLesson> Lessons(Meeting meeting, ZoomMeeting zoom) =>
        zoom is { Type: ZoomCreation.Recurring, Occurrences.Count: > 0 } ? Held(zoom) : meeting.PlannedLessons();

    /// <summary>The dates of a series that are not deleted.</summary>
    public static IReadOnlyList<PlannedLesson> Held(ZoomMeeting zoom) =>
    [
        .. zoom.Occurrences.Where(one => one is { Status: not "deleted", StartTime: not null })
            .Select(one => new PlannedLesson(one.StartTime!.Value, one.Duration)).OrderBy(one => one.Start),
    ];

    static Meeting WithTimes(Meeting meeting, ZoomMeeting zoom, ZoomSeen? seen)
    {
        if (zoom.Type is not (ZoomCreation.Scheduled or ZoomCreation.Recurring))
            return meeting with { Recurrence = zoom.Type == ZoomCreation.NoFixedTime ? null : meeting.Recurrence };
        var timed = meeting with
        {
            Timezone = WallClock.Canonical(zoom.Timezone) ?? meeting.Timezone,
            Duration = zoom.Duration is >= 1 and <= MinutesMax ? zoom.Duration : meeting.Duration,
        };
        var start = ZoomSeen.Of(zoom).Start is { } other && other != seen?.Start && !Begins(timed, other)
            ? other : meeting.StartTime;
        return timed with { StartTime = start, Recurrence = ZoomRecurrences.Over(timed with { StartTime = start }, zoom) };
    }

    /// <summary>Zoom has whole seconds; the start of a series need not be one of its days.</summary>
    static bool Begins(Meeting meeting, DateTimeOffset start) =>
        IsSame(meeting.StartTime, start) || (meeting.PlannedLessons() is [var first, ..] && IsSame(first.Start, start));

    static bool IsSame(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration() < TimeSpan.FromSeconds(1);

    static MeetingType? TypeOf(ZoomMeeting zoom) => zoom.Type switch
    {
        ZoomCreation.Instant => MeetingType.Instant,
        ZoomCreation.Scheduled => MeetingType.Scheduled,
        ZoomCreation.NoFixedTime or ZoomCreation.Recurring => MeetingType.Recurring,
        _ => null,
    };

    static string? TitleOf(ZoomMeeting zoom) => Text(Text(zoom.Topic)?.Cut(TitleCharactersMax));

    /// <summary>Null where there is nothing; without what PostgreSQL keeps in no text.</summary>
    static string? Text(string? text) =>
        text?.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } words ? words : null;
}
