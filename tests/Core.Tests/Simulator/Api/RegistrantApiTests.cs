using System.Net;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Core.Tests.Simulator.Api;

public sealed class RegistrantApiTests
{
    const int Automatic = 0, Manual = 1, None = 2;

    [Fact]
    public async Task Registering_gives_a_link_of_ones_own_and_twice_the_same()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting(Automatic);
        var first = await caller.Register(id, "mina@example.edu");
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(id, first.Json["id"]!.GetValue<long>());
        Assert.Contains($"/w/{id}?tk=", first.Json.Text("join_url"), StringComparison.Ordinal);
        var again = await caller.Register(id, "MINA@example.edu");
        Assert.Equal(first.Json.Text("registrant_id"), again.Json.Text("registrant_id"));
        Assert.Equal(first.Json.Text("join_url"), again.Json.Text("join_url"));
        var other = await caller.Register(id, "paolo@example.edu");
        Assert.NotEqual(first.Json.Text("join_url"), other.Json.Text("join_url"));
        var known = await caller.Get($"meetings/{id}/registrants/{first.Json.Text("registrant_id")}");
        Assert.Equal(("mina@example.edu", "approved"), (known.Json.Text("email"), known.Json.Text("status")));
        Assert.Equal(first.Json.Text("registrant_id"), known.Json.Text("id"));
    }

    [Fact]
    public async Task Registrations_that_come_together_are_all_made_and_each_address_once()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting(Automatic);
        var said = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => caller.Register(id, $"s{i / 2}@example.edu")));
        Assert.All(said, one => Assert.Equal(HttpStatusCode.Created, one.Status));
        Assert.Equal(30, caller.Zoom.Meetings[0].Registrants.DistinctBy(person => person.JoinUrl).Count());
    }

    [Theory]
    [InlineData("""{"first_name":"Mina"}""", false)]
    [InlineData("""{"first_name":"Mina","email":"mina"}""", false)]
    [InlineData("""{"email":"mina@example.edu"}""", false)]
    [InlineData("""{"first_name":"Mina","email":"mina@example.edu"}""", true)]
    public async Task Name_and_address_are_needed(string body, bool isLastNameRequired)
    {
        await using var caller = await Caller.Start(new() { LastNameRequired = isLastNameRequired });
        var id = await caller.Meeting(Automatic);
        Assert.Equal((400, 300), (await caller.Post($"meetings/{id}/registrants", body)).Error);
    }

    [Fact]
    public async Task Each_status_has_a_list_of_its_own()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting(Manual);
        foreach (var name in new[] { "a", "b", "c", "d" })
            await caller.Register(id, $"{name}@example.edu");
        await Change("approve", "a@example.edu");
        await Change("deny", "b@example.edu");
        await Change("cancel", "c@example.edu");
        Assert.Equal(["a@example.edu"], await Listed(""));
        Assert.Equal(["a@example.edu"], await Listed("?status=approved"));
        Assert.Equal(["b@example.edu"], await Listed("?status=denied"));
        Assert.Equal(["d@example.edu"], await Listed("?status=pending"));
        Assert.Equal((400, 300), (await caller.Get($"meetings/{id}/registrants?status=cancelled")).Error);
        Assert.Equal(
            (404, 3000),
            (await caller.Put($"meetings/{id}/registrants/status", """{"action":"deny","registrants":[{"id":"x"}]}""")).Error);

        async Task Change(string action, string email) => Assert.Equal(
            HttpStatusCode.NoContent,
            (await caller.Put(
                $"meetings/{id}/registrants/status",
                $$"""{"action":"{{action}}","registrants":[{"email":"{{email}}"}]}""")).Status);

        async Task<IEnumerable<string>> Listed(string query) =>
            (await caller.Get($"meetings/{id}/registrants{query}")).Texts("registrants", "email");
    }

    [Fact]
    public async Task A_deleted_registrant_is_gone()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting(Automatic);
        var path = $"meetings/{id}/registrants/{(await caller.Register(id, "a@example.edu")).Json.Text("registrant_id")}";
        Assert.Equal(204, (int)(await caller.Delete(path)).Status);
        Assert.Equal(404, (int)(await caller.Get(path)).Status);
        Assert.Equal(404, (int)(await caller.Delete(path)).Status);
    }

    [Fact]
    public async Task A_batch_takes_30_and_leaves_out_whom_it_cannot_take()
    {
        await using var caller = await Caller.Start();
        var id = await caller.Meeting(Manual);
        var known = (await caller.Register(id, "s0@example.edu")).Json.Text("registrant_id");
        var rows = Enumerable.Range(0, 30).Select(i => i == 7
            ? """{"first_name":"S7","email":"nothing"}"""
            : $$"""{"first_name":"S{{i}}","email":"s{{i}}@example.edu"}""").ToList();
        var said = await Batch(rows);
        Assert.Equal(HttpStatusCode.Created, said.Status);
        Assert.Equal(29, said.Json["registrants"]!.AsArray().Count);
        Assert.DoesNotContain("nothing", said.Texts("registrants", "email"));
        Assert.Equal(known, said.Texts("registrants", "registrant_id").First());
        Assert.Equal(28, caller.Zoom.Meetings[0].Registrants.Count(person => person.Status == RegistrantStatus.Approved));
        Assert.Equal((400, 300), (await Batch([.. rows, """{"first_name":"x","email":"x@example.edu"}"""])).Error);

        Task<Said> Batch(IEnumerable<string> batch) => caller.Post(
            $"meetings/{id}/batch_registrants", $$"""{"auto_approve":true,"registrants":[{{string.Join(',', batch)}}]}""");
    }

    [Fact]
    public async Task A_batch_is_for_scheduled_meetings_and_for_those_with_registration()
    {
        await using var caller = await Caller.Start();
        var without = await caller.Meeting(None);
        const string batch = """{"registrants":[{"first_name":"x","email":"x@example.edu"}]}""";
        Assert.Equal((404, 404), (await caller.Post($"meetings/{without}/batch_registrants", batch)).Error);
        Assert.Equal((404, 404), (await caller.Register(without, "x@example.edu")).Error);
        var recurring = await caller.Post(
            $"users/{Caller.Host.Id}/meetings", """{"type":3,"settings":{"approval_type":0}}""");
        Assert.Equal((400, 303), (await caller.Post($"meetings/{recurring.Json["id"]}/batch_registrants", batch)).Error);
    }

    [Fact]
    public async Task A_meeting_that_is_full_or_over_takes_nobody()
    {
        await using var caller = await Caller.Start(new() { RegistrantsMax = 1, TokenLife = TimeSpan.FromDays(9) });
        var id = await caller.Meeting(Automatic);
        await caller.Register(id, "a@example.edu");
        Assert.Equal((404, 3043), (await caller.Register(id, "b@example.edu")).Error);
        Assert.Equal(HttpStatusCode.Created, (await caller.Register(id, "a@example.edu")).Status);
        caller.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal((400, 3038), (await caller.Register(id, "a@example.edu")).Error);
    }

    [Fact]
    public async Task Of_a_series_one_can_register_for_some_dates()
    {
        await using var caller = await Caller.Start();
        var made = await caller.Post($"users/{Caller.Host.Id}/meetings", """
            {"type":8,"start_time":"2026-03-09T09:00:00Z","timezone":"UTC","recurrence":{"type":1,"end_times":3},
             "settings":{"approval_type":0,"registration_type":3}}
            """);
        var dates = made.Texts("occurrences", "occurrence_id").ToList();
        var path = $"meetings/{made.Json["id"]}/registrants";
        var said = await caller.Post(
            $"{path}?occurrence_ids={dates[0]},{dates[2]}", """{"first_name":"x","email":"x@example.edu"}""");
        Assert.Equal([dates[0], dates[2]], said.Texts("occurrences", "occurrence_id"));
        Assert.Single((await caller.Get($"{path}?occurrence_id={dates[2]}")).Json["registrants"]!.AsArray());
        Assert.Empty((await caller.Get($"{path}?occurrence_id={dates[1]}")).Json["registrants"]!.AsArray());
        Assert.Equal(
            (400, 3000),
            (await caller.Post($"{path}?occurrence_ids=1", """{"first_name":"y","email":"y@example.edu"}""")).Error);
    }
}
