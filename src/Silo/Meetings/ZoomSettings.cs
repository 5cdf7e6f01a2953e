using ZoomOrleans.Silo.Text;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>Zoom's settings in our words. What a meeting does not name here is Zoom's affair, and stays unnamed.</summary>
static class ZoomSettings
{
    const string Custom = "custom";

    public static Meeting Over(Meeting meeting, ZoomMeeting zoom)
    {
        if (zoom.Settings is not { } settings)
            return meeting;
        // A room is itself; only another meeting may be held there by mistake.
        var told = zoom.Type == ZoomCreation.PersonalRoom ? settings with { UsePmi = null } : settings;
        var takesRegistrations = told.ApprovalType is { } approval
            ? approval != ZoomRequests.NoRegistration : meeting.RegistrationEnabled;
        return meeting with
        {
            RegistrationEnabled = takesRegistrations,
            RegistrationUrl = takesRegistrations ? zoom.RegistrationUrl : null,
            Settings = Known(meeting, told, meeting.Settings) with
            {
                RegistrationApproval = ApprovalOf(told, meeting.Settings.RegistrationApproval),
                WaitingRoomFor = WaitingFor(meeting with { RegistrationEnabled = takesRegistrations }, told),
            },
        };
    }

    /// <summary>All of them, for a meeting of which nothing is known here.</summary>
    public static MeetingSettings All(ZoomMeetingSettings told) => new()
    {
        HostVideo = told.HostVideo,
        ParticipantVideo = told.ParticipantVideo,
        AutoRecording = RecordingOf(told),
        MuteUponEntry = told.MuteUponEntry,
        WaitingRoom = told.WaitingRoom,
        JoinBeforeHost = told.JoinBeforeHost,
        MeetingAuthentication = told.MeetingAuthentication,
        RegistrantsConfirmationEmail = told.RegistrantsConfirmationEmail,
        RegistrantsEmailNotification = told.RegistrantsEmailNotification,
    };

    static MeetingSettings Known(Meeting meeting, ZoomMeetingSettings told, MeetingSettings ours)
    {
        var all = All(told).Over(ours);
        return meeting.Settings with
        {
            HostVideo = ours.HostVideo is null ? null : all.HostVideo,
            ParticipantVideo = ours.ParticipantVideo is null ? null : all.ParticipantVideo,
            AutoRecording = ours.AutoRecording is null ? null : all.AutoRecording,
            MuteUponEntry = ours.MuteUponEntry is null ? null : all.MuteUponEntry,
            WaitingRoom = ours.WaitingRoom is null ? null : all.WaitingRoom,
            JoinBeforeHost = ours.JoinBeforeHost is null ? null : all.JoinBeforeHost,
            MeetingAuthentication = ours.MeetingAuthentication is null ? null : all.MeetingAuthentication,
            RegistrantsConfirmationEmail =
                ours.RegistrantsConfirmationEmail is null ? null : all.RegistrantsConfirmationEmail,
            RegistrantsEmailNotification =
                ours.RegistrantsEmailNotification is null ? null : all.RegistrantsEmailNotification,
            // Nobody names it here, and it is told all the same where it is so.
            UsePmi = (told.UsePmi ?? ours.UsePmi) == true ? true : null,
        };
    }

    /// <summary>Nothing said is automatic.</summary>
    static Approval? ApprovalOf(ZoomMeetingSettings told, Approval? ours) => told.ApprovalType switch
    {
        ZoomRequests.ApprovedByHost => Approval.Manual,
        ZoomRequests.NoRegistration or null => ours,
        _ => ours == Approval.Manual ? Approval.Automatic : ours,
    };

    static Waiting? WaitingFor(Meeting meeting, ZoomMeetingSettings told)
    {
        var ours = meeting.Settings.WaitingRoomFor;
        return told is { WaitingRoom: true, WaitingRoomOptions: { Mode: Custom, WhoGoesToWaitingRoom: { } who } }
            && who != ZoomRequests.WaitingOf(meeting).WhoGoesToWaitingRoom
            ? EnumText.Find<Waiting>(who.Replace("_", "", StringComparison.Ordinal)) ?? ours : ours;
    }

    static Recording? RecordingOf(ZoomMeetingSettings told) =>
        told.AutoRecording is { } recording ? EnumText.Find<Recording>(recording) : null;
}
