namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Meetings, and when they are.</summary>
static class RulesOfMeetings
{
    static readonly string[] Audiences = ["all", "students", "teachers", "class", "personal"];

    /// <summary>
    /// Those of whose audience one is. A teacher adds meetings of their own for their classes or themselves; a host changes
    /// theirs, but takes it to nobody else. Who may not run it, gets in by what the functions below say, and by nothing else.
    /// </summary>
    public static readonly TableRule<MeetingRow> Meetings = new()
    {
        Table = "zoom_meetings",
        Key = [nameof(MeetingRow.Id)],
        Hidden = ["join_url", "password"],
        All = school => school.Meetings,
        Reads = (who, meeting) => who.Sees(meeting),
        Adds = (who, meeting) => who.IsAdmin
            || (who.IsTeacher && who.Is(meeting.HostId) && meeting.TargetAudience is "class" or "personal"
                && (meeting.ClassId is null || who.Teaches(meeting.ClassId))),
        Changes = (who, meeting, wish) => who.IsAdmin
            || (who.Is(meeting.HostId) && wish.HostId == meeting.HostId && wish.ClassId == meeting.ClassId
                && (wish.TargetAudience == meeting.TargetAudience || wish.TargetAudience is "class" or "personal")),
        Fixed = meeting => (meeting.Id, meeting.ZoomMeetingId, meeting.JoinUrl, meeting.Password),
        New = (who, choice) => new MeetingRow(
            choice.NewId(), $"{70_000_000_000 + choice.Int(1_000_000_000)}",
            choice.OneIn(5) ? null : choice.Mostly(Self(who), Users(who)),
            choice.OneIn(4) ? null : choice.Mostly(OwnClass(who, choice), Classes(who)),
            choice.OneIn(2) ? choice.Of(Audiences) : "class", false, null, null, "New", who.School.Now),
        Wish = (who, choice, meeting) => choice.Int(8) switch
        {
            0 => meeting with { HostId = choice.Mostly(Self(who), Users(who)) },
            1 => meeting with { ClassId = choice.OneIn(3) ? null : choice.Mostly(OwnClass(who, choice), Classes(who)) },
            2 or 3 => meeting with { TargetAudience = choice.Of(Audiences) },
            4 => meeting with { JoinUrl = "https://evil.example" },
            5 => meeting with { Password = "other" },
            6 => meeting with { ZoomMeetingId = $"{70_000_000_000 + choice.Int(1_000_000_000)}" },
            _ => meeting with { Title = "Another", Status = "cancelled" },
        },
        Swept = [nameof(MeetingRow.Title)],
        Sweep = (_, meeting) => meeting with { Title = "Swept" },
    };

    public static readonly TableRule<ScheduleRow> Schedules = new()
    {
        Table = "meeting_schedules",
        Key = [nameof(ScheduleRow.MeetingId), nameof(ScheduleRow.ValidFrom)],
        All = school => school.Schedules,
        Reads = (who, schedule) => who.Sees(schedule.MeetingId),
        Adds = (who, schedule) => who.Runs(who.School.Meetings.Single(one => one.Id == schedule.MeetingId)),
        New = (who, choice) => new ScheduleRow(AnyMeeting(who, choice), who.School.Now.AddDays(1 + choice.Int(100))),
        Wish = (_, _, schedule) => schedule with { Lessons = "[1]" },
        Swept = [nameof(ScheduleRow.Lessons)],
        Sweep = (_, schedule) => schedule with { Lessons = "[2]" },
    };

    /// <summary>As the meeting. They are the program's own: nobody adds or changes one.</summary>
    public static readonly TableRule<EventRow> Events = new()
    {
        Table = "calendar_events",
        Key = [nameof(EventRow.OccurrenceId)],
        All = school => school.Events,
        Reads = (who, one) => who.Sees(one.MeetingId),
        New = (who, choice) => new EventRow(
            choice.NewId(), $"{choice.NewId()}", AnyMeeting(who, choice), who.School.Now, who.School.Now.AddHours(1)),
        Wish = (_, _, one) => one with { Sequence = 7 },
        Swept = [nameof(EventRow.Sequence)],
        Sweep = (_, one) => one with { Sequence = 8 },
    };

    /// <summary>What access.ways_in, access.own_links and access.scope_of answer.</summary>
    public static IEnumerable<string> Answers(Viewer who) =>
    [
        .. from meeting in who.School.AskedAbout where who.Sees(meeting)
           select $"ways_in {meeting.Id} {CommonLink(who, meeting)} {(who.Runs(meeting) ? meeting.Password : null)}",
        .. from registrant in who.School.Registrants
           join meeting in who.School.AskedAbout on registrant.MeetingId equals meeting.Id
           where who.Is(registrant.UserId) || who.Runs(meeting)
           select $"own_links {registrant.Id} {registrant.JoinUrl}",
        .. from meeting in who.School.Meetings where who.Sees(meeting)
           select $"scope_of {meeting.Id} {(who.SeesEverybodyIn(meeting) ? "t" : "f")} {string.Join(',', OwnPeople(who))}",
    ];

    public static Guid AnyMeeting(Viewer who, Choice choice)
    {
        var hosted = who.School.Meetings.Where(meeting => who.Is(meeting.HostId)).ToList();
        return hosted.Count > 0 && choice.OneIn(2) ? choice.Of(hosted).Id : choice.Of(who.School.Meetings).Id;
    }

    /// <summary>Oneself and one's children.</summary>
    public static IEnumerable<string> OwnPeople(Viewer who) =>
        who.School.Children.Where(link => who.Is(link.ParentId)).Select(link => $"{link.StudentId}")
            .Append($"{who.Id}").Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// Where each has a link of their own, the common one is for who runs it; parents have none, whatever else they are.
    /// </summary>
    static string? CommonLink(Viewer who, MeetingRow meeting)
    {
        var isForThem = meeting.TargetAudience != "class" || who.SeesEverybodyIn(meeting) || who.IsEnrolledIn(meeting.ClassId);
        return who.Role != "parent" && (who.Runs(meeting) || !meeting.RegistrationEnabled && isForThem) ? meeting.JoinUrl : null;
    }

    static Guid? Self(Viewer who) => who.Role is null ? null : who.Id;

    static Guid? OwnClass(Viewer who, Choice choice) =>
        who.School.Classes.Where(one => who.Is(one.TeacherId)).ToList() is { Count: > 0 } own ? choice.Of(own).Id : null;

    static List<Guid> Users(Viewer who) => [.. who.School.Users.Select(user => user.Id)];

    static List<Guid> Classes(Viewer who) => [.. who.School.Classes.Select(one => one.Id)];
}
