namespace ZoomOrleans.ZoomSimulator;

/// <summary>One Zoom instance of the meeting, [Start, End), named by Zoom's uuid.</summary>
public sealed record Run(string Uuid, DateTimeOffset Start, DateTimeOffset End);
