namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Which limit refused a call.</summary>
public enum LimitKind
{
    PerSecond,
    PerDay,
    ChangesPerHost,
    RegistrationsPerRegistrant,
    StatusChangesPerRegistrant,
    Concurrent,
}
