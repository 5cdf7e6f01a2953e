namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// What pages and their forms answer to whom, as <see cref="RouteTable"/> says it of the API. 302 leads on: to one's own
/// page, or from a form that was carried out back to its page; 503: Zoom is not connected in these tests.
/// </summary>
static class PageTable
{
    const string Table = """
        page                                                              admin host class other student stranger parent other

        GET    /teacher/meetings/{id}/attendance                             ok   ok    ok   404      ok      404     ok   404
        POST   /teacher/meetings/{id}/attendance                            302  302   302   404     403      404    403   404
        GET    /classes                                                      ok   ok    ok    ok      ok       ok     ok    ok
        GET    /classes/{id}                                                 ok  404    ok   404     403      404    403   404
        GET    /attendance                                                  302  302   302   302     302      302    302   302
        GET    /students/{id}                                                ok   ok    ok   404      ok      404     ok   404
        GET    /admin                                                        ok  403   403   403     403      403    403   403
        POST   /admin/adopt                                                 503  403   403   403     403      403    403   403
        GET    /admin/quarantine                                             ok  403   403   403     403      403    403   403
        POST   /admin/quarantine/{id}/replay                                302  403   403   403     403      403    403   403
        """;

    public static IReadOnlyList<Route> Pages { get; } =
        [.. Table.Split('\n').Skip(1).Where(line => line.Length > 0).Select(Route.Read)];
}
