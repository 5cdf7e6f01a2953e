namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>What is derived from the logs, which nobody but the program writes; and the policies it is marked by.</summary>
static class RulesOfAttendance
{
    public static readonly TableRule<OccurrenceRow> Occurrences = new()
    {
        Table = "meeting_occurrences",
        Key = [nameof(OccurrenceRow.Id)],
        All = school => school.Occurrences,
        Reads = (who, occurrence) => who.Sees(occurrence.MeetingId),
        New = (who, choice) => new OccurrenceRow(
            $"{choice.NewId():N}", RulesOfMeetings.AnyMeeting(who, choice), Today(who)),
        Wish = (_, _, occurrence) => occurrence with { AttendanceState = "locked" },
        Swept = [nameof(OccurrenceRow.Status)],
        Sweep = (_, occurrence) => occurrence with { Status = "void" },
    };

    public static readonly TableRule<RunRow> Runs = new()
    {
        Table = "meeting_runs",
        Key = [nameof(RunRow.OccurrenceId), nameof(RunRow.Uuid)],
        All = school => school.Runs,
        Reads = (who, run) => who.Sees(run.MeetingId),
        New = (who, choice) => AnyOccurrence(who, choice) is var occurrence
            ? new RunRow(occurrence.Id, $"{choice.NewId()}", occurrence.MeetingId, who.School.Now) : null!,
        Wish = (_, _, run) => run with { EndInferred = !run.EndInferred },
        Swept = [nameof(RunRow.EndInferred)],
        Sweep = (_, run) => run with { EndInferred = true },
    };

    /// <summary>Guests, who are nobody's rows, are for those who see everybody.</summary>
    public static readonly TableRule<ParticipantRow> Participants = new()
    {
        Table = "zoom_participants",
        Key = [nameof(ParticipantRow.Id)],
        All = school => school.Participants,
        Reads = (who, one) => who.SeesIn(one.MeetingId, one.UserId),
        New = (who, choice) => AnyOccurrence(who, choice) is var occurrence
            ? new ParticipantRow(-1_000_000 - choice.Int(1_000_000), occurrence.MeetingId, occurrence.Id,
                RulesOfPeople.AnyUser(who, choice), "New") : null!,
        Wish = (who, choice, one) => one with { UserId = RulesOfPeople.AnyUser(who, choice), Name = "Another" },
        Swept = [nameof(ParticipantRow.Status)],
        Sweep = (_, one) => one with { Status = "joined" },
    };

    public static readonly TableRule<RecordRow> Records = new()
    {
        Table = "attendance_records",
        Key = [nameof(RecordRow.StudentId), nameof(RecordRow.OccurrenceId)],
        All = school => school.Records,
        Reads = (who, record) => who.SeesIn(record.MeetingId, record.StudentId),
        New = (who, choice) => AnyOccurrence(who, choice) is var occurrence
            ? new RecordRow(RulesOfPeople.AnyUser(who, choice), occurrence.Id, occurrence.MeetingId, Today(who)) : null!,
        Wish = (_, _, record) => record with { Status = record.Status == "excused" ? "present" : "excused" },
        Swept = [nameof(RecordRow.Status)],
        Sweep = (_, record) => record with { Status = "present" },
    };

    /// <summary>What access.marker_names answers: who set a mark by hand that one sees.</summary>
    public static IEnumerable<string> Answers(Viewer who) =>
        from user in who.School.Users
        where SchoolRows.MarkersAskedAbout.Contains(user.Id) && who.School.Records.Any(
            record => record.OverrideBy == user.Id && who.SeesIn(record.MeetingId, record.StudentId))
        select $"marker_names {user.Id} {user.Name}";

    /// <summary>
    /// A class's are for its teacher. The school's are read by all teachers, and written by admins. Who writes one signs it.
    /// </summary>
    public static readonly TableRule<PolicyRow> Policies = new()
    {
        Table = "attendance_policies",
        Key = [nameof(PolicyRow.ClassId), nameof(PolicyRow.EffectiveFrom)],
        All = school => school.Policies,
        Reads = (who, policy) => Decides(who, policy) || (policy.ClassId is null && who.IsTeacher),
        Adds = (who, policy) => Decides(who, policy) && who.Is(policy.CreatedBy),
        Changes = (who, policy, wish) => Decides(who, policy) && Decides(who, wish) && who.Is(wish.CreatedBy),
        Removes = Decides,
        New = (who, choice) => new PolicyRow(
            AnyClass(who, choice), Today(who).AddDays(100 + choice.Int(1000)), AnySigner(who, choice)),
        Wish = (who, choice, policy) => (policy with { CreatedBy = AnySigner(who, choice) }) is var wish && choice.OneIn(2)
            ? wish with { PresentAfterMinutes = 3 }
            : wish with { ClassId = AnyClass(who, choice), EffectiveFrom = Today(who).AddDays(100 + choice.Int(1000)) },
        Swept = [nameof(PolicyRow.CreatedBy)],
        Sweep = (who, policy) => policy with { CreatedBy = who.Role is null ? null : who.Id },
    };

    static bool Decides(Viewer who, PolicyRow policy) => who.IsAdmin || who.Teaches(policy.ClassId);

    static DateOnly Today(Viewer who) => DateOnly.FromDateTime(who.School.Now.UtcDateTime);

    static OccurrenceRow AnyOccurrence(Viewer who, Choice choice) => choice.Of(who.School.Occurrences);

    static Guid? AnySigner(Viewer who, Choice choice) =>
        who.Role is null || choice.OneIn(4) ? choice.Of(who.School.Users).Id : who.Id;

    static Guid? AnyClass(Viewer who, Choice choice)
    {
        var own = who.School.Classes.Where(one => who.Is(one.TeacherId)).ToList();
        return choice.OneIn(4) ? null : (own.Count > 0 && choice.OneIn(2) ? choice.Of(own) : choice.Of(who.School.Classes)).Id;
    }
}
