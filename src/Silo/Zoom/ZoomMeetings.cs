using System.Globalization;
using Orleans.Runtime;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Meetings at Zoom. Whatever Zoom does not do is a <see cref="ZoomException"/>.</summary>
public sealed class ZoomMeetings
{
    /// <summary>The number of Zoom's error by which it says that it does not have a meeting.</summary>
    const int NoSuchMeeting = 3001;

    /// <summary>By these it says that a number is somebody's room, or the conference account of their telephone.</summary>
    const int PersonalRoom = 3018;
    const int PersonalConference = 3037;

    /// <summary>Nobody waits longer for one meeting, turns and repetitions included.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    readonly IZoomApi _api;
    readonly ZoomAccount _account;
    readonly TimeProvider _clock;

    internal ZoomMeetings(IZoomApi api, ZoomAccount account, TimeProvider clock) =>
        (_api, _account, _clock) = (api, account, clock);

    public bool IsConfigured => _account.IsConfigured;

    /// <exception cref="ZoomException">
    /// Where it is <see cref="ZoomFailure.Unavailable"/>, it may be made all the same.
    /// </exception>
    public async Task<ZoomMeeting> Make(string host, ZoomMeetingRequest meeting)
    {
        var made = await _api.Create(host, meeting, Until);
        if (made.HostId is { Length: > 0 } id && id != host)
            await Name(host, id);
        return made;
    }

    /// <summary>With all its occurrences, and the link by which the host starts it.</summary>
    /// <param name="id">Zoom's number.</param>
    /// <param name="until">When nobody waits any more; null: as long as for one meeting.</param>
    public Task<ZoomMeeting> Get(long id, DateTimeOffset? until = null) => _api.GetWhole(id, until ?? Until);

    /// <returns>
    /// Null where Zoom says that it does not have it, or not any more. A 404 that is not Zoom's own says no such thing.
    /// </returns>
    public async Task<ZoomMeeting?> Find(long id)
    {
        try
        {
            return await Get(id);
        }
        catch (ZoomException gone) when (gone.Code == NoSuchMeeting)
        {
            return null;
        }
    }

    /// <summary>The latest time that a meeting was held, which Zoom keeps longer than the meeting.</summary>
    /// <returns>Null where Zoom tells nothing of it.</returns>
    public async Task<ZoomRun?> Last(long id)
    {
        try
        {
            return await _api.Run(id.ToString(CultureInfo.InvariantCulture), Until);
        }
        catch (ZoomException no) when (no.Failure is ZoomFailure.Missing or ZoomFailure.NotLicensed or ZoomFailure.Refused)
        {
            return null;
        }
    }

    /// <param name="id">Zoom's number.</param>
    /// <param name="change">What is to be different.</param>
    /// <param name="host">Whose day's limit it counts to; null: nobody here knows.</param>
    /// <param name="until">When nobody waits any more.</param>
    /// <exception cref="ZoomException">It is running, or whatever else Zoom says.</exception>
    public async Task Change(long id, ZoomMeetingRequest change, string? host, DateTimeOffset until)
    {
        try
        {
            await _api.Update(id, change, host, until);
        }
        catch (ZoomException refused) when (refused is { Failure: ZoomFailure.Refused, Code: ZoomErrors.ForAnyReason })
        {
            if (!await IsRunning(id, until))
                throw;
            throw ZoomErrors.Running;
        }
    }

    /// <summary>A meeting that Zoom does not have, or not any more, is fine; somebody's room is always there.</summary>
    /// <exception cref="ZoomException">It is running, or whatever else Zoom says.</exception>
    public async Task Remove(long id, DateTimeOffset? until = null)
    {
        try
        {
            await _api.Delete(id, until ?? Until);
        }
        catch (ZoomException gone) when (gone.Failure == ZoomFailure.Over
            || gone.Code is NoSuchMeeting or PersonalRoom or PersonalConference)
        {
            // As it should be.
        }
    }

    /// <returns>False where it was not running.</returns>
    public async Task<bool> End(long id)
    {
        var until = Until;
        try
        {
            await _api.SetStatus(id, new ZoomStatusRequest("end"), until);
            return true;
        }
        catch (ZoomException refused) when (refused.Failure == ZoomFailure.Refused)
        {
            // Zoom has no code of its own for it.
            if (await IsRunning(id, until))
                throw;
            return refused.MayBeDone;
        }
    }

    /// <summary>A host's meetings, without instant ones: those are in no list of Zoom's.</summary>
    public async Task<List<ZoomMeeting>> Of(string host)
    {
        var until = Until;
        var found = new List<ZoomMeeting>();
        await foreach (var page in ZoomPages.Of(next => _api.List(host, "scheduled", ZoomPages.Size, next, until)))
            found.AddRange(page.Meetings);
        return found;
    }

    /// <summary>How many meetings were made and changed for the host today, of how many Zoom takes in a day.</summary>
    public Task<ZoomHostDay> DayOf(string host) => _account.Grain.DayOf(host);

    async Task Name(string address, string id)
    {
        try
        {
            await _account.Grain.Name(address, id);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // It is made; the next one will tell.
        }
    }

    async Task<bool> IsRunning(long id, DateTimeOffset until) => (await _api.Get(id, until)).Status == "started";

    DateTimeOffset Until => _clock.GetUtcNow() + Patience;
}
