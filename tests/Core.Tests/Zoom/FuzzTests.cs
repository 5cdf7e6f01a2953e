using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

public sealed class FuzzTests
{
    const int Bodies = 20_000;

    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    static readonly IReadOnlyList<byte[]> Samples = SampleTests.ReadAll();

    static readonly byte[][] Fragments =
    [
        [.. @"\u0000"u8], [.. @"\ud800"u8], [.. @"\udc00"u8], [.. @"\"u8], [.. "\""u8], [.. "{"u8], [.. "}"u8],
        [.. "[]"u8], [0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [.. "null"u8], [.. "99999999999999999999"u8],
        [.. "-1e999"u8], [.. ",\"id\":7"u8], [.. "\"payload\":"u8], [.. "9999-12-31T23:59:59-14:00"u8],
        [.. " "u8], [.. ":"u8], [.. @"\uabc1"u8], [.. "1.2.3.4"u8], [.. "fe80::1%e"u8], [.. @"\n::1"u8], [.. "\"private_ip\":"u8],
    ];

    [Fact]
    public void No_body_throws_and_whatever_is_kept_can_be_stored()
    {
        var kept = 0;
        Gen.Select(Gen.Int[0, Samples.Count - 1], Gen.Int).Sample(
            (sample, seed) =>
            {
                var read = ZoomEvent.Parse(Mutate(Samples[sample], new Random(seed)));
                if (IsStorable(read)) Interlocked.Increment(ref kept);
            },
            iter: Bodies);
        Assert.InRange(kept, Bodies / 20, Bodies); // else this test tests little
    }

    [Fact]
    public void No_headers_make_verifying_throw() =>
        Gen.Select(Gen.String, Gen.String, Gen.Byte.Array, Gen.Long).Sample(
            (signature, timestamp, body, at) => ZoomSignature.Verify(
                body, signature, timestamp, [new WebhookSecret("s")],
                DateTimeOffset.MinValue.AddTicks(at & DateTimeOffset.MaxValue.Ticks), TimeSpan.FromTicks(at))
                != SignatureResult.Valid,
            iter: 2_000);

    [Fact]
    public void Masking_leaves_JSON_what_it_was_and_finds_nothing_a_second_time() =>
        Gen.Select(Gen.Int[0, Samples.Count - 1], Gen.Int).Sample(
            (sample, seed) =>
            {
                var body = Encoding.UTF8.GetString(Mutate(Samples[sample], new Random(seed)));
                var masked = IpMask.Apply(body);
                Assert.Equal(masked, IpMask.Apply(masked));
                Assert.True(IsJson(masked) || !IsJson(body), masked);
            },
            iter: 2_000);

    static bool IsJson(string body) =>
        Webhook.Parse(body) is not ZoomEvent.Unreadable { Reason: var reason }
        || !reason.StartsWith("not JSON", StringComparison.Ordinal);

    static byte[] Mutate(byte[] sample, Random random)
    {
        var body = random.Next(2) == 0 ? Reorder(sample, random) : sample;
        for (var i = random.Next(4); i > 0; i--) body = MutateOnce(body, random);
        return body;
    }

    static byte[] Reorder(byte[] sample, Random random) =>
        Encoding.UTF8.GetBytes(Reorder(JsonNode.Parse(sample), random)!.ToJsonString());

    static JsonNode? Reorder(JsonNode? node, Random random)
    {
        if (node is not JsonObject named) return node?.DeepClone();
        var properties = named.ToArray();
        random.Shuffle(properties);
        return new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Reorder(p.Value, random))));
    }

    static byte[] MutateOnce(byte[] body, Random random)
    {
        var (from, to) = (random.Next(body.Length + 1), random.Next(body.Length + 1));
        if (from > to) (from, to) = (to, from);
        var fragment = Fragments[random.Next(Fragments.Length)];
        return random.Next(6) switch
        {
            0 => body[..to],
            1 => [.. body[..from], .. body[Math.Min(body.Length, from + random.Next(20))..]],
            2 => [.. body[..to], .. body[from..]],
            3 when from < body.Length => [.. body[..from], (byte)random.Next(256), .. body[(from + 1)..]],
            _ => [.. body[..from], .. fragment, .. body[from..]],
        };
    }

    static bool IsStorable(ZoomEvent read)
    {
        if (read is not ZoomEvent.Recorded { MeetingId: > 0, Entry: var entry }) return false;
        foreach (var text in TextsOf(entry))
        {
            Assert.NotEqual("", text);
            Assert.DoesNotContain('\0', text);
            Assert.Equal(text, Strict.GetString(Strict.GetBytes(text)));
        }

        return true;
    }

    static IEnumerable<string> TextsOf(Entry entry) => (entry switch
    {
        Fact f => IdsOf(f).Append(f.Name).Append(f.Email),
        Notice n => [n.Event, n.Subject],
        _ => throw new InvalidOperationException($"{entry.GetType()} does not come from a webhook"),
    }).OfType<string>();

    static IEnumerable<string?> IdsOf(Fact f) =>
        [f.Run, f.UserId, f.Connection, f.RegistrantId, f.ParticipantUserId, f.ZoomUserId];
}
