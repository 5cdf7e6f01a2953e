namespace ZoomOrleans.Zoom;

static class FactReading
{
    public static FactKind? KindOf(JsonText name)
    {
        if (name.Is("meeting.participant_joined"u8)) return FactKind.Joined;
        if (name.Is("meeting.participant_left"u8)) return FactKind.Left;
        if (name.Is("meeting.started"u8)) return FactKind.Started;
        if (name.Is("meeting.ended"u8)) return FactKind.Ended;
        return null;
    }

    public static ZoomEvent Read(FactKind kind, in EnvelopeFields envelope)
    {
        var meeting = envelope.Payload.Meeting;
        if (meeting.Id.As(MeetingNumber.Parse) is not { } id) return Without("id", envelope);
        if (meeting.Uuid.As(FactText.Id) is not { } run) return Without("uuid", envelope);
        var at = TimeOf(kind, meeting).As(ZoomTime.Parse) ?? envelope.EventTime.As(ZoomTime.Parse);
        if (at is null) return Without("any time", envelope);
        var isOfParticipant = kind is FactKind.Joined or FactKind.Left;
        var fact = FactOf(kind, run, at.Value, isOfParticipant ? meeting.Participant : default);
        if (isOfParticipant && fact.UserId is null && fact.Connection is null)
            return Without("user_id and participant_uuid", envelope);
        return new ZoomEvent.Recorded(id, fact);
    }

    static JsonText TimeOf(FactKind kind, in MeetingFields meeting) => kind switch
    {
        FactKind.Joined => meeting.Participant.JoinTime,
        FactKind.Left => meeting.Participant.LeaveTime,
        FactKind.Started => meeting.StartTime,
        _ => meeting.EndTime,
    };

    static Fact FactOf(FactKind kind, string run, DateTimeOffset at, in ParticipantFields participant) => new()
    {
        Kind = kind,
        Run = run,
        At = at,
        UserId = participant.UserId.As(FactText.Id),
        Connection = participant.ParticipantUuid.As(FactText.Id),
        Name = participant.UserName.As(FactText.Name),
        Email = participant.Email.As(FactText.Email),
        RegistrantId = participant.RegistrantId.As(FactText.Id),
        ParticipantUserId = participant.ParticipantUserId.As(FactText.Id),
        ZoomUserId = participant.Id.As(FactText.Id),
    };

    static ZoomEvent.Unreadable Without(string what, in EnvelopeFields envelope) =>
        new($"{envelope.Event.ToString()} without {what}");
}
