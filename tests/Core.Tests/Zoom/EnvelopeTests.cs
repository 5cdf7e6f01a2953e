using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

public sealed class EnvelopeTests
{
    const string Started = """{"uuid":"r","id":1}""";

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not json")]
    [InlineData("""{"event":"meeting.sang","payload":{"object":""")]
    [InlineData("""{"event":"meeting.sang"} {"event":"meeting.sang"}""")]
    [InlineData("""{"event":"meeting.sang"}x""")]
    [InlineData("""{"event":"meeting.sang",}""")]
    [InlineData("""{"event":"meeting.sang" /* comment */}""")]
    [InlineData("""{"event":"meeting.sang","topic":"\x41"}""")]
    public void What_is_not_JSON_is_unreadable(string body) =>
        Assert.StartsWith("not JSON", Webhook.ReasonOf(body), StringComparison.Ordinal);

    [Fact]
    public void Nesting_beyond_the_limit_is_unreadable_and_up_to_it_is_not()
    {
        static string Nested(int depth) =>
            $$"""{"event":"meeting.sang","x":{{new string('[', depth)}}{{new string(']', depth)}}}""";
        Assert.IsType<ZoomEvent.Ignored>(Webhook.Parse(Nested(63)));
        Assert.Contains("nested deeper", Webhook.ReasonOf(Nested(64)), StringComparison.Ordinal);
        Assert.Contains("nested deeper", Webhook.ReasonOf(Nested(100_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("\"meeting.started\"")]
    [InlineData("""[{"event":"meeting.started"}]""")]
    [InlineData("{}")]
    [InlineData("""{"event":null}""")]
    [InlineData("""{"event":5}""")]
    [InlineData("""{"event":""}""")]
    [InlineData("""{"event":["meeting.started"]}""")]
    [InlineData("""{"payload":{"event":"meeting.started"}}""")]
    public void JSON_without_an_event_name_is_no_envelope(string body) =>
        Assert.StartsWith("no envelope", Webhook.ReasonOf(body), StringComparison.Ordinal);

    [Fact]
    public void An_event_name_in_invalid_UTF8_is_no_envelope()
    {
        byte[] body = [.. "{\"event\":\"meeting."u8, 0xC3, 0x28, .. "\"}"u8];
        var reason = Assert.IsType<ZoomEvent.Unreadable>(ZoomEvent.Parse(body)).Reason;
        Assert.StartsWith("no envelope", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"event":"meeting.sang"}""")]
    [InlineData("""{"event":"meeting.alert","payload":17}""")]
    [InlineData("""{"event":"meeting.participant_joined_breakout_room","payload":{"object":[1,{"id":"x"}]}}""")]
    [InlineData("""{"event":"Meeting.Started","event_ts":"yesterday","payload":{"object":{"participant":null}}}""")]
    [InlineData("""{"event":" meeting.started ","payload":null}""")]
    [InlineData("""{"event":"meeting.started\u0000"}""")]
    [InlineData("""{"event":"\ud800","\udfff":1,"payload":{"\ud800":2}}""")]
    public void Any_other_event_is_ignored_whatever_its_body_holds(string body) =>
        Assert.IsType<ZoomEvent.Ignored>(Webhook.Parse(body));

    [Fact]
    public void The_payload_may_come_before_the_event()
    {
        var fact = Webhook.FactOf("""
            {"payload":{"object":{"start_time":"2026-03-02T16:58:41Z","id":1,"uuid":"r"}},"event":"meeting.started"}
            """);
        Assert.Equal(Webhook.Utc("2026-03-02T16:58:41Z"), fact.At);
    }

    [Fact]
    public void Of_a_repeated_property_the_last_wins_whole()
    {
        const string Body = """
            {"event":"meeting.deleted","event":"meeting.started",
             "payload":{"object":{"uuid":"first","id":1,"start_time":"2026-03-02T16:58:41Z"}},
             "payload":{"object":{"uuid":"x","uuid":"last","id":2}},"event_ts":1772470806776}
            """;
        Assert.Equal(2, Webhook.Recorded(Body).MeetingId);
        Assert.Equal("last", Webhook.FactOf(Body).Run);
        Assert.Equal(Webhook.EventTime, Webhook.FactOf(Body).At.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Names_may_be_written_with_escapes() =>
        Assert.Equal("r", Webhook.FactOf("""
            {"\u0065vent":"meeting.st\u0061rted","event_ts":1772470806776,
             "payload":{"object":{"uu\u0069d":"r","id":1}}}
            """).Run);

    [Fact]
    public void The_old_object_is_not_the_object()
    {
        const string Body = """
            {"event":"meeting.updated","event_ts":1,"payload":{"object":{"id":2},"old_object":{"id":1,"uuid":"old"}}}
            """;
        Assert.Equal(2, Webhook.Recorded(Body).MeetingId);
        var withoutId = Body.Replace("\"id\":2", "", StringComparison.Ordinal);
        Assert.Equal("meeting.updated without id", Webhook.ReasonOf(withoutId));
    }

    [Theory]
    [InlineData("""{"uuid":"decoy","id":9}""")]
    [InlineData("""[{"event":"meeting.ended","payload":{"object":{"uuid":"decoy","id":9}}}]""")]
    [InlineData("""{"object":{"object":{"id":9}},"participant":{"user_id":"decoy"},"payload":{"id":9}}""")]
    public void Fields_of_the_same_names_elsewhere_are_not_taken(string decoy)
    {
        var before = $$$"""
            {"event":"meeting.started","event_ts":1772470806776,"x":{{{decoy}}},
             "payload":{"x":{{{decoy}}},"object":{"uuid":"r","id":1,"x":{{{decoy}}},"y":{{{decoy}}}},"y":{{{decoy}}}},
             "y":{{{decoy}}}}
            """;
        Assert.Equal(1, Webhook.Recorded(before).MeetingId);
        Assert.Equal("r", Webhook.FactOf(before).Run);
        Assert.Null(Webhook.FactOf(before).UserId);
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("object")]
    public void A_fact_whose_payload_is_no_object_is_unreadable(string broken)
    {
        var body = Webhook.Body("meeting.started", Started)
            .Replace($"\"{broken}\":{{", $"\"{broken}\":[],\"x\":{{", StringComparison.Ordinal);
        Assert.Equal("meeting.started without id", Webhook.ReasonOf(body));
    }

    [Theory]
    [InlineData("""{"plainToken":"Ab3d\u0045f"}""", "Ab3dEf")]
    [InlineData("""{"plainToken":""}""", "")]
    [InlineData("""{"plainToken":null}""", "")]
    [InlineData("{}", "")]
    [InlineData("7", "")]
    public void Url_validation_gives_the_token_as_it_came(string payload, string token) =>
        Assert.Equal(
            new ZoomEvent.UrlValidation(token),
            Webhook.Parse($$"""{"payload":{{payload}},"event":"endpoint.url_validation"}"""));

    [Fact]
    public void A_reason_never_repeats_what_a_body_says()
    {
        const string Body = """{"event":"meeting.started","payload":{"object":{"id":"Mina Okafor"}}}""";
        Assert.Equal("meeting.started without id", Webhook.ReasonOf(Body));
        Assert.DoesNotContain("Okafor", Webhook.ReasonOf(Body[..^3] + "Okafor"), StringComparison.Ordinal);
    }
}
