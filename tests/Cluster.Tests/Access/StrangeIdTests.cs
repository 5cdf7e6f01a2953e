using System.Net;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Ids that name nothing. The first id of a path is whatever the route is about: without it there is nothing for anybody,
/// except that a route which is closed to all but admins stays closed. Of the others, whoever may not have the route at all
/// learns nothing.
/// </summary>
[Collection(AccessSweep.Name)]
public sealed class StrangeIdTests(AccessFixture shared)
{
    const string Version = "effectiveFrom";

    [PostgresFact]
    public async Task What_an_unknown_id_names_is_not_there_for_anybody()
    {
        var calls = new List<(Call Call, HttpStatusCode Expected)>();
        foreach (var (route, parameter) in Ids())
        foreach (var person in Enum.GetValues<Person>())
        {
            var isFirst = parameter == route.Parameters[0];
            var isTurnedAway = isFirst ? route.IsForAdminsOnly && person != Person.Admin : route.Refuses(person);
            var expected = isTurnedAway ? Refusal(route, person)
                : parameter == "studentId" && route.Path.EndsWith("/override", StringComparison.Ordinal)
                    // Somebody who is not on the roster, whoever that is.
                    ? HttpStatusCode.UnprocessableEntity
                : HttpStatusCode.NotFound;
            calls.Add((await Ask(person, route, parameter, $"{Guid.NewGuid()}"), expected));
        }

        Assert.All(calls, one => Assert.True(one.Call.Answer.Status == one.Expected, $"{one.Call}; expected {one.Expected}"));
    }

    [PostgresTheory]
    [InlineData("not-an-id")]
    [InlineData("%27")]
    public async Task What_is_no_id_names_nothing(string id)
    {
        var calls = new List<Call>();
        foreach (var (route, parameter) in Ids())
        foreach (var person in new[] { Person.Admin, Person.Student })
            calls.Add(await Ask(person, route, parameter, id));

        Assert.All(calls, call => Assert.True(
            call.Answer.Status == HttpStatusCode.NotFound
            || (call.Route.Refuses(call.Person) && call.Answer.Status == Refusal(call.Route, call.Person)),
            $"{call}"));
    }

    [PostgresFact]
    public async Task A_date_that_is_none_or_has_no_version_is_no_failure_of_the_program()
    {
        foreach (var route in RouteTable.Routes.Where(route => route.Parameters.Contains(Version)))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await Ask(Person.Admin, route, Version, "1999-01-01")).Answer.Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await Ask(Person.Admin, route, Version, "yesterday")).Answer.Status);
        }
    }

    [PostgresFact]
    public async Task A_lesson_or_match_of_another_meeting_is_not_there()
    {
        var world = await shared.World;
        // The other teacher's own: what is of the class must not be reached through it.
        var own = await world.School.AddMeeting(
            ("hostId", world.School.OtherTeacher), ("targetAudience", "personal"), ("classId", null));
        var teacher = world.As(Person.OtherTeacher);
        var student = world.Students[0];
        var reason = new { reason = "They were there" };
        var answers = new[]
        {
            await teacher.Get($"{own.Path}/participants?occurrenceId={world.Occurrence}"),
            await teacher.Get($"{own.Path}/attendance?occurrenceId={world.Occurrence}"),
            await teacher.Get($"/teacher/meetings/{own.Id}/participants?occurrenceId={world.Occurrence}"),
            await teacher.Get($"{own.Path}/matches/{world.Match}"),
            await teacher.Delete($"{own.Path}/matches/{world.Match}"),
            await teacher.Post($"{own.Path}/occurrences/{world.Occurrence}/confirm", reason),
            await teacher.Post($"{own.Path}/occurrences/{world.Occurrence}/void", reason),
            await teacher.Put(
                $"{own.Path}/attendance/{student}/override",
                new { occurrenceId = world.Occurrence, status = "absent", reason = "A grudge" }),
            await teacher.Put(
                $"{own.Path}/guests/{world.Guest}/match", new { occurrenceId = world.Occurrence, studentId = student }),
        };

        Assert.All(answers, answer => answer.Is(HttpStatusCode.NotFound));
    }

    /// <summary>Each route with each of its parameters that is an id.</summary>
    static IEnumerable<(Route Route, string Parameter)> Ids() =>
        from route in RouteTable.Routes
        from parameter in route.Parameters
        where parameter != Version
        select (route, parameter);

    static HttpStatusCode Refusal(Route route, Person person) =>
        (HttpStatusCode)int.Parse(route.For(person), System.Globalization.CultureInfo.InvariantCulture);

    async Task<Call> Ask(Person person, Route route, string parameter, string value)
    {
        var world = await shared.World;
        var requests = new Requests(world);
        var path = await requests.Path(route, (parameter, value));
        return await Sweep.Ask(world, person, route, path, await requests.Body(route));
    }
}
