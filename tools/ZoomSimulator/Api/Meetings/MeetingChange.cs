using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>What a caller wants a meeting to be, on creation and later; null: not said.</summary>
sealed record MeetingChange
{
    const int DurationMax = 24 * 60;

    public int? Type { get; private init; }

    public string? Topic { get; private init; }

    public string? Agenda { get; private init; }

    public string? Password { get; private init; }

    /// <summary>The user who is to be the host, by id or address.</summary>
    public string? ScheduleFor { get; private init; }

    public string? TimeZone { get; private init; }

    public DateTimeOffset? Start { get; private init; }

    public int? Duration { get; private init; }

    public JsonObject? Settings { get; private init; }

    public Recurrence? Recurrence { get; private init; }

    public required Fields Fields { get; init; }

    public bool IsValid => Fields.Errors.Count == 0;

    /// <param name="json">The request's body.</param>
    /// <param name="timeZone">In which it is read where it names none.</param>
    public static MeetingChange Read(JsonObject json, string timeZone)
    {
        var fields = new Fields(json);
        var named = fields.Text("timezone", 64);
        if (named is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(named, out _))
        {
            fields.Add("timezone");
            named = null;
        }
        var type = fields.Number("type", MeetingType.Instant, MeetingType.Recurring);
        if (type is > MeetingType.NoFixedTime and < MeetingType.Recurring)
            fields.Add("type");
        var settings = fields.Object("settings");
        if (settings is not null)
            fields.AddRange(MeetingSettings.Check(settings));
        return new()
        {
            Fields = fields,
            Type = type,
            Topic = fields.Text("topic", 200),
            Agenda = fields.Text("agenda", 2_000),
            Password = fields.Text("password", 10),
            ScheduleFor = fields.Text("schedule_for", 128),
            TimeZone = named,
            Start = fields.Text("start_time", 30) is { } start
                ? MeetingTime.Read(start, named ?? timeZone, "start_time", fields)
                : null,
            Duration = fields.Number("duration", 1, DurationMax),
            Settings = settings,
            Recurrence = fields.Object("recurrence") is { } recurrence ? Recurrence.Read(recurrence, fields) : null,
        };
    }

    public void ApplyTo(Meeting meeting)
    {
        meeting.Type = Type ?? meeting.Type;
        meeting.Topic = Topic ?? meeting.Topic;
        meeting.Agenda = Agenda ?? meeting.Agenda;
        meeting.Password = Password ?? meeting.Password;
        meeting.TimeZone = TimeZone ?? meeting.TimeZone;
        meeting.Duration = Duration ?? meeting.Duration;
        meeting.Start = meeting.Type is MeetingType.Instant or MeetingType.NoFixedTime ? null : Start ?? meeting.Start;
        if (Settings is { } settings)
            meeting.Settings = MeetingSettings.Changed(meeting.Settings, settings);
        ApplyDates(meeting);
    }

    void ApplyDates(Meeting meeting)
    {
        if (meeting.Type != MeetingType.Recurring)
        {
            (meeting.Recurrence, meeting.Occurrences) = (null, []);
            return;
        }
        meeting.Recurrence = Recurrence ?? meeting.Recurrence;
        if (Recurrence is null && Start is null && Duration is null)
            return;
        var deleted = meeting.Occurrences.Where(date => date.IsDeleted).Select(date => date.Id).ToHashSet();
        meeting.Occurrences =
        [
            .. meeting.Recurrence!.From(meeting.Start!.Value, meeting.TimeZone, meeting.Duration)
                .Select(date => date with { IsDeleted = deleted.Contains(date.Id) }),
        ];
    }
}
