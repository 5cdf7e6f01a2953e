using System.IO.Enumeration;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Which calls fail, and how.</summary>
/// <param name="Route">
/// A route's name, as <c>POST /meetings/{meetingId}/registrants</c>; <c>*</c> in it stands for anything:
/// <c>GET *</c>, <c>* /report/*</c>.
/// </param>
public sealed record FailureRule(string Route, Failure Failure)
{
    /// <summary>The numbers of the calls that fail, counted from 1 since the rule was made; none: all of them.</summary>
    public IReadOnlyCollection<int> Calls { get; init; } = [];

    /// <summary>The share, from 0 to 1, of those calls that fail; which ones, the seed decides.</summary>
    public double Probability { get; init; } = 1;

    internal bool IsFor(string route) => FileSystemName.MatchesSimpleExpression(Route, route, ignoreCase: false);
}
