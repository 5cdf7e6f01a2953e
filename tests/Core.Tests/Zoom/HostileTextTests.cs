using System.Text;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData(@"Mina\u0000Okafor", "Mina\uFFFDOkafor")]
    [InlineData(@"\ud800", "\uFFFD")]
    [InlineData(@"a\udc00b", "a\uFFFDb")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\ud83d😀", "\uFFFD😀")]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\""\\\/\b\f\n\r\t\u00e9", "\"\\/\b\f\n\r\té")]
    [InlineData(@"  Mina ", "  Mina ")]
    [InlineData("'); DROP TABLE users;--", "'); DROP TABLE users;--")]
    public void A_name_is_kept_as_typed_but_for_what_cannot_be_stored(string written, string name) =>
        Assert.Equal(name, Named(written).Name);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(@"\u00a0\t")]
    public void A_blank_name_is_missing(string written) => Assert.Null(Named(written).Name);

    [Fact]
    public void Invalid_UTF8_in_a_name_does_not_lose_the_fact()
    {
        var (head, tail) = Split(Webhook.Joined("""{"user_id":"7","user_name":"a|b"}"""));
        var fact = FactOf([.. head, 0xFF, 0xC3, .. tail]);
        Assert.Equal("a\uFFFD\uFFFDb", fact.Name);
    }

    [Fact]
    public void A_long_name_is_cut_but_not_through_a_pair()
    {
        var most = new string('x', FactText.NameCharsMax);
        Assert.Equal(most, Named(most).Name);
        Assert.Equal(most, Named(most + "y").Name);
        Assert.Equal(most[..^1], Named(most[..^1] + "😀").Name);
        Assert.Equal(most, Named(most + new string('y', 100_000)).Name);
    }

    [Fact]
    public void An_id_longer_than_the_limit_is_missing()
    {
        var most = new string('x', FactText.IdCharsMax);
        Assert.Equal(most, Connected(most).Connection);
        Assert.Null(Connected(most + "y").Connection);
    }

    [Theory]
    [InlineData(@"a\u0000")]
    [InlineData(@"\ud800")]
    [InlineData("\uFFFD")]
    public void A_damaged_id_is_missing(string id)
    {
        Assert.Null(Connected(id).Connection);
        Assert.Equal("meeting.started without uuid", Webhook.ReasonOf(
            Webhook.Body("meeting.started", $$"""{"uuid":"{{id}}","id":1}""")));
    }

    [Fact]
    public void A_uuid_in_invalid_UTF8_is_missing()
    {
        var (head, tail) = Split(Webhook.Body("meeting.started", """{"uuid":"a|b","id":1}"""));
        Assert.Equal(
            new ZoomEvent.Unreadable("meeting.started without uuid"), ZoomEvent.Parse([.. head, 0xFF, .. tail]));
    }

    [Theory]
    [InlineData(" Joao.PRADO@Example.ORG ", "joao.prado@example.org")]
    [InlineData(@"\u00c9va@example.org", "éva@example.org")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData(@"a\u0000@example.org", null)]
    public void An_address_is_trimmed_and_in_lower_case(string written, string? email) =>
        Assert.Equal(email, Webhook.FactOf(Webhook.Joined($$"""{"user_id":7,"email":"{{written}}"}""")).Email);

    [Fact]
    public void An_address_longer_than_the_limit_is_missing()
    {
        var most = new string('x', FactText.EmailCharsMax);
        Assert.Equal(most, FactText.Email($" {most} "));
        Assert.Null(FactText.Email(most + "y"));
    }

    [Fact]
    public void A_composite_user_id_is_kept_whole() =>
        Assert.Equal(
            "167854082026-03-02 17:10:31:000",
            Webhook.FactOf(Webhook.Joined("""{"user_id":"167854082026-03-02 17:10:31:000"}""")).UserId);

    static Fact Named(string written) =>
        Webhook.FactOf(Webhook.Joined($$"""{"user_id":"7","user_name":"{{written}}"}"""));

    static Fact Connected(string id) =>
        Webhook.FactOf(Webhook.Joined($$"""{"user_id":"7","participant_uuid":"{{id}}"}"""));

    static Fact FactOf(byte[] body) =>
        Assert.IsType<Fact>(Assert.IsType<ZoomEvent.Recorded>(ZoomEvent.Parse(body)).Entry);

    static (byte[] Head, byte[] Tail) Split(string body)
    {
        var at = body.IndexOf('|', StringComparison.Ordinal);
        return (Encoding.UTF8.GetBytes(body[..at]), Encoding.UTF8.GetBytes(body[(at + 1)..]));
    }
}
