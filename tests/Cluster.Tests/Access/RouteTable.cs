using System.Net;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Who asks, as seen from one class, a student of it, and a meeting of it that the class's teacher does not host.
/// </summary>
public enum Person
{
    Admin,

    /// <summary>A teacher whom an admin made the meeting's host, and who does not teach the class.</summary>
    Host,
    ClassTeacher,

    /// <summary>Of another class.</summary>
    OtherTeacher,

    /// <summary>Enrolled in the class.</summary>
    Student,

    /// <summary>A student of another class.</summary>
    Stranger,

    /// <summary>Of the enrolled student.</summary>
    Parent,

    /// <summary>Of the stranger.</summary>
    OtherParent,
}

/// <summary>
/// What every route answers to whom. What the caller may not see is 404; what they may see but not do is 403.
/// </summary>
static class RouteTable
{
    /// <summary>
    /// <c>ok</c> is any 2xx. Another number stands where the caller may do it and something else is in the way: 503, Zoom
    /// is not connected in these tests; 409, the lesson is not locked, or the class's teacher is not registered; 422, the
    /// student may not be registered. What is asked is in <see cref="Requests"/>: the
    /// class, its student, their parent, and the meeting of the class. Routes that make something stand before those that
    /// take it away: everybody goes through the table from top to bottom.
    /// </summary>
    const string Table = """
        route                                                             admin host class other student stranger parent other

        GET    /api/users                                                    ok   ok    ok    ok      ok       ok     ok    ok
        POST   /api/users                                                    ok  403   403   403     403      403    403   403
        GET    /api/users/{id}                                               ok   ok    ok   404      ok      404     ok   404
        PATCH  /api/users/{id}                                               ok  403   403   404     403      404    403   404
        PUT    /api/users/{parentId}/children/{studentId}                    ok  404   404   404     404      404    403   404
        DELETE /api/users/{parentId}/children/{studentId}                    ok  404   404   404     404      404    403   404

        GET    /api/users/{id}/identities                                    ok  403   403   404     403      404    403   404
        PUT    /api/users/{id}/identities                                    ok  403   403   404     403      404    403   404
        DELETE /api/users/{id}/identities                                    ok  403   403   404     403      404    403   404

        GET    /api/classes                                                  ok   ok    ok    ok      ok       ok     ok    ok
        POST   /api/classes                                                  ok  403   403   403     403      403    403   403
        GET    /api/classes/{id}                                             ok  404    ok   404      ok      404     ok   404
        PATCH  /api/classes/{id}                                             ok  404   403   404     403      404    403   404
        GET    /api/classes/{id}/students                                    ok  404    ok   404      ok      404     ok   404
        PUT    /api/classes/{id}/students/{studentId}                        ok  404   403   404     403      404    403   404
        DELETE /api/classes/{id}/students/{studentId}                        ok  404   403   404     403      404    403   404
        GET    /api/classes/{id}/attendance                                  ok  404    ok   404     403      404    403   404
        GET    /api/classes/{id}/sf2                                         ok  404    ok   404     403      404    403   404
        GET    /api/classes/{id}/attendance-policy                           ok  404    ok   404     403      404    403   404
        PUT    /api/classes/{id}/attendance-policy                           ok  404    ok   404     403      404    403   404
        POST   /api/classes/{id}/attendance-policy/preview                   ok  404    ok   404     403      404    403   404
        DELETE /api/classes/{id}/attendance-policy/{effectiveFrom}           ok  404    ok   404     403      404    403   404

        GET    /api/classes/{id}/check-ins                                   ok  404    ok   404     403      404    403   404
        POST   /api/classes/{id}/check-ins                                   ok  404    ok   404     403      404    403   404
        GET    /api/classes/{id}/check-ins/{checkInId}                       ok  404    ok   404     403      404    403   404
        GET    /api/classes/{id}/check-ins/{checkInId}/suspicions            ok  404    ok   404     403      404    403   404
        DELETE /api/classes/{id}/check-ins/{checkInId}                       ok  404    ok   404     403      404    403   404
        POST   /api/qr-checkins                                             403  403   403   403      ok      403    403   403

        GET    /api/students/{id}/attendance                                 ok   ok    ok   404      ok      404     ok   404

        GET    /api/zoom/usage                                              503  503   503   503     403      403    403   403
        GET    /api/zoom/meetings                                            ok   ok    ok    ok      ok       ok     ok    ok
        POST   /api/zoom/meetings                                           503  403   503   403     403      403    403   403
        GET    /api/zoom/meetings/unscheduled                                ok  403   403   403     403      403    403   403
        POST   /api/zoom/meetings/adopt                                     503  403   403   403     403      403    403   403
        GET    /api/zoom/meetings/{id}                                       ok   ok    ok   404      ok      404     ok   404
        PATCH  /api/zoom/meetings/{id}                                       ok   ok   403   404     403      404    403   404
        DELETE /api/zoom/meetings/{id}                                       ok   ok   403   404     403      404    403   404
        GET    /api/zoom/meetings/{id}/join                                  ok   ok   409   404      ok      404    403   404
        GET    /api/zoom/meetings/{id}/start                                503  503   403   404     403      404    403   404
        POST   /api/zoom/meetings/{id}/end                                  503  503   403   404     403      404    403   404
        POST   /api/zoom/meetings/{id}/reconcile                            503  503   503   404     403      404    403   404
        GET    /api/zoom/meetings/{id}/registrants                           ok   ok    ok   404      ok      404     ok   404
        POST   /api/zoom/meetings/{id}/registrants                          503  503   503   404      ok      404    403   404
        PATCH  /api/zoom/meetings/{id}/registrants/{registrantId}           503  503   403   404     403      404    403   404
        POST   /api/zoom/meetings/register-student                          422  403   403   403     403      403    403   403
        GET    /api/zoom/meetings/{id}/occurrences                           ok   ok    ok   404      ok      404     ok   404
        GET    /api/zoom/meetings/{id}/participants                          ok   ok    ok   404      ok      404     ok   404
        GET    /api/zoom/meetings/{id}/participants/stream                   ok   ok    ok   404      ok      404     ok   404
        GET    /api/zoom/meetings/{id}/attendance                            ok   ok    ok   404      ok      404     ok   404
        PUT    /api/zoom/meetings/{id}/attendance/{studentId}/override       ok   ok    ok   404     403      404    403   404
        DELETE /api/zoom/meetings/{id}/attendance/{studentId}/override       ok   ok    ok   404     403      404    403   404
        PUT    /api/zoom/meetings/{id}/guests/{guestId}/match                ok   ok    ok   404     403      404    403   404
        GET    /api/zoom/meetings/{id}/matches                               ok   ok    ok   404     403      404    403   404
        GET    /api/zoom/meetings/{id}/matches/{matchId}                     ok   ok    ok   404     403      404    403   404
        DELETE /api/zoom/meetings/{id}/matches/{matchId}                     ok   ok    ok   404     403      404    403   404
        POST   /api/zoom/meetings/{id}/occurrences/{occurrenceId}/confirm    ok   ok    ok   404     403      404    403   404
        POST   /api/zoom/meetings/{id}/occurrences/{occurrenceId}/void       ok   ok    ok   404     403      404    403   404
        DELETE /api/zoom/meetings/{id}/occurrences/{occurrenceId}/void       ok   ok    ok   404     403      404    403   404
        POST   /api/zoom/meetings/{id}/occurrences/{occurrenceId}/split      ok   ok    ok   404     403      404    403   404
        POST   /api/zoom/meetings/{id}/occurrences/{occurrenceId}/join       ok   ok    ok   404     403      404    403   404
        POST   /api/zoom/meetings/{id}/occurrences/{occurrenceId}/unlock    409  403   403   404     403      404    403   404

        GET    /api/calendar/events                                          ok   ok    ok    ok      ok       ok     ok    ok
        POST   /api/calendar/feed                                            ok   ok    ok    ok      ok       ok     ok    ok
        DELETE /api/calendar/feed                                            ok   ok    ok    ok      ok       ok     ok    ok

        POST   /api/import                                                   ok  403   403   403     403      403    403   403
        GET    /api/admin/settings                                           ok  403   403   403     403      403    403   403
        PUT    /api/admin/settings                                           ok  403   403   403     403      403    403   403
        GET    /api/admin/attendance-policy                                  ok  403   403   403     403      403    403   403
        PUT    /api/admin/attendance-policy                                  ok  403   403   403     403      403    403   403
        DELETE /api/admin/attendance-policy/{effectiveFrom}                  ok  403   403   403     403      403    403   403
        GET    /api/admin/audit                                              ok  403   403   403     403      403    403   403
        GET    /api/admin/users/{id}/export                                  ok  403   403   403     403      403    403   403
        DELETE /api/admin/users/{id}/data                                    ok  403   403   403     403      403    403   403
        GET    /api/admin/erasures                                           ok  403   403   403     403      403    403   403
        GET    /api/admin/held                                               ok  403   403   403     403      403    403   403
        GET    /api/admin/zoom                                               ok  403   403   403     403      403    403   403
        GET    /api/admin/retention                                          ok  403   403   403     403      403    403   403
        PUT    /api/admin/retention                                          ok  403   403   403     403      403    403   403
        POST   /api/admin/retention/run                                      ok  403   403   403     403      403    403   403
        POST   /api/admin/verify                                             ok  403   403   403     403      403    403   403
        GET    /api/admin/quarantine                                         ok  403   403   403     403      403    403   403
        POST   /api/admin/quarantine/{id}/replay                             ok  403   403   403     403      403    403   403
        POST   /api/admin/webhook-log/replay                                503  403   403   403     403      403    403   403
        """;

