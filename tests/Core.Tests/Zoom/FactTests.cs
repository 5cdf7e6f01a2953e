using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

public sealed class FactTests
{
    [Theory]
    [InlineData("meeting.started", FactKind.Started)]
    [InlineData("meeting.ended", FactKind.Ended)]
    [InlineData("meeting.participant_joined", FactKind.Joined)]
    [InlineData("meeting.participant_left", FactKind.Left)]
    public void Each_kind_takes_its_own_time_and_no_other(string name, FactKind kind)
    {
        var fact = Webhook.FactOf(Webhook.Body(name, """
            {"uuid":"r","id":1,"start_time":"2026-03-02T01:00:00Z","end_time":"2026-03-02T02:00:00Z",
             "participant":{"user_id":"7","join_time":"2026-03-02T03:00:00Z","leave_time":"2026-03-02T04:00:00Z"}}
            """));
        Assert.Equal(kind, fact.Kind);
        Assert.Equal((int)kind, fact.At.Hour);
    }

    [Theory]
    [InlineData("meeting.started")]
    [InlineData("meeting.ended")]
    [InlineData("meeting.participant_joined")]
    [InlineData("meeting.participant_left")]
    public void Without_its_own_time_a_fact_has_the_time_of_the_event(string name)
    {
        var other = name == "meeting.started" ? "end_time" : "start_time";
        var fact = Webhook.FactOf(Webhook.Body(name, $$$"""
            {"uuid":"r","id":1,"{{{other}}}":"2026-03-02T01:00:00Z","participant":{"user_id":"7"}}
            """));
        Assert.Equal(Webhook.EventTime, fact.At.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"1999-12-31T23:59:59Z\"")]
    [InlineData("\"2101-01-01T00:00:00Z\"")]
    public void A_time_that_cannot_be_read_is_missing(string time)
    {
        var participant = $$"""{"user_id":"7","join_time":{{time}}}""";
        Assert.Equal(Webhook.EventTime, Webhook.FactOf(Webhook.Joined(participant)).At.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("9223372036854775807")]
    [InlineData("-1772470806776")]
    public void Without_any_time_a_fact_is_unreadable(string eventTime) =>
        Assert.Equal(
            "meeting.started without any time",
            Webhook.ReasonOf(Webhook.Body("meeting.started", """{"uuid":"r","id":1}""", eventTime)));

    [Theory]
    [InlineData("""{"id":1}""", "uuid")]
    [InlineData("""{"uuid":"","id":1}""", "uuid")]
    [InlineData("""{"uuid":null,"id":1}""", "uuid")]
    [InlineData("""{"uuid":"  ","id":1}""", "uuid")]
    [InlineData("""{"uuid":["r"],"id":1}""", "uuid")]
    [InlineData("""{"uuid":"r"}""", "id")]
    [InlineData("""{"uuid":"r","id":""}""", "id")]
    [InlineData("""{"uuid":"r","id":0}""", "id")]
    [InlineData("""{"uuid":"r","id":-5}""", "id")]
    [InlineData("""{"uuid":"r","id":true}""", "id")]
    [InlineData("""{"uuid":"r","id":1.5}""", "id")]
    public void A_fact_without_its_ids_is_unreadable(string meeting, string missing) =>
        Assert.Equal($"meeting.started without {missing}", Webhook.ReasonOf(Webhook.Body("meeting.started", meeting)));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"Mina\"")]
    [InlineData("""{"user_id":"","participant_uuid":null,"id":"Z","user_name":"Mina"}""")]
    [InlineData("""{"user_id":{},"participant_uuid":[]}""")]
    public void A_join_of_nobody_is_unreadable(string participant) =>
        Assert.Equal(
            "meeting.participant_joined without user_id and participant_uuid",
            Webhook.ReasonOf(Webhook.Joined(participant)));

    [Fact]
    public void Either_id_of_a_participant_is_enough()
    {
        var byUser = Webhook.FactOf(Webhook.Joined("""{"user_id":16778240}"""));
        var byConnection = Webhook.FactOf(Webhook.Joined("""{"user_id":null,"participant_uuid":"91B8"}"""));
        Assert.Equal(("16778240", null), (byUser.UserId, byUser.Connection));
        Assert.Equal((null, "91B8"), (byConnection.UserId, byConnection.Connection));
    }

    [Fact]
    public void A_start_keeps_nothing_of_a_participant()
    {
        var fact = Webhook.FactOf(Webhook.Body(
            "meeting.started", """{"uuid":"r","id":1,"participant":{"user_id":"7","user_name":"Mina"}}"""));
        Assert.Null(fact.UserId ?? fact.Name);
    }

    [Theory]
    [InlineData("81234567890")]
    [InlineData("\"81234567890\"")]
    [InlineData("\"812 3456 7890\"")]
    [InlineData("\" 812-3456-7890 \"")]
    [InlineData("\"812\\u0033456\\u00207890\"")]
    public void A_meeting_id_is_read_however_Zoom_writes_it(string id) =>
        Assert.Equal(
            Webhook.MeetingId,
            Webhook.Recorded(Webhook.Body("meeting.started", $$"""{"uuid":"r","id":{{id}}}""")).MeetingId);

    [Theory]
    [InlineData("", null)]
    [InlineData(" - ", null)]
    [InlineData("0", null)]
    [InlineData("+5", null)]
    [InlineData("8.1e10", null)]
    [InlineData("٨١٢", null)]
    [InlineData("999999999999999999", 999999999999999999)]
    [InlineData("1000000000000000000", null)]
    [InlineData("99999999999999999999999999", null)]
    public void A_meeting_number_is_positive_and_of_plain_digits(string text, long? number) =>
        Assert.Equal(number, MeetingNumber.Parse(text));

    [Theory]
    [InlineData("2026-03-02T17:00:05Z", "2026-03-02T17:00:05Z")]
    [InlineData(" 2026-03-02T17:00:05Z ", "2026-03-02T17:00:05Z")]
    [InlineData("2026-03-02T17:00:05", "2026-03-02T17:00:05Z")]
    [InlineData("2026-03-02 17:00:05", "2026-03-02T17:00:05Z")]
    [InlineData("2026-03-02T18:00:05+01:00", "2026-03-02T17:00:05Z")]
    [InlineData("2026-03-02T17:00:05.1239999Z", "2026-03-02T17:00:05.123Z")]
    [InlineData("2100-12-31T23:59:59.9999999Z", "2100-12-31T23:59:59.999Z")]
    [InlineData("1772470805", "2026-03-02T17:00:05Z")]
    [InlineData("1772470805123", "2026-03-02T17:00:05.123Z")]
    [InlineData("2101-01-01T00:30:00+01:00", "2100-12-31T23:30:00Z")]
    public void A_time_is_read_in_UTC_and_whole_milliseconds(string text, string time)
    {
        Assert.Equal(Webhook.Utc(time), ZoomTime.Parse(text));
        Assert.Equal(TimeSpan.Zero, ZoomTime.Parse(text)!.Value.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("17:00")]
    [InlineData("10")]
    [InlineData("2026-03-02")]
    [InlineData("03/02/2026 17:00:05")]
    [InlineData("2026-02-30T17:00:05Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("2000-01-01T00:30:00+01:00")]
    [InlineData("4133980800000")]
    [InlineData("99999999999999999999")]
    public void What_is_no_time_of_this_century_is_missing(string text) => Assert.Null(ZoomTime.Parse(text));
}
