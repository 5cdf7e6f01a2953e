using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>A meeting as it stands in the table.</summary>
public sealed record Meeting
{
    /// <summary>What was written before settings had names is passed over.</summary>
    static readonly JsonSerializerOptions StoredSettings = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public required Guid Id { get; init; }

    public required string ZoomMeetingId { get; init; }

    public Guid? HostId { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required MeetingType MeetingType { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Minutes.</summary>
    public required int Duration { get; init; }

    /// <summary>An IANA name.</summary>
    public required string Timezone { get; init; }

    public MeetingStatus Status { get; init; }

    public Guid? ClassId { get; init; }

    public required Audience TargetAudience { get; init; }

    public MeetingSettings Settings { get; init; } = new();

    public string? RegistrationUrl { get; init; }

    public bool RegistrationEnabled { get; init; }

    public Recurrence? Recurrence { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>None for whoever needs a link of their own, and for parents.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? JoinUrl { get; init; }

    /// <summary>For the host and admins only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Password { get; init; }

    /// <summary>What keeps its attendance from being taken, and what to do. For the host and admins only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    /// <summary>The lessons as they are planned; none where the meeting has no fixed times.</summary>
    public IReadOnlyList<PlannedLesson> PlannedLessons() => (MeetingType, Recurrence) switch
    {
        (MeetingType.Scheduled, _) => [new PlannedLesson(StartTime, Duration)],
        (MeetingType.Recurring, { } recurrence) =>
            Lessons.Of(StartTime, Duration, TimeZoneInfo.FindSystemTimeZoneById(Timezone), recurrence),
        _ => [],
    };

    /// <summary>All that decides when its lessons are.</summary>
    public string Plan() => JsonSerializer.Serialize(new { StartTime, Duration, Timezone, Recurrence }, Json.Options);

    static MeetingSettings SettingsIn(string stored)
    {
        try
        {
            return JsonSerializer.Deserialize<MeetingSettings>(stored, StoredSettings)!;
        }
        catch (JsonException)
        {
            return new();
        }
    }

    /// <summary>The columns are those of <see cref="MeetingSql.Own"/>, then join_url and password.</summary>
    public static Meeting Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        ZoomMeetingId = row.GetString(1),
        HostId = row.ValueOrNull<Guid>(2),
        Title = row.GetString(3),
        Description = row.TextOrNull(4),
        MeetingType = EnumText.Read<MeetingType>(row.GetString(5)),
        StartTime = row.Time(6),
        Duration = row.GetInt32(7),
        Timezone = row.GetString(8),
        Status = EnumText.Read<MeetingStatus>(row.GetString(9)),
        ClassId = row.ValueOrNull<Guid>(10),
        TargetAudience = EnumText.Read<Audience>(row.GetString(11)),
        Settings = SettingsIn(row.GetString(12)),
        RegistrationUrl = row.TextOrNull(13),
        RegistrationEnabled = row.GetBoolean(14),
        Recurrence = row.TextOrNull(15) is { } json ? JsonSerializer.Deserialize<Recurrence>(json, Json.Options) : null,
        CreatedAt = row.Time(16),
        UpdatedAt = row.Time(17),
        ArchivedAt = row.ValueOrNull<DateTimeOffset>(18),
        JoinUrl = row.TextOrNull(19),
        Password = row.TextOrNull(20),
    };
}
