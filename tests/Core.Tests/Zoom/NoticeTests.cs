namespace ZoomOrleans.Core.Tests.Zoom;

public sealed class NoticeTests
{
    [Theory]
    [InlineData("meeting.registration_created")]
    [InlineData("meeting.registration_approved")]
    [InlineData("meeting.registration_cancelled")]
    [InlineData("meeting.registration_denied")]
    public void A_registration_is_about_its_registrant(string name)
    {
        var notice = Webhook.NoticeOf(Webhook.Body(name, """
            {"id":1,"registrant":{"custom":{"id":"x"},"id":"reg"},"occurrences":[{"occurrence_id":"5"}]}
            """));
        Assert.Equal((name, "reg"), (notice.Event, notice.Subject));
    }

    [Theory]
    [InlineData("\"operation\":\"single\"", """[{"occurrence_id":"5"},{"occurrence_id":"6"}]""", "5")]
    [InlineData("\"scope\":\"single\"", """[{"start_time":"x","occurrence_id":5}]""", "5")]
    [InlineData("\"x\":1", """[{"occurrence_id":"5"}]""", "5")]
    [InlineData("\"x\":1", """[{"occurrence_id":"5"},{"occurrence_id":"6"}]""", null)]
    [InlineData("\"operation\":\"all\"", """[{"occurrence_id":"5"}]""", null)]
    [InlineData("\"operation\":\"single\"", "[]", null)]
    [InlineData("\"operation\":\"single\"", "\"5\"", null)]
    [InlineData("\"operation\":\"single\"", "[5,[{\"occurrence_id\":\"7\"}]]", null)]
    public void A_change_is_about_an_occurrence_only_where_it_is_about_one(
        string operation, string occurrences, string? subject)
    {
        var body = Webhook.Body("meeting.deleted", $$"""{"id":1,"occurrences":{{occurrences}}}""")
            .Replace("\"account_id\":\"a\"", operation, StringComparison.Ordinal);
        Assert.Equal(subject, Webhook.NoticeOf(body).Subject);
    }

    [Theory]
    [InlineData("1772209999664", "1772210000664", 1772209999664)]
    [InlineData("\"1772209999664\"", "1772210000664", 1772209999664)]
    [InlineData("null", "\"1772210000664\"", 1772210000664)]
    [InlineData("\"soon\"", "1772210000", 1772210000000)]
    [InlineData("null", "null", 0)]
    public void Its_time_is_the_change_then_the_event_then_unknown(string timeStamp, string eventTime, long at)
    {
        var body = Webhook.Body("meeting.updated", """{"id":1}""", eventTime)
            .Replace("\"account_id\":\"a\"", $"\"time_stamp\":{timeStamp}", StringComparison.Ordinal);
        Assert.Equal(at, Webhook.NoticeOf(body).At.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("\"operator\":\"Ana@school.example\",\"operator_id\":\"h1\"", "ana@school.example")]
    [InlineData("\"operator\":\"office@school.example\",\"operator_id\":\"h2\"", "h1")]
    [InlineData("\"operator\":\"\",\"operator_id\":\"h1\"", "h1")]
    [InlineData("\"operator\":\"ana@school.example\"", "h1")]
    public void A_new_meeting_has_its_topic_and_its_hosts_address_where_they_made_it(string maker, string host)
    {
        var body = Webhook.Body("meeting.created", """{"id":1,"host_id":"h1","topic":"Chess","occurrences":[{"occurrence_id":"5"}]}""")
            .Replace("\"account_id\":\"a\"", maker, StringComparison.Ordinal);
        var notice = Webhook.NoticeOf(body);
        Assert.Equal(("Chess", host, null), (notice.Topic, notice.Host, notice.Subject));
    }

    [Fact]
    public void Of_no_other_notice_the_topic_is_kept() => Assert.Null(Webhook.NoticeOf(Webhook.Body(
        "meeting.registration_created", """{"id":1,"host_id":"h1","topic":"Chess","registrant":{"id":"r"}}""")).Topic);

    [Theory]
    [InlineData("meeting.created")]
    [InlineData("meeting.updated")]
    [InlineData("meeting.deleted")]
    [InlineData("meeting.registration_created")]
    public void Without_its_meeting_a_notice_is_unreadable(string name) =>
        Assert.Equal(
            $"{name} without id",
            Webhook.ReasonOf(Webhook.Body(name, """{"uuid":"r","registrant":{"id":"x"}}""")));
}
