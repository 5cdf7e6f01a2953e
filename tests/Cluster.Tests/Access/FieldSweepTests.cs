using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Whatever the program answers to whatever route, on page or by API, nobody reads in it what is not for them.</summary>
[Collection(AccessSweep.Name)]
public sealed class FieldSweepTests(AccessFixture shared)
{
    [PostgresFact]
    public async Task Host_link_password_classmates_addresses_and_guests_stand_in_no_answer_to_those_whom_they_are_not_for()
    {
        var secrets = Secret.Of(await shared.World);
        var told = from call in await shared.AllCalls()
                   from secret in secrets
                   where !secret.Known.Contains(call.Person) && secret.IsIn(call.Text)
                   select $"{call.Person} reads {secret.What}: {call}";

        Assert.True(!told.Any(), string.Join('\n', told));
    }

    /// <summary>Else the test above would look for what nobody is told.</summary>
    [PostgresFact]
    public async Task Whom_they_are_for_finds_them_in_some_answer()
    {
        var calls = (await shared.AllCalls()).ToLookup(call => call.Person);
        var missed = from secret in Secret.Of(await shared.World)
                     from person in secret.Known
                     where !calls[person].Any(call => secret.IsIn(call.Text))
                     select $"{person} never reads {secret.What}";

        Assert.True(!missed.Any(), string.Join('\n', missed));
    }

    [PostgresFact]
    public async Task A_live_view_counts_nobody_and_has_no_guests_for_those_who_do_not_supervise_the_meeting()
    {
        var views = (await shared.AllCalls())
            .Where(call => call.Route.Path == "/api/zoom/meetings/{id}/participants" && (int)call.Answer.Status == 200).ToList();
        foreach (var call in views)
        {
            var supervises = call.Person is Person.Admin or Person.Host or Person.ClassTeacher;
            Assert.True(supervises == call.Answer.Json.TryGetProperty("counts", out _), $"{call}");
            Assert.True(supervises == call.Answer["guests"].GetArrayLength() > 0, $"{call}");
            var students = call.Person switch
            {
                _ when supervises => 3,
                Person.Student or Person.Parent => 1,
                _ => 0,
            };
            Assert.True(call.Answer["students"].GetArrayLength() == students, $"{call}");
        }
        Assert.Equal(Enum.GetValues<Person>().Length, views.Select(call => call.Person).Distinct().Count());
    }
}
