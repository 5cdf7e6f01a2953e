using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ZoomOrleans.Account;

/// <summary>Counts and times the calls of an account, and keeps its token.</summary>
[Reentrant]
public sealed class ZoomAccountGrain : Grain, IZoomAccountGrain
{
    /// <summary>A token is not used to its last second: the call has a way to go.</summary>
    static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(1);

    /// <summary>Who would wait longer is sent away, so that turns go to callers who are still there.</summary>
    static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(2);

    static readonly ZoomWeight[] Weights = Enum.GetValues<ZoomWeight>();

    readonly IPersistentState<ZoomDay> _day;
    readonly IZoomTokens _tokens;
    readonly TimeProvider _clock;
    readonly Dictionary<ZoomWeight, ZoomLimit> _limits;
    readonly Dictionary<ZoomWeight, Turns> _turns;
    readonly Dictionary<ZoomWeight, int> _used = [];
    readonly BatchWorkerFromDelegate _storing;
    long _changes, _stored;
    Task<ZoomToken>? _token;
    DateTimeOffset _tokenAt;

    public ZoomAccountGrain(
        [PersistentState("zoom-day")] IPersistentState<ZoomDay> day, IZoomTokens tokens, ZoomLimits limits, TimeProvider clock)
    {
        (_day, _tokens, _clock) = (day, tokens, clock);
        _limits = Weights.ToDictionary(weight => weight, limits.Of);
        _turns = _limits.ToDictionary(limit => limit.Key, limit => new Turns(limit.Value.Interval));
        _storing = new BatchWorkerFromDelegate(Store);
    }

