using System.ComponentModel.DataAnnotations;

namespace ZoomOrleans.Api.Live;

/// <summary>How many live streams a process holds: each is a connection, and is looked after while it lasts.</summary>
sealed class LiveOptions
{
    /// <summary>All of them together.</summary>
    [Range(1, 100_000)]
    public int StreamsMax { get; set; } = 2_000;

    /// <summary>
    /// Of one person: some pages, on some devices, and some whose end nobody has noticed yet. One more ends the oldest.
    /// </summary>
    [Range(1, 1_000)]
    public int StreamsPerUserMax { get; set; } = 10;
}
