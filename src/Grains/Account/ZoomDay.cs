namespace ZoomOrleans.Account;

/// <summary>What was used of a day's limits. Stored, since Zoom does not forget when this program is restarted.</summary>
public sealed class ZoomDay
{
    /// <summary>Calls are stored in portions: after a crash more may seem used than was, never less.</summary>
    const int Portion = 50;

    /// <summary>So are turns: after a crash the first call waits so long at most for nothing.</summary>
    static readonly TimeSpan TurnsPortion = TimeSpan.FromSeconds(5);

    public DateOnly Day { get; set; }

    /// <summary>Up to these counts calls may be made before something must be stored.</summary>
    public Dictionary<ZoomWeight, int> Calls { get; set; } = [];

    /// <summary>Meetings created and changed, by host.</summary>
    public Dictionary<string, int> Changes { get; set; } = [];

    /// <summary>The ids of those hosts whom Zoom was told by an address.</summary>
    public Dictionary<string, string> Ids { get; set; } = [];

    /// <summary>Of which calls Zoom itself has said that there are no more until then.</summary>
    public Dictionary<ZoomWeight, DateTimeOffset> RefusedUntil { get; set; } = [];

    /// <summary>Turns before these times may have been promised to somebody.</summary>
    public Dictionary<ZoomWeight, DateTimeOffset> TurnsUntil { get; set; } = [];

    /// <summary>Zoom takes no more today, whatever was counted here.</summary>
    public void Refuse(ZoomCall call, DateTimeOffset until)
    {
        if (call.Host is { } host)
            Changes[Key(host)] = ZoomLimits.ChangesPerHostAndDay;
        else
            RefusedUntil[call.Weight] = until;
    }

    /// <returns>Whether the day has to be stored before the call is made.</returns>
    public bool Count(ZoomCall call, int usedBefore)
    {
        var isNew = false;
        if (call.Host is { } host)
            (Changes[Key(host)], isNew) = (ChangesOf(host) + 1, true);
        if (usedBefore < Calls.GetValueOrDefault(call.Weight))
            return isNew;
        Calls[call.Weight] = usedBefore + Portion;
        return true;
    }

    /// <summary>As if it had never been.</summary>
    public void GiveBack(ZoomCall call)
    {
        if (call.Host is { } host && ChangesOf(host) is var changes and > 0)
            Changes[Key(host)] = changes - 1;
    }

    public int ChangesOf(string host) => Changes.GetValueOrDefault(Key(host));

    /// <returns>Whether it was not known.</returns>
    public bool Name(string address, string id)
    {
        if (Key(address) == id)
            return false;
        var before = ChangesOf(address);
        Changes.Remove(Key(address));
        Ids[address] = id;
        Changes[id] = ChangesOf(id) + before;
        return true;
    }

    /// <returns>Whether any of them was known.</returns>
    public bool Forget(IEnumerable<string> hosts)
    {
        var wasKnown = false;
        foreach (var host in hosts)
            wasKnown |= Changes.Remove(host) | Ids.Remove(host);
        return wasKnown;
    }

    string Key(string host) => Ids.GetValueOrDefault(host, host);

    /// <returns>Whether the day has to be stored before the turn is given.</returns>
    public bool Promise(ZoomWeight weight, DateTimeOffset turn)
    {
        if (turn <= TurnsUntil.GetValueOrDefault(weight))
            return false;
        TurnsUntil[weight] = turn + TurnsPortion;
        return true;
    }
}
