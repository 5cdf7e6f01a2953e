using System.Text;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

public sealed class ZoomSignatureTests
{
    const string SentAt = "1772470722";

    static readonly WebhookSecret Secret = new("SampleSecretToken_ABCDEF");
    static readonly WebhookSecret Other = new("another");
    static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1772470722);
    static readonly TimeSpan Window = TimeSpan.FromMinutes(120);
    static readonly byte[] Body = Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(SampleTests.Read("meeting.started")).TrimEnd());

    [Fact]
    public void A_known_vector_over_a_body_that_is_not_ASCII_verifies_over_its_raw_bytes()
    {
        const string Known = "v0=80f24d10df696e170822918127b9338087a041bec5a466172b7391ba1536baeb";
        Assert.Contains("Physik 101 – Woche 3", Encoding.UTF8.GetString(Body), StringComparison.Ordinal);
        Assert.Equal(Known, ZoomSignature.Sign(Body, SentAt, Secret));
        Assert.Equal(SignatureResult.Valid, Verify(Body, Known));
        Assert.Equal(SignatureResult.Valid, Verify(Body, "v0=" + Known[3..].ToUpperInvariant()));
    }

    [Fact]
    public void Composed_and_decomposed_letters_are_different_bodies()
    {
        var composed = "{\"topic\":\"Woche 3 – João\"}"u8.ToArray();
        var decomposed = "{\"topic\":\"Woche 3 – Joa\u0303o\"}"u8.ToArray();
        var signature = ZoomSignature.Sign(composed, SentAt, Secret);
        Assert.Equal(SignatureResult.Valid, Verify(composed, signature));
        Assert.Equal(SignatureResult.Wrong, Verify(decomposed, signature));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2033)]
    [InlineData(2034)]
    [InlineData(2035)]
    [InlineData(262_144)]
    public void A_body_of_any_size_verifies_and_a_changed_byte_does_not(int size)
    {
        var body = new byte[size];
        new Random(size).NextBytes(body);
        var signature = ZoomSignature.Sign(body, SentAt, Secret);
        Assert.Equal(SignatureResult.Valid, Verify(body, signature));
        Assert.Equal(SignatureResult.Wrong, Verify([.. body, 0], signature));
    }

    [Fact]
    public void Every_accepted_secret_is_tried_and_no_other()
    {
        var signature = ZoomSignature.Sign(Body, SentAt, Secret);
        Assert.Equal(SignatureResult.Valid, Verify(Body, signature, secrets: [Other, Secret]));
        Assert.Equal(SignatureResult.Wrong, Verify(Body, signature, secrets: [Other]));
        Assert.Equal(SignatureResult.Wrong, Verify(Body, signature, secrets: []));
    }

    [Theory]
    [InlineData(null, SentAt)]
    [InlineData("", SentAt)]
    [InlineData("v0=00", null)]
    [InlineData("v0=00", "")]
    public void Without_a_header_it_is_missing(string? signature, string? timestamp) =>
        Assert.Equal(
            SignatureResult.Missing, ZoomSignature.Verify(Body, signature, timestamp, [Secret], Sent, Window));

    [Theory]
    [InlineData("v1={0}")]
    [InlineData("V0={0}")]
    [InlineData("{0}")]
    [InlineData(" v0={0}")]
    [InlineData("v0={0}00")]
    [InlineData("v0={0},v0={0}")]
    [InlineData("v0=")]
    [InlineData("v0=zz")]
    public void A_signature_of_another_shape_is_malformed(string shape)
    {
        var hex = ZoomSignature.Sign(Body, SentAt, Secret)[3..];
        Assert.Equal(SignatureResult.Malformed, Verify(Body, shape.Replace("{0}", hex, StringComparison.Ordinal)));
    }

    [Fact]
    public void Sixty_four_characters_that_are_not_hex_are_malformed()
    {
        Assert.Equal(SignatureResult.Malformed, Verify(Body, "v0=" + new string('g', 64)));
        Assert.Equal(SignatureResult.Malformed, Verify(Body, "v0=" + new string('é', 64)));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1772470722")]
    [InlineData("+1772470722")]
    [InlineData(" 1772470722")]
    [InlineData("1772470722.5")]
    [InlineData("١٧٧٢٤٧٠٧٢٢")]
    [InlineData("999999999999999")]
    [InlineData("99999999999999999999999")]
    public void A_timestamp_that_is_no_number_is_malformed(string timestamp) =>
        Assert.Equal(
            SignatureResult.Malformed,
            Verify(Body, ZoomSignature.Sign(Body, timestamp, Secret), timestamp));

    [Theory]
    [InlineData(-301, SignatureResult.TooNew)]
    [InlineData(-300, SignatureResult.Valid)]
    [InlineData(0, SignatureResult.Valid)]
    [InlineData(7200, SignatureResult.Valid)]
    [InlineData(7201, SignatureResult.TooOld)]
    public void The_window_holds_on_its_edges_in_seconds_and_milliseconds(int secondsLater, SignatureResult expected)
    {
        var now = Sent.AddSeconds(secondsLater);
        foreach (var timestamp in new[] { SentAt, SentAt + "000" })
            Assert.Equal(expected, Verify(Body, ZoomSignature.Sign(Body, timestamp, Secret), timestamp, now));
    }

    [Theory]
    [InlineData("0", SignatureResult.TooOld)]
    [InlineData("99999999999", SignatureResult.TooNew)]
    [InlineData("99999999999999", SignatureResult.TooNew)]
    public void The_oldest_and_newest_timestamps_do_not_overflow(string timestamp, SignatureResult expected)
    {
        var signature = ZoomSignature.Sign(Body, timestamp, Secret);
        Assert.Equal(expected, Verify(Body, signature, timestamp));
        Assert.Equal(expected, Verify(Body, signature, timestamp, expected == SignatureResult.TooOld
            ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue));
    }

    [Fact]
    public void What_Zoom_did_not_sign_is_wrong_and_not_old()
    {
        var forged = ZoomSignature.Sign(Body, "1", Other);
        Assert.Equal(SignatureResult.Wrong, Verify(Body, forged, "1"));
    }

    [Fact]
    public void A_timestamp_that_was_not_the_signed_one_is_wrong() =>
        Assert.Equal(SignatureResult.Wrong, Verify(Body, ZoomSignature.Sign(Body, SentAt, Secret), "1772470723"));

    [Fact]
    public void A_secret_does_not_print_itself_and_is_never_empty()
    {
        Assert.Equal("***", Secret.ToString());
        Assert.Throws<ArgumentException>(() => new WebhookSecret(" "));
    }

    [Theory]
    [InlineData("SampleSecretToken_ABCDEF", "Ab3dEf6hIj9lMn2pQr5tUv",
        "1ae4f69e73254658eaa34231962152afc91bd3d6053a92854e22ad9633afbe9b")]
    [InlineData("zoomwebhooksecret", "Kn5a3Wv7SP6YP5b4BWfZpg",
        "2a41c3138d2187a756c51428f78d192e9b88dcf44dd62d1b081ace4ec2241e0a")]
    public void Url_validation_is_answered_with_the_first_secret(string secret, string token, string encrypted) =>
        Assert.Equal(
            new UrlValidationAnswer(token, encrypted),
            UrlValidationAnswer.For(token, [new WebhookSecret(secret), Other]));

    [Fact]
    public void Url_validation_signs_no_empty_or_long_token()
    {
        var most = new string('x', UrlValidationAnswer.PlainTokenCharsMax);
        Assert.NotNull(UrlValidationAnswer.For(most, [Secret]));
        Assert.Null(UrlValidationAnswer.For(most + "x", [Secret]));
        Assert.Null(UrlValidationAnswer.For("", [Secret]));
    }

    static SignatureResult Verify(
        byte[] body, string signature, string timestamp = SentAt, DateTimeOffset? now = null,
        IReadOnlyList<WebhookSecret>? secrets = null) =>
        ZoomSignature.Verify(body, signature, timestamp, secrets ?? [Secret], now ?? Sent, Window);
}
