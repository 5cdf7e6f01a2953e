namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>All endpoints, and how a request finds its own.</summary>
sealed class RoutingTable(ZoomAccount account)
{
    const string Version = "v2";

    readonly IReadOnlyList<Route> routes =
    [
        TokenRoute.Route,
        .. UserRoutes.Of(account),
        .. MeetingRoutes.Of(account),
        MeetingListRoute.Of(account),
        MeetingStatusRoute.Of(account),
        // Before the registrant whose id would be "status".
        RegistrantStatusRoute.Of(account),
        .. RegistrantRoutes.Of(account),
        BatchRoute.Of(account),
        .. ReportRoutes.Of(account),
        WebhookLogRoute.Of(account),
    ];

    public (Route Route, IReadOnlyDictionary<string, string> Path)? Find(string method, string rawTarget)
    {
        string[] segments = PathSegments.Of(rawTarget);
        var isApi = segments is [Version, ..];
        foreach (var route in routes.Where(route => isApi == (route != TokenRoute.Route)))
        {
            if (route.Match(method, isApi ? segments[1..] : segments) is { } path)
                return (route, path);
        }
        return null;
    }
}
