using System.Globalization;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Meetings at Zoom. Whatever Zoom does not do is a <see cref="ZoomException"/>.</summary>
public sealed class ZoomMeetings
{
    const int PageSize = 300;

    /// <summary>The number of Zoom's error by which it says that it does not have a meeting.</summary>
    const int NoSuchMeeting = 3001;

    /// <summary>Nobody waits longer for one meeting, turns and repetitions included.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    readonly IZoomApi _api;
    readonly ZoomAccount _account;

    internal ZoomMeetings(IZoomApi api, ZoomAccount account) => (_api, _account) = (api, account);

    public bool IsConfigured => _account.IsConfigured;

    /// <exception cref="ZoomException">
    /// Where it is <see cref="ZoomFailure.Unavailable"/>, it may be made all the same.
    /// </exception>
    public Task<ZoomMeeting> Make(string host, ZoomMeetingRequest meeting) =>
        InTime(cancellation => _api.Create(host, meeting, cancellation));

    /// <summary>With all its occurrences, and the link by which the host starts it.</summary>
    public Task<ZoomMeeting> Get(long id) => InTime(cancellation => _api.GetWhole(id, cancellation));

    /// <returns>
    /// Null where Zoom says that it does not have it, or not any more. A 404 that is not Zoom's own says no such thing.
    /// </returns>
    public async Task<ZoomMeeting?> Find(long id)
    {
        try
        {
            return await Get(id);
        }
        catch (ZoomException gone) when (gone is { Failure: ZoomFailure.Missing, Code: NoSuchMeeting })
        {
            return null;
        }
    }

    /// <summary>The latest time that a meeting was held, which Zoom keeps longer than the meeting.</summary>
    /// <returns>Null where Zoom tells nothing of it.</returns>
    public Task<ZoomRun?> Last(long id) => InTime(async cancellation =>
    {
        try
        {
            return await _api.Run(id.ToString(CultureInfo.InvariantCulture), cancellation);
        }
        catch (ZoomException no) when (no.Failure is ZoomFailure.Missing or ZoomFailure.NotLicensed or ZoomFailure.Refused)
        {
            return (ZoomRun?)null;
        }
    });

    /// <param name="id">Zoom's number.</param>
    /// <param name="change">What is to be different.</param>
    /// <param name="host">Whose day's limit it counts to; null: nobody here knows.</param>
    public Task Change(long id, ZoomMeetingRequest change, string? host) => InTime(async cancellation =>
    {
        await _api.Update(id, change, host, cancellation);
        return true;
    });

    /// <summary>A meeting that Zoom does not have, or not any more, is fine.</summary>
    /// <exception cref="ZoomException">It is running.</exception>
    public Task Remove(long id) => InTime(async cancellation =>
    {
        try
        {
            await _api.Delete(id, cancellation);
        }
        catch (ZoomException gone) when (gone.Failure is ZoomFailure.Missing or ZoomFailure.Over)
        {
            return false;
        }
        return true;
    });

    /// <returns>False where it was not running.</returns>
    public Task<bool> End(long id) => InTime(async cancellation =>
    {
        try
        {
            await _api.SetStatus(id, new ZoomStatusRequest("end"), cancellation);
            return true;
        }
        catch (ZoomException refused) when (refused.Failure == ZoomFailure.Refused)
        {
            // Zoom has no code of its own for it.
            if ((await _api.Get(id, cancellation)).Status == "started")
                throw;
            return false;
        }
    });

    /// <summary>A host's meetings, without instant ones: those are in no list of Zoom's.</summary>
    public Task<List<ZoomMeeting>> Of(string host) => InTime(async cancellation =>
    {
        var found = new List<ZoomMeeting>();
        string? next = null;
        do
        {
            var page = await _api.List(host, "scheduled", PageSize, next, cancellation);
            found.AddRange(page.Meetings);
            next = page.NextPageToken;
        }
        while (next is { Length: > 0 });
        return found;
    });

    /// <summary>How many meetings were made and changed for the host today, of how many Zoom takes in a day.</summary>
    public async Task<ZoomHostUsage?> ChangesOf(string host)
    {
        var usage = await _account.Grain.Usage();
        return usage.Hosts.FirstOrDefault(one => one.Host == host);
    }

    internal static async Task<T> InTime<T>(Func<CancellationToken, Task<T>> work)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            return await work(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw ZoomErrors.Unavailable($"nothing in {Patience.TotalSeconds} s");
        }
    }
}
