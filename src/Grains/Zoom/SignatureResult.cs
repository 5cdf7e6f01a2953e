namespace ZoomOrleans.Zoom;

/// <summary>What a webhook's signature is worth; only <see cref="Valid"/> lets the body be read.</summary>
public enum SignatureResult
{
    Valid,
    Missing,
    Malformed,
    Wrong,

    /// <summary>Signed by Zoom, but longer ago than the replay window.</summary>
    TooOld,

    /// <summary>Signed by Zoom, but from the future: somebody's clock is wrong.</summary>
    TooNew,
}
