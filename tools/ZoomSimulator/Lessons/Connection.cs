namespace ZoomOrleans.ZoomSimulator;

/// <summary>One client in a run, from its first join to its last leave; its stays touch each other.</summary>
sealed record Connection(Person Person, IReadOnlyList<Stay> Stays)
{
    public required Parting Parting { get; init; }

    /// <summary>The name it shows: the person's, but a telephone's has none.</summary>
    public required string Name { get; init; }

    public DateTimeOffset? WaitsForHostFrom { get; init; }

    public DateTimeOffset? WaitingRoomFrom { get; init; }

    /// <summary>Decides what the payloads say in one of several ways.</summary>
    public required Chance Wording { get; init; }

    public string Uuid => Stays[0].Connection;

    public Device Device => Stays[0].Device;
}

enum Parting
{
    Left,
    Dropped,
    HostEnded,
}
