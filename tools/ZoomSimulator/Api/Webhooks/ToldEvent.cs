namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Something that was done to the account, as its webhook tells it; whether anybody was there to hear or not.</summary>
public sealed record ToldEvent(string Name, string RequestId, string Body);
