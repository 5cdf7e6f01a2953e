namespace ZoomOrleans.Zoom;

static class NoticeReading
{
    const string Created = "meeting.created";

    public static string? NameOf(JsonText name)
    {
        if (name.Is("meeting.created"u8)) return Created;
        if (name.Is("meeting.updated"u8)) return "meeting.updated";
        if (name.Is("meeting.deleted"u8)) return "meeting.deleted";
        if (name.Is("meeting.registration_created"u8)) return "meeting.registration_created";
        if (name.Is("meeting.registration_approved"u8)) return "meeting.registration_approved";
        if (name.Is("meeting.registration_cancelled"u8)) return "meeting.registration_cancelled";
        if (name.Is("meeting.registration_denied"u8)) return "meeting.registration_denied";
        return null;
    }

    public static ZoomEvent Read(string name, in EnvelopeFields envelope)
    {
        var payload = envelope.Payload;
        if (payload.Meeting.Id.As(MeetingNumber.Parse) is not { } id)
            return new ZoomEvent.Unreadable($"{name} without id");
        var subject = name.StartsWith("meeting.registration_", StringComparison.Ordinal)
            ? payload.Meeting.RegistrantId.As(FactText.Id)
            : OccurrenceOf(payload);
        var notice = new Notice { Event = name, Subject = subject, At = TimeOf(envelope) };
        return new ZoomEvent.Recorded(id, name != Created ? notice : notice with
        {
            Subject = null, Topic = payload.Meeting.Topic.As(FactText.Name), Host = HostOf(payload),
        });
    }

    // Whoever made the meeting is told with their address, and is the host mostly.
    static string? HostOf(in PayloadFields payload)
    {
        var host = payload.Meeting.HostId.As(FactText.Id);
        return host == payload.OperatorId.As(FactText.Id) ? payload.Operator.As(FactText.Email) ?? host : host;
    }

    // A notice without a time still says that something is to be looked at. Its time must then be one that every
    // delivery of it shares, or a repetition would be a second notice; 1970 is nobody's real time.
    static DateTimeOffset TimeOf(in EnvelopeFields envelope) =>
        envelope.Payload.TimeStamp.As(ZoomTime.Parse)
        ?? envelope.EventTime.As(ZoomTime.Parse)
        ?? DateTimeOffset.UnixEpoch;

    // A change to a series lists occurrences too; it is about one only where Zoom says so or lists no other.
    static string? OccurrenceOf(in PayloadFields payload)
    {
        var isAll = payload.Operation.Is("all"u8) || payload.Scope.Is("all"u8);
        var isSingle = payload.Operation.Is("single"u8) || payload.Scope.Is("single"u8);
        var isOne = isSingle || (payload.Meeting.Occurrences.Count == 1 && !isAll);
        return isOne ? payload.Meeting.Occurrences.FirstId.As(FactText.Id) : null;
    }
}
