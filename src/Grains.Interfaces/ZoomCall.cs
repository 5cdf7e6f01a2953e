namespace ZoomOrleans;

/// <summary>How Zoom weighs a call of its API; each weight has limits of its own.</summary>
public enum ZoomWeight
{
    Light,
    Medium,
    Heavy,
}

/// <summary>A call of Zoom's API, as far as Zoom's limits look at it.</summary>
/// <param name="Weight">By which the account's calls are limited per second and per day.</param>
/// <param name="Host">
/// The user for whom a meeting is created or changed, of which Zoom takes a hundred a day; null for other calls.
/// </param>
[GenerateSerializer, Immutable, Alias("ZoomCall")]
public sealed record ZoomCall([property: Id(0)] ZoomWeight Weight, [property: Id(1)] string? Host = null);

/// <summary>When a call may be made.</summary>
/// <param name="Wait">So long first; the caller's turn is kept.</param>
/// <param name="Token">What the call is to be made with.</param>
/// <param name="Day">To which it is counted.</param>
/// <param name="Api">Where the token is to be used; null: Zoom has not said.</param>
[GenerateSerializer, Immutable, Alias("ZoomPermit")]
public sealed record ZoomPermit(
    [property: Id(0)] TimeSpan Wait, [property: Id(1)] string Token, [property: Id(2)] DateOnly Day,
    [property: Id(3)] Uri? Api = null)
{
    /// <summary>Not the token.</summary>
    public override string ToString() => $"a turn in {Wait}";
}

/// <summary>What of Zoom's limits is used today; days are Zoom's, in UTC.</summary>
[GenerateSerializer, Immutable, Alias("ZoomUsage")]
public sealed record ZoomUsage
{
    [Id(0)] public required DateOnly Day { get; init; }

    [Id(1)] public required IReadOnlyList<ZoomWeightUsage> Calls { get; init; }

    /// <summary>Those who had meetings created or changed today.</summary>
    [Id(2)] public required IReadOnlyList<ZoomHostUsage> Hosts { get; init; }

    /// <summary>Why Zoom gave no token when it was asked last; null where it gave one, or was not asked yet.</summary>
    [Id(3)] public string? Problem { get; init; }
}

/// <param name="PerSecond">How many a second this program makes at most, on purpose fewer than Zoom allows.</param>
/// <param name="PerDay">How many a day Zoom allows; null where there is no such limit.</param>
/// <param name="UsedToday">At least as many as were made.</param>
/// <param name="Waiting">How many have a turn that has not come.</param>
/// <param name="RefusedUntil">Zoom has said that there are no more until then; null where there are.</param>
[GenerateSerializer, Immutable, Alias("ZoomWeightUsage")]
public sealed record ZoomWeightUsage(
    [property: Id(0)] ZoomWeight Weight, [property: Id(1)] double PerSecond, [property: Id(2)] int? PerDay,
    [property: Id(3)] int UsedToday, [property: Id(4)] int Waiting, [property: Id(5)] DateTimeOffset? RefusedUntil);

/// <param name="Host">Zoom's id or address of the user.</param>
/// <param name="ChangesToday">Meetings created and changed.</param>
/// <param name="ChangesMax">A day.</param>
[GenerateSerializer, Immutable, Alias("ZoomHostUsage")]
public sealed record ZoomHostUsage(
    [property: Id(0)] string Host, [property: Id(1)] int ChangesToday, [property: Id(2)] int ChangesMax);

/// <param name="Changes">Meetings created and changed.</param>
/// <param name="Max">So many Zoom takes.</param>
/// <param name="Day">Which, in UTC.</param>
[GenerateSerializer, Immutable, Alias("ZoomHostDay")]
public sealed record ZoomHostDay([property: Id(0)] int Changes, [property: Id(1)] int Max, [property: Id(2)] DateOnly Day);