    /// <summary>What was promised before this activation is kept first: its callers are in other silos.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var latest = _clock.GetUtcNow() + WaitMax;
        foreach (var (weight, until) in _day.State.TurnsUntil)
            _turns[weight].BeginAt(until < latest ? until : latest);
        return Task.CompletedTask;
    }

    public async Task<ZoomPermit> Permit(ZoomCall call, string? refusedToken, TimeSpan patience)
    {
        var now = _clock.GetUtcNow();
        BeginDay(now);
        ThrowIfUsedUp(call, now);
        var turns = _turns[call.Weight];
        ThrowIfTooManyWait(turns, now, patience < WaitMax ? patience : WaitMax);
        turns.Promise();
        try
        {
            // For the moment of the turn: a token may end while its user waits.
            var token = await Token(refusedToken, now + turns.Wait(now));
            var day = await Count(call, turns);
            // Last, since what is done after it would shift the calls against each other.
            return new ZoomPermit(turns.Take(_clock.GetUtcNow()), token.Text, day, token.Api);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Stored before it is used: a count that a crash forgot would end in a refusal of Zoom's.</summary>
    /// <returns>The day to which it is counted.</returns>
    async Task<DateOnly> Count(ZoomCall call, Turns turns)
    {
        var now = _clock.GetUtcNow();
        BeginDay(now);
        ThrowIfUsedUp(call, now);
        var day = _day.State.Day;
        var used = _used.GetValueOrDefault(call.Weight);
        _used[call.Weight] = used + 1;
        if (_day.State.Count(call, used))
            _changes++;
        try
        {
            while (true)
            {
                now = _clock.GetUtcNow();
                if (_day.State.Promise(call.Weight, now + turns.Wait(now)))
                    _changes++;
                if (_stored == _changes)
                    return day;
                await StoreChanges();
            }
        }
        catch
        {
            await GiveBack(call, day);
            throw;
        }
    }

    public Task GiveBack(ZoomCall call, DateOnly day)
    {
        if (day != _day.State.Day || _used.GetValueOrDefault(call.Weight) is not (> 0 and var used))
            return Task.CompletedTask;
        _used[call.Weight] = used - 1;
        _day.State.GiveBack(call);
        return Task.CompletedTask;
    }

    public async Task Refused(ZoomCall call, DateTimeOffset until)
    {
        BeginDay(_clock.GetUtcNow());
        _day.State.Refuse(call, until);
        _changes++;
        await StoreChanges();
    }

    public async Task Name(string address, string id)
    {
        BeginDay(_clock.GetUtcNow());
        if (_day.State.Name(address, id))
            _changes++;
        await StoreChanges();
    }

    public async Task Forget(ImmutableArray<string> hosts)
    {
        if (_day.State.Forget(hosts))
            _changes++;
        await StoreChanges();
    }

    public Task<ZoomHostDay> DayOf(string host)
    {
        BeginDay(_clock.GetUtcNow());
        return Task.FromResult(new ZoomHostDay(_day.State.ChangesOf(host), ZoomLimits.ChangesPerHostAndDay, _day.State.Day));
    }

    public Task<ZoomUsage> Usage()
    {
        var now = _clock.GetUtcNow();
        BeginDay(now);
        return Task.FromResult(new ZoomUsage
        {
            Day = _day.State.Day,
            Calls = [.. _limits.Select(limit => new ZoomWeightUsage(
                limit.Key, 1 / limit.Value.Interval.TotalSeconds, limit.Value.PerDay, _used.GetValueOrDefault(limit.Key),
                _turns[limit.Key].Waiting(now), RefusedUntil(limit.Key, now)))],
            Hosts = [.. _day.State.Changes.Where(host => host.Value > 0).OrderBy(host => host.Key, StringComparer.Ordinal).Select(
                host => new ZoomHostUsage(host.Key, host.Value, ZoomLimits.ChangesPerHostAndDay))],
            Problem = _token is { Exception.InnerException: { } failure } ? failure.Message : null,
        });
    }

    /// <summary>What was stored for a portion that is not used up is given back.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode == DeactivationReasonCode.ActivationFailed || _used.Count == 0)
            return;
        _day.State.Calls = new(_used);
        foreach (var (weight, turns) in _turns)
            _day.State.TurnsUntil[weight] = turns.Next;
        await _day.WriteStateAsync(cancellationToken);
    }

    /// <summary>Zoom's days begin at midnight UTC. What was stored of this one may have been made.</summary>
    void BeginDay(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (_day.State.Day != today)
        {
            _day.State = new ZoomDay { Day = today, TurnsUntil = _day.State.TurnsUntil };
            _used.Clear();
        }
        else if (_used.Count == 0)
        {
            foreach (var (weight, calls) in _day.State.Calls)
                _used[weight] = calls;
        }
    }

    void ThrowIfUsedUp(ZoomCall call, DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        if (call.Host is { } host && _day.State.ChangesOf(host) >= ZoomLimits.ChangesPerHostAndDay)
            throw new ZoomException(
                ZoomFailure.UsedUp, $"The {ZoomLimits.ChangesPerHostAndDay} meetings that may be created or changed in a "
                    + "day for this host are used up until 00:00 UTC. Let another teacher host, or try again then.")
            { Until = midnight };
        if (RefusedUntil(call.Weight, now) is { } until)
            throw UsedUp(call.Weight, until);
        if (_limits[call.Weight].PerDay is { } perDay && _used.GetValueOrDefault(call.Weight) >= perDay)
            throw UsedUp(call.Weight, midnight);
    }

    static ZoomException UsedUp(ZoomWeight weight, DateTimeOffset until) => new(
        ZoomFailure.UsedUp, $"Zoom takes no more calls of this kind ({weight}) from this account until {until:u}. What "
            + "waits is done then; a larger plan of Zoom's has a higher limit (Zoom__Plan).")
    { Until = until };

    static void ThrowIfTooManyWait(Turns turns, DateTimeOffset now, TimeSpan patience)
    {
        var wait = turns.Wait(now);
        if (wait > TimeSpan.Zero && wait > patience)
            throw new ZoomException(
                ZoomFailure.UsedUp, $"So many calls wait for Zoom that this one would have to wait {wait.TotalSeconds:0} s. Try "
                    + "again then; a larger plan of Zoom's takes more of them (Zoom__Plan).")
            { Until = now + wait };
    }

    DateTimeOffset? RefusedUntil(ZoomWeight weight, DateTimeOffset now) =>
        _day.State.RefusedUntil.TryGetValue(weight, out var until) && until > now ? until : null;

    /// <summary>
    /// Completes when all changes up to now are stored, also those that could not be stored when they were made.
    /// </summary>
    Task StoreChanges() => _stored == _changes ? Task.CompletedTask : _storing.NotifyAndWaitForWorkToBeServiced();

    async Task Store()
    {
        var changes = _changes;
        await _day.WriteStateAsync();
        _stored = changes;
    }

    /// <summary>Got once for all who wait for it; one that failed is not kept.</summary>
    Task<ZoomToken> Token(string? refused, DateTimeOffset when)
    {
        var isUsable = _token is { IsCompleted: false } || _token is { IsCompletedSuccessfully: true } got
            && got.Result.Text != refused && when < _tokenAt + got.Result.Lifetime - RenewBefore;
        if (!isUsable)
            (_tokenAt, _token) = (_clock.GetUtcNow(), _tokens.Get());
        return _token!;
    }
}
