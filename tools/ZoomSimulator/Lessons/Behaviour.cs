namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// How people behave, each a probability from 0 to 1 per person. All 0: everybody comes within the first
/// three minutes and stays until the host ends the meeting. Hosts always behave so.
/// </summary>
public sealed record Behaviour
{
    public static Behaviour Quiet { get; } = new();

    /// <summary>An ordinary school morning: a little of everything.</summary>
    public static Behaviour Lively { get; } = new()
    {
        Absent = 0.08, Late = 0.12, LeavesEarly = 0.1, Rejoins = 0.2, Drops = 0.12,
        TwoDevices = 0.1, PhonesIn = 0.04, WaitsForHost = 0.15, WaitingRoom = 0.2, LeavesAfterEnd = 0.1,
    };

    public double Absent { get; init; }

    /// <summary>Comes after a fifth to a half of the lesson.</summary>
    public double Late { get; init; }

    /// <summary>Goes after six to nine tenths of the lesson.</summary>
    public double LeavesEarly { get; init; }

    /// <summary>Leaves and comes back: a new connection, a gap between the two.</summary>
    public double Rejoins { get; init; }

    /// <summary>
    /// Loses the connection and is back before Zoom notices: the old leave is 60-90 s late, the two
    /// connections overlap.
    /// </summary>
    public double Drops { get; init; }

    /// <summary>Is in on a second device for part of the lesson.</summary>
    public double TwoDevices { get; init; }

    /// <summary>Dials in by telephone for the sound; Zoom then binds the call to the person's client.</summary>
    public double PhonesIn { get; init; }

    /// <summary>Is there before the host and waits, unless late.</summary>
    public double WaitsForHost { get; init; }

    /// <summary>Passes through the waiting room before each joining.</summary>
    public double WaitingRoom { get; init; }

    /// <summary>Of those who stay to the end: leaves 1-3 s after it.</summary>
    public double LeavesAfterEnd { get; init; }
}
