using ZoomOrleans.Silo.Text;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>Our meetings in Zoom's words.</summary>
public static class ZoomRequests
{
    /// <summary>Zoom takes no longer description.</summary>
    const int AgendaCharactersMax = 2000;

    const int EverybodyRegistered = 0;
    internal const int ApprovedByHost = 1;
    internal const int NoRegistration = 2;
    const int OnceForAll = 1;

    /// <param name="meeting">What is to be made.</param>
    /// <param name="mark">By which it is known again.</param>
    public static ZoomMeetingRequest Of(Meeting meeting, ZoomCustomKey mark) => new()
    {
        Topic = meeting.Title,
        Agenda = Agenda(meeting),
        Type = TypeOf(meeting),
        StartTime = HasTime(meeting) ? meeting.StartTime : null,
        Duration = meeting.Duration,
        Timezone = meeting.Timezone,
        Recurrence = RecurrenceOf(meeting),
        Settings = SettingsOf(meeting) with { CustomKeys = [mark] },
    };

    /// <summary>What Zoom has to be told of a change; null: nothing.</summary>
    /// <param name="before">The meeting as it was.</param>
    /// <param name="after">The meeting as it is to be.</param>
    /// <param name="newHost">By whom Zoom is to replace its host; null: it keeps its own.</param>
    public static ZoomMeetingRequest? Change(Meeting before, Meeting after, string? newHost)
    {
        var isOtherPlan = before.Plan() != after.Plan();
        var isOtherType = TypeOf(before) != TypeOf(after);
        var change = new ZoomMeetingRequest
        {
            Topic = Different(before.Title, after.Title),
            Agenda = Different(Agenda(before), Agenda(after)),
            Type = isOtherType ? TypeOf(after) : null,
            StartTime = isOtherPlan && HasTime(after) ? after.StartTime : null,
            Duration = isOtherPlan ? after.Duration : null,
            Timezone = isOtherPlan ? after.Timezone : null,
            Recurrence = isOtherPlan ? RecurrenceOf(after) : null,
            ScheduleFor = newHost,
            Settings = Different(SettingsOf(before), SettingsOf(after)),
        };
        return change == new ZoomMeetingRequest() ? null : change;
    }

    public static int TypeOf(Meeting meeting) => meeting switch
    {
        { MeetingType: MeetingType.Instant } => ZoomCreation.Instant,
        { MeetingType: MeetingType.Recurring, Recurrence: null } => ZoomCreation.NoFixedTime,
        { MeetingType: MeetingType.Recurring } => ZoomCreation.Recurring,
        _ => ZoomCreation.Scheduled,
    };

    public static bool HasTime(Meeting meeting) => TypeOf(meeting) is ZoomCreation.Scheduled or ZoomCreation.Recurring;

    internal static string Agenda(Meeting meeting) => (meeting.Description ?? "").Cut(AgendaCharactersMax);

    static ZoomRecurrence? RecurrenceOf(Meeting meeting)
    {
        if (meeting.Recurrence is not { } recurrence)
            return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(meeting.Timezone);
        var first = TimeZoneInfo.ConvertTime(meeting.StartTime, zone);
        return new ZoomRecurrence
        {
            Type = recurrence.Type switch { RecurrenceType.Daily => 1, RecurrenceType.Weekly => 2, _ => 3 },
            RepeatInterval = recurrence.Interval,
            WeeklyDays = recurrence.Type == RecurrenceType.Weekly
                ? string.Join(',', (recurrence.WeekDays?.Select(Number) ?? [(int)first.DayOfWeek + 1]).Distinct().Order()) : null,
            MonthlyDay = recurrence.Type == RecurrenceType.Monthly ? recurrence.MonthDay ?? first.Day : null,
            EndTimes = recurrence.Count,
            EndDateTime = recurrence.Until is { } until ? Last(until, zone) : null,
        };
    }

    /// <summary>From Sunday, 1.</summary>
    static int Number(Weekday day) => (((int)day + 1) % 7) + 1;

    static DateTimeOffset Last(TimeOrDate until, TimeZoneInfo zone) =>
        until.Date is null ? until.Until(zone) : until.Until(zone).AddSeconds(-1);

    static ZoomMeetingSettings SettingsOf(Meeting meeting)
    {
        var settings = meeting.Settings;
        return new ZoomMeetingSettings
        {
            ApprovalType = !meeting.RegistrationEnabled ? NoRegistration
                : settings.RegistrationApproval == Approval.Manual ? ApprovedByHost : EverybodyRegistered,
            RegistrationType = meeting is { RegistrationEnabled: true, Recurrence: not null } ? OnceForAll : null,
            HostVideo = settings.HostVideo,
            ParticipantVideo = settings.ParticipantVideo,
            AutoRecording = settings.AutoRecording is { } recording ? EnumText.Of(recording) : null,
            MuteUponEntry = settings.MuteUponEntry,
            WaitingRoom = settings.WaitingRoom,
            WaitingRoomOptions = settings.WaitingRoom == true ? WaitingOf(meeting) : null,
            JoinBeforeHost = settings.JoinBeforeHost,
            MeetingAuthentication = settings.MeetingAuthentication,
            RegistrantsConfirmationEmail = settings.RegistrantsConfirmationEmail,
            RegistrantsEmailNotification = settings.RegistrantsEmailNotification,
            UsePmi = settings.UsePmi == true,
        };
    }

    internal static ZoomWaitingRoomOptions WaitingOf(Meeting meeting) => meeting.Settings.WaitingRoomFor switch
    {
        Waiting.Everyone => new("everyone"),
        Waiting.UsersNotInAccount => new("users_not_in_account"),
        null when !meeting.RegistrationEnabled => new(null, "follow_setting"),
        _ => new("users_not_on_invite"),
    };

    static ZoomMeetingSettings? Different(ZoomMeetingSettings before, ZoomMeetingSettings after)
    {
        var change = new ZoomMeetingSettings
        {
            ApprovalType = Different(before.ApprovalType, after.ApprovalType),
            RegistrationType = Different(before.RegistrationType, after.RegistrationType),
            HostVideo = Different(before.HostVideo, after.HostVideo),
            ParticipantVideo = Different(before.ParticipantVideo, after.ParticipantVideo),
            AutoRecording = Different(before.AutoRecording, after.AutoRecording),
            MuteUponEntry = Different(before.MuteUponEntry, after.MuteUponEntry),
            WaitingRoom = Different(before.WaitingRoom, after.WaitingRoom),
            WaitingRoomOptions = Different(before.WaitingRoomOptions, after.WaitingRoomOptions),
            JoinBeforeHost = Different(before.JoinBeforeHost, after.JoinBeforeHost),
            MeetingAuthentication = Different(before.MeetingAuthentication, after.MeetingAuthentication),
            RegistrantsConfirmationEmail =
                Different(before.RegistrantsConfirmationEmail, after.RegistrantsConfirmationEmail),
            RegistrantsEmailNotification =
                Different(before.RegistrantsEmailNotification, after.RegistrantsEmailNotification),
            UsePmi = Different(before.UsePmi, after.UsePmi),
        };
        return change == new ZoomMeetingSettings() ? null : change;
    }

    /// <returns>Null, which leaves it as it is at Zoom, where nothing is different.</returns>
    static T? Different<T>(T? before, T? after) => EqualityComparer<T?>.Default.Equals(before, after) ? default : after;
}
