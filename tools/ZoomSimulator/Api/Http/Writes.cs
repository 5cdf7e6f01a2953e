namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Which meetings and users are being written to; Zoom may refuse a second write meanwhile.</summary>
sealed class Writes
{
    readonly Lock gate = new();
    readonly HashSet<string> underWay = [];

    /// <summary>Null where somebody else writes.</summary>
    public IDisposable? Begin(string resource)
    {
        lock (gate)
            return underWay.Add(resource) ? new End(this, resource) : null;
    }

    /// <summary>The user or meeting that a call writes to; null: it writes nothing.</summary>
    public static string? Resource(Route route, IReadOnlyDictionary<string, string> path) =>
        route.IsWrite ? path.Select(value => $"{value.Key} {value.Value}").FirstOrDefault() : null;

    sealed class End(Writes writes, string resource) : IDisposable
    {
        public void Dispose()
        {
            lock (writes.gate)
                writes.underWay.Remove(resource);
        }
    }
}
