using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>Makes a row of a meeting that Zoom has, or had. With its insertion it no longer waits for adoption.</summary>
public sealed class Adoption(ZoomMeetings zoom)
{
    const string IsScheduled = "SELECT 1 FROM zoom_meetings WHERE zoom_meeting_id = $1";

    const string FirstSeen = "SELECT first_seen FROM unscheduled_meetings WHERE meeting = $1";

    const string Audit = "INSERT INTO audit_log (actor_id, action, meeting_id) VALUES ($1, 'adopt', $2)";

    static ProblemHttpResult Scheduled =>
        Problems.Coded(409, "ALREADY_SCHEDULED", "This Zoom meeting is known here already.");

    /// <exception cref="ZoomException">Zoom cannot be asked.</exception>
    public async Task<Results<Created<Meeting>, ProblemHttpResult>> Adopt(
        AdoptedMeeting asked, Creation creation, UserSession user, SchoolClock clock)
    {
        var (answer, seen) = await user.Write(rows => Look(rows, asked, creation));
        if (answer is not null)
            return answer;
        if (await AtZoom(Number(asked), seen) is not { } found)
            return Problems.Missing("Zoom has no such meeting, and has not reported one of late.");
        var meeting = ZoomChanges.Adopted(found, seen ?? clock.Now, clock.ZoneName) with
        {
            ClassId = asked.ClassId,
            TargetAudience = asked.ClassId is null ? Audience.Personal : Audience.Class,
        };
        return await creation.Once<Meeting>(
            asked, $"/api/zoom/meetings/{meeting.Id}", rows => Insert(rows, meeting, found, user.Caller));
    }

    /// <summary>What was answered before, or is clear without Zoom; else when Zoom reported the meeting first.</summary>
    static async Task<(Results<Created<Meeting>, ProblemHttpResult>? Answer, DateTimeOffset? Seen)> Look(
        UserTransaction rows, AdoptedMeeting asked, Creation creation)
    {
        if (await creation.Earlier<Meeting>(rows, Creation.HashOf(asked)) is { } earlier)
            return (earlier, null);
        if (await rows.Query(IsScheduled, [asked.ZoomMeetingId], _ => true) is not [])
            return (Scheduled, null);
        return (null, await rows.Query(FirstSeen, [Number(asked)], row => row.Time(0)) is [var seen] ? seen : null);
    }

    /// <summary>Of one that is over Zoom may know no more than that it was held; and we, that Zoom told of it.</summary>
    async Task<ZoomMeeting?> AtZoom(long number, DateTimeOffset? seen)
    {
        if (await zoom.Find(number) is { } meeting)
            return meeting;
        var held = new ZoomMeeting { Id = number, Type = ZoomCreation.Instant };
        return await zoom.Last(number) is { } run
            ? held with { Topic = run.Topic, HostId = run.HostId, HostEmail = run.UserEmail, StartTime = run.StartTime }
            : seen is null ? null : held;
    }

    static async Task<Creating<Meeting>> Insert(
        UserTransaction rows, Meeting meeting, ZoomMeeting found, Caller admin)
    {
        if (await rows.Query(IsScheduled, [meeting.ZoomMeetingId], _ => true) is not [])
            return Scheduled;
        var hosts = await rows.Query(MeetingSql.Host, [found.HostId ?? "", found.HostEmail ?? ""], row => row.GetGuid(0));
        var hosted = meeting with { HostId = hosts is [var host] ? host : admin.Id };
        if (await MeetingRules.BadReference(rows, hosted, null, admin) is { } problem)
            return problem;
        var made = await MeetingRows.Insert(rows, hosted, ZoomChanges.Lessons(hosted, found), ZoomSeen.Of(found));
        await rows.Execute(Audit, admin.Id, made.Id);
        return made;
    }

    static long Number(AdoptedMeeting asked) => long.Parse(asked.ZoomMeetingId!, CultureInfo.InvariantCulture);
}
