using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>
/// Makes meetings in Zoom and here, so that whatever breaks off there is one of each in the end, or none: word of it is
/// committed first, then Zoom is asked, then the meeting is written and the word taken back.
/// </summary>
public sealed class MeetingMaking(
    ZoomMeetings zoom, UnfinishedCreations unfinished, AtZoom atZoom, ChangesToday changes)
{
    /// <param name="asked">The request, by which a repetition of it is known.</param>
    /// <param name="meeting">What it means.</param>
    /// <param name="creation">Its key.</param>
    /// <param name="user">Who asks.</param>
    public async Task<Results<Created<Meeting>, ProblemHttpResult>> Make(
        NewMeeting asked, Meeting meeting, Creation creation, UserSession user)
    {
        var hash = Creation.HashOf(asked);
        var begun = await user.Write(rows => Begin(rows, meeting, creation, user.Caller, hash));
        if (begun.Creation is not { } word)
            return begun.Answer!;
        ZoomMeeting made;
        try
        {
            made = await AtZoomOnce(word, meeting);
        }
        catch (Exception exception)
        {
            // Only where Zoom was never asked before and has said no, there is nothing to look for.
            var isClear = word.Attempt == 1 && exception is ZoomException { Failure: not ZoomFailure.Unavailable };
            await user.ToTheEnd().Write<int>(async rows => isClear
                ? await CreationRows.Finish(rows, word) ? 1 : 0 : await CreationRows.Leave(rows, word));
            throw;
        }
        var kept = await user.ToTheEnd().Write(rows => Keep(rows, meeting, made, word, creation, hash));
        await changes.Tell(word.Host);
        return kept;
    }

    async Task<(ZoomCreation? Creation, Results<Created<Meeting>, ProblemHttpResult>? Answer)> Begin(
        UserTransaction rows, Meeting meeting, Creation creation, Caller caller, byte[] hash)
    {
        if (await creation.Earlier<Meeting>(rows, hash) is { } earlier)
            return (null, earlier);
        if (await MeetingRules.BadReference(rows, meeting, null, caller) is { } problem)
            return (null, problem);
        if (!zoom.IsConfigured)
            return (null, Problems.ZoomNotConfigured);
        if (creation.Key is { } key && await CreationRows.Find(rows, caller.Id, key, hash) is { } left)
            return !left.IsSame ? (null, Creation.UsedForAnother)
                : left.IsBusy ? (null, Creation.UnderWay)
                : (await CreationRows.Take(rows, left.Id), null);
        var host = (await AtZoom.Host(rows, meeting.HostId))!;
        return (await CreationRows.Insert(rows, meeting, host, caller.Id, creation.Key, hash), null);
    }

    /// <summary>Zoom is not asked again before it is known that it has not done what it was asked for.</summary>
    async Task<ZoomMeeting> AtZoomOnce(ZoomCreation word, Meeting meeting) =>
        word.Attempt > 1 && await unfinished.Made(word) is [var first, ..]
            ? await zoom.Get(first) : await zoom.Make(word.Host, ZoomRequests.Of(meeting, word.Mark));

    async Task<Results<Created<Meeting>, ProblemHttpResult>> Keep(
        UserTransaction rows, Meeting meeting, ZoomMeeting made, ZoomCreation word, Creation creation, byte[] hash)
    {
        if (!await CreationRows.Finish(rows, word))
            throw new ZoomException(
                ZoomFailure.Unavailable, "It took so long that it was given up in between. Try again.");
        var kept = meeting with
        {
            Id = word.Id,
            ZoomMeetingId = made.Id.ToString(CultureInfo.InvariantCulture),
            JoinUrl = made.JoinUrl,
            Password = made.Password is { Length: > 0 } password ? password : null,
            RegistrationUrl = made.RegistrationUrl,
        };
        var written = await MeetingRows.Insert(rows, kept, atZoom.Lessons(kept, made), ZoomSeen.Of(made));
        return await creation.Keep(rows, hash, $"/api/zoom/meetings/{word.Id}", written);
    }
}
