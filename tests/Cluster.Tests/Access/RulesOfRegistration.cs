using System.Text.Json;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Who is registered for a meeting, who may register, and who decides about it.</summary>
static class RulesOfRegistration
{
    /// <summary>
    /// One's own, and all of the meetings in which one sees everybody. Rows are written by the program and the functions below.
    /// </summary>
    public static readonly TableRule<RegistrantRow> Registrants = new()
    {
        Table = "meeting_registrants",
        Key = [nameof(RegistrantRow.Id)],
        Hidden = ["join_url"],
        All = school => school.Registrants,
        Reads = (who, registrant) => who.Is(registrant.UserId) || who.SeesEverybodyIn(registrant.MeetingId),
        New = (who, choice) => new RegistrantRow(
            choice.NewId(), RulesOfMeetings.AnyMeeting(who, choice), RulesOfPeople.AnyUser(who, choice), null, "approved"),
        Wish = (_, choice, registrant) => choice.OneIn(2)
            ? registrant with { JoinUrl = "https://evil.example" }
            : registrant with { Status = registrant.Status == "denied" ? "approved" : "denied" },
        Swept = [nameof(RegistrantRow.Status)],
        Sweep = (_, registrant) => registrant with { Status = "approved" },
    };

    /// <summary>For what one sees, and by oneself: parents do not, whatever else they are.</summary>
    public static Attempt Register(Viewer who, Choice choice)
    {
        var meeting = choice.Of(who.School.Meetings);
        var isRegistered = who.Role != "parent" && who.Sees(meeting) && TakesRegistrations(who.School, meeting);
        return new Attempt(
            $"SELECT FROM access.register_me('{meeting.Id}') registrant WHERE registrant IS NOT NULL", isRegistered ? 1 : 0);
    }

    /// <summary>The host and admins approve and deny.</summary>
    public static Attempt? Decide(Viewer who, Choice choice)
    {
        if (who.School.Registrants is not { Length: > 0 } registrants)
            return null;
        var registrant = choice.Of(registrants);
        var mayDecide = who.Runs(who.School.Meetings.Single(one => one.Id == registrant.MeetingId));
        return new Attempt(
            $"SELECT access.decide_registrant('{registrant.Id}', {(choice.OneIn(2) ? "true" : "false")})", mayDecide ? 1 : 0);
    }

    /// <summary>What access.registrations_of answers about everybody: admins see what is open for the classes they are in.</summary>
    public static IEnumerable<string> Answers(Viewer who) =>
        from user in who.School.Users
        where who.IsAdmin
        from meeting in who.School.Meetings
        where meeting.TargetAudience is "class" or "students" or "all"
            && TakesRegistrations(who.School, meeting) && IsInClassNow(who.School, user, meeting.ClassId)
        let registrant = who.School.Registrants.SingleOrDefault(one => one.MeetingId == meeting.Id && one.UserId == user.Id)
        let isRegistered = registrant is { Status: "approved", ZoomRegistrantId: not null }
        select $"registrations_of {user.Id} {meeting.Id} {(isRegistered ? "t" : "f")} "
            + (registrant is { DeniedByHost: true } ? "The host has denied it."
                : who.School.Due.SingleOrDefault(IsFor(meeting))?.LastError);

    static Func<DueRow, bool> IsFor(MeetingRow meeting) =>
        due => due.Kind == "registration" && due.Key == meeting.ZoomMeetingId;

    static bool IsInClassNow(SchoolRows school, UserRow user, Guid? classId) => school.Enrolments.Any(one =>
        one.ClassId == classId && one.StudentId == user.Id
        && one.EnrolledFrom <= school.Now && (one.EnrolledTo is null || one.EnrolledTo > school.Now));

    /// <summary>Until a day after the last lesson that is planned; without a plan, until it has ended.</summary>
    static bool TakesRegistrations(SchoolRows school, MeetingRow meeting)
    {
        var plan = school.Schedules.Where(one => one.MeetingId == meeting.Id).MaxBy(one => one.ValidFrom)?.Lessons ?? "[]";
        var ends = JsonDocument.Parse(plan).RootElement.EnumerateArray().Select(lesson =>
            lesson.GetProperty("start").GetDateTimeOffset().AddMinutes(lesson.GetProperty("minutes").GetInt32())).ToList();
        return meeting is { RegistrationEnabled: true, Status: "scheduled" or "started" }
            && (ends.Count == 0 || ends.Max() > school.Now.AddDays(-1));
    }
}
