using System.Text.Json.Serialization;

namespace ZoomOrleans.Silo.Meetings;

public enum Recording
{
    None,

    /// <summary>On the host's machine.</summary>
    Local,

    /// <summary>At Zoom.</summary>
    Cloud,
}

/// <summary>Who waits until somebody admits them.</summary>
public enum Waiting
{
    Everyone,
    UsersNotInAccount,

    /// <summary>Who registered goes straight in.</summary>
    UsersNotOnInvite,
}

public enum Approval
{
    /// <summary>Whoever registers is in.</summary>
    Automatic,

    /// <summary>The host approves each.</summary>
    Manual,
}

/// <summary>How Zoom holds a meeting. What is left out is as the host's account has it.</summary>
public sealed record MeetingSettings
{
    /// <summary>A class waits for its teacher; strangers wait for being let in, students do not.</summary>
    public static MeetingSettings OfClass() => new()
    {
        WaitingRoom = true, JoinBeforeHost = false, MuteUponEntry = true, MeetingAuthentication = false,
        RegistrationApproval = Approval.Automatic,
    };

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? HostVideo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? ParticipantVideo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Recording? AutoRecording { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? MuteUponEntry { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? WaitingRoom { get; init; }

    /// <summary>With a waiting room; left out: who is not invited where registration is on, else as the account has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Waiting? WaitingRoomFor { get; init; }

    /// <summary>Nobody does where there is a waiting room.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? JoinBeforeHost { get; init; }

    /// <summary>Only who is signed in at Zoom.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? MeetingAuthentication { get; init; }

    /// <summary>Where registration is on; left out: automatic.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Approval? RegistrationApproval { get; init; }

    /// <summary>Zoom writes to who has registered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? RegistrantsConfirmationEmail { get; init; }

    /// <summary>Zoom writes to registrants when the meeting is changed or cancelled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? RegistrantsEmailNotification { get; init; }

    /// <summary>
    /// Nobody asks for it here: webhooks of a meeting under a personal meeting id do not tell which meeting they are of. True
    /// where the host has switched it on in Zoom; false switches it off.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UsePmi { get; init; }

    /// <summary>These, and those of the others that these do not name.</summary>
    public MeetingSettings Over(MeetingSettings others) => new()
    {
        HostVideo = HostVideo ?? others.HostVideo,
        ParticipantVideo = ParticipantVideo ?? others.ParticipantVideo,
        AutoRecording = AutoRecording ?? others.AutoRecording,
        MuteUponEntry = MuteUponEntry ?? others.MuteUponEntry,
        WaitingRoom = WaitingRoom ?? others.WaitingRoom,
        WaitingRoomFor = WaitingRoomFor ?? others.WaitingRoomFor,
        JoinBeforeHost = JoinBeforeHost ?? others.JoinBeforeHost,
        MeetingAuthentication = MeetingAuthentication ?? others.MeetingAuthentication,
        RegistrationApproval = RegistrationApproval ?? others.RegistrationApproval,
        RegistrantsConfirmationEmail = RegistrantsConfirmationEmail ?? others.RegistrantsConfirmationEmail,
        RegistrantsEmailNotification = RegistrantsEmailNotification ?? others.RegistrantsEmailNotification,
        UsePmi = (UsePmi ?? others.UsePmi) == true ? true : null,
    };
}
