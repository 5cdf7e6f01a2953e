namespace ZoomOrleans.ZoomSimulator;

/// <summary>What a connection came from.</summary>
public enum Device
{
    Computer,
    SecondDevice,
    Telephone,
}
