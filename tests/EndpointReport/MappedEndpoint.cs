namespace ZoomOrleans.EndpointReport;

/// <summary>An endpoint that the program has mapped, by whatever call.</summary>
/// <param name="Name">Method and pattern; any method is <c>*</c>.</param>
/// <param name="IsAnonymous">Whether nobody has to be signed in for it.</param>
public sealed record MappedEndpoint(string Name, bool IsAnonymous);
