using System.Text.Json;
using System.Text.Json.Nodes;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

public sealed class PayloadTests
{
    static readonly Lesson Wild = Lesson.Of(Plans.Wild with
    {
        People =
        [
            new("Paolo Reyes") { Email = "paolo@example.edu", RegistrantId = "registrant-1", ZoomUserId = "zoom-1" },
            new("Thảo Nguyễn") { ZoomUserId = "zoom-2" },
            .. Plans.Quiet.People,
        ],
    });

    [Fact]
    public void Every_body_is_Zooms_envelope() => Assert.All(Wild.Events, told =>
    {
        var json = told.Json();
        Assert.Equal(told.Name, json.Text("event"));
        Assert.Equal(told.At.ToUnixTimeMilliseconds(), json["event_ts"]!.GetValue<long>());
        Assert.Equal(told.Run, told.Meeting().Text("uuid"));
    });

    [Fact]
    public void The_id_is_text_in_most_events_and_a_number_in_some()
    {
        Assert.Equal(JsonValueKind.String, IdKind("started"));
        Assert.Equal(JsonValueKind.String, IdKind("participant_joined"));
        Assert.Equal(JsonValueKind.Number, IdKind("participant_jbh_waiting_left"));
    }

    [Fact]
    public void Start_and_end_are_those_of_the_run_and_the_duration_is_the_planned_one()
    {
        foreach (var (run, ended) in Wild.Runs.Zip(Wild.Named("ended").Select(Told.Meeting)))
        {
            Assert.Equal(run.Start, ended.Time("start_time"));
            Assert.Equal(run.End, ended.Time("end_time"));
            Assert.Equal(45, ended["duration"]!.GetValue<int>());
        }
    }

    [Fact]
    public void A_registrant_who_is_signed_in_has_the_registrant_id_twice()
    {
        var joined = JoinOf("Paolo Reyes");
        Assert.Equal("zoom-1", joined.Text("id"));
        Assert.Equal("registrant-1", joined.Text("participant_user_id"));
        Assert.Equal("registrant-1", joined.Text("registrant_id"));
        Assert.Equal("paolo@example.edu", joined.Text("email"));
    }

    [Fact]
    public void Who_is_signed_in_without_registering_has_the_Zoom_user_id_twice()
    {
        var joined = JoinOf("Thảo Nguyễn");
        Assert.Equal("zoom-2", joined.Text("id"));
        Assert.Equal("zoom-2", joined.Text("participant_user_id"));
        Assert.Equal("", joined.Text("email"));
    }

    [Fact]
    public void An_unknown_registrant_is_absent_null_or_empty()
    {
        var joins = Wild.Named("participant_joined").Select(told => told.Participant().AsObject()).ToList();
        Assert.Contains(joins, joined => !joined.ContainsKey("registrant_id"));
        Assert.Contains(joins, joined => joined.TryGetPropertyValue("registrant_id", out var id) && id is null);
        Assert.Contains(joins, joined => joined["registrant_id"]?.GetValue<string>() == "");
    }

    [Fact]
    public void Names_are_sent_as_they_are_and_not_escaped()
    {
        var body = Wild.Events.First(told => told.Person?.Name == "Thảo Nguyễn").Body(Plans.Start);
        Assert.Contains("\"user_name\":\"Thảo Nguyễn\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Some_runs_have_an_awkward_uuid()
    {
        var uuids = Enumerable.Range(0, 60)
            .Select(seed => Lesson.Of(Plans.Quiet with { Seed = seed, People = [] }).Runs[0].Uuid)
            .ToList();
        Assert.All(uuids, uuid => Assert.Equal(16, Convert.FromBase64String(uuid).Length));
        Assert.Contains(uuids, uuid => uuid[0] == '/');
        Assert.Contains(uuids, uuid => uuid.Contains('+'));
    }

    [Fact]
    public void Addresses_are_of_the_ranges_for_documentation() => Assert.All(
        Wild.Named("participant_left").Select(told => (string?)told.Participant()["public_ip"]).OfType<string>(),
        address => Assert.Matches("^(192[.]0[.]2|198[.]51[.]100|203[.]0[.]113)[.][0-9]+$", address));

    static JsonValueKind IdKind(string name) => Wild.Named(name)[0].Meeting()["id"]!.GetValueKind();

    static JsonNode JoinOf(string name) =>
        Wild.Named("participant_joined").First(told => told.Person!.Name == name).Participant();
}
