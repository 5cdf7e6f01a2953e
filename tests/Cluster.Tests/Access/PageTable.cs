namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// What pages and their forms answer to whom, as <see cref="RouteTable"/> says it of the API. 302 leads on: to Zoom, to
/// one's own page, or from a form that was carried out back to its page; 503: Zoom is not connected in these tests.
/// </summary>
static class PageTable
{
    const string Table = """
        page                                                              admin host class other student stranger parent other

        GET    /                                                             ok   ok    ok    ok      ok       ok     ok    ok
        GET    /teacher/meetings                                             ok   ok    ok    ok      ok       ok     ok    ok
        GET    /teacher/meetings/{id}                                        ok   ok    ok   404      ok      404     ok   404
        GET    /teacher/meetings/{id}/participants                           ok   ok    ok   404      ok      404     ok   404
        GET    /teacher/meetings/{id}/start                                 503  503   403   404     403      404    403   404
        GET    /join/{id}                                                   302  302   409   404     302      404    403   404
        POST   /join/{id}                                                   503  503   503   404     302      404    403   404
        GET    /calendar                                                     ok   ok    ok    ok      ok       ok     ok    ok
        POST   /calendar                                                    302  302   302   302     302      302    302   302
        POST   /calendar/end                                                302  302   302   302     302      302    302   302
        GET    /teacher/meetings/{id}/attendance                             ok   ok    ok   404      ok      404     ok   404
        POST   /teacher/meetings/{id}/attendance                            302  302   302   404     403      404    403   404
        POST   /teacher/meetings/{id}/guests                                302  302   302   404     403      404    403   404
        POST   /teacher/meetings/{id}/guests/{matchId}/undo                 302  302   302   404     403      404    403   404
        GET    /classes                                                      ok   ok    ok    ok      ok       ok     ok    ok
        GET    /classes/{id}                                                 ok  404    ok   404     403      404    403   404
        GET    /classes/{id}/check-ins                                       ok  404    ok   404     403      404    403   404
        POST   /classes/{id}/check-ins                                      302  404   302   404     403      404    403   404
        GET    /classes/{id}/check-ins/{checkInId}                           ok  404    ok   404     403      404    403   404
        POST   /classes/{id}/check-ins/{checkInId}/close                    302  404   302   404     403      404    403   404
        GET    /check-in                                                     ok   ok    ok    ok      ok       ok     ok    ok
        POST   /check-in                                                    403  403   403   403      ok      403    403   403
        GET    /attendance                                                  302  302   302   302     302      302    302   302
        GET    /students/{id}                                                ok   ok    ok   404      ok      404     ok   404
        GET    /admin                                                        ok  403   403   403     403      403    403   403
        POST   /admin/adopt                                                 503  403   403   403     403      403    403   403
        GET    /admin/retention                                              ok  403   403   403     403      403    403   403
        POST   /admin/retention                                             302  403   403   403     403      403    403   403
        GET    /admin/quarantine                                             ok  403   403   403     403      403    403   403
        POST   /admin/quarantine/{id}/replay                                302  403   403   403     403      403    403   403
        GET    /admin/people/{id}                                            ok  403   403   403     403      403    403   403
        POST   /admin/people/{id}/erase                                     302  403   403   403     403      403    403   403
        GET    /admin/erased/{id}                                            ok  403   403   403     403      403    403   403
        """;

    public static IReadOnlyList<Route> Pages { get; } =
        [.. Table.Split('\n').Skip(1).Where(line => line.Length > 0).Select(Route.Read)];
}