    public static IReadOnlyList<Route> Routes { get; } =
        [.. Table.Split('\n').Skip(1).Where(line => line.Length > 0).Select(Route.Read)];
}

/// <summary>A row of the table.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The template, as in the OpenAPI document.</param>
/// <param name="Answers">One for each person, in their order.</param>
sealed record Route(HttpMethod Method, string Path, IReadOnlyList<string> Answers)
{
    const string Ok = "ok";

    public string Name => $"{Method} {Path}";

    /// <summary>Whether it is closed to all but admins, whatever is asked: it tells nobody what there is.</summary>
    public bool IsForAdminsOnly => Answers.Skip(1).All(answer => answer == "403");

    /// <summary>The names of the path's parameters, in their order.</summary>
    public IReadOnlyList<string> Parameters =>
        [.. Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'))];

    public string For(Person person) => Answers[(int)person];

    /// <summary>Whether the caller is turned away for being who they are.</summary>
    public bool Refuses(Person person) => For(person) is "403" or "404";

    public bool Allows(Person person, HttpStatusCode status) =>
        For(person) == Ok ? (int)status is >= 200 and < 300 : For(person) == $"{(int)status}";

    public static Route Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var answers = words[2..];
        Assert.True(answers.Length == Enum.GetValues<Person>().Length, $"One answer for each person is expected: {line}");
        return new Route(HttpMethod.Parse(words[0]), words[1], answers);
    }
}
