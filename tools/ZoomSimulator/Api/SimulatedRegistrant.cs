namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>A registrant as the account holds it at one moment.</summary>
public sealed record SimulatedRegistrant(string Id, string Email, string Name, RegistrantStatus Status, string JoinUrl);
