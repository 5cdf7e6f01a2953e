using System.Text.Json;

namespace ZoomOrleans.Zoom;

/// <summary>What a signed webhook body means to us. Every body is one of these; reading one never throws.</summary>
public abstract record ZoomEvent
{
    const int DepthMax = 64; // Zoom nests to about six

    ZoomEvent() { }

    /// <summary>A fact or notice for the meeting's log.</summary>
    public sealed record Recorded(long MeetingId, Entry Entry) : ZoomEvent;

    /// <summary>Any event that we do not keep, whatever else its body has or lacks.</summary>
    public sealed record Ignored : ZoomEvent
    {
        public static readonly Ignored Instance = new();
    }

    /// <summary>Zoom checks who answers here. The token is as it came; an empty one is answered 400.</summary>
    public sealed record UrlValidation(string PlainToken) : ZoomEvent;

    /// <summary>For the quarantine. The reason names what is missing and never repeats what the body says.</summary>
    public sealed record Unreadable(string Reason) : ZoomEvent;

    /// <summary>One pass over the bytes. Of properties of one name in one object the last wins.</summary>
    public static ZoomEvent Parse(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            return Interpret(EnvelopeFields.Read(ref reader));
        }
        catch (JsonException)
        {
            return new Unreadable($"not JSON, or nested deeper than {DepthMax}, at byte {reader.BytesConsumed}");
        }
    }

    static ZoomEvent Interpret(in EnvelopeFields envelope)
    {
        if (!envelope.IsObject) return new Unreadable("no envelope: the JSON is not an object");
        if (!envelope.Event.IsString) return new Unreadable("no envelope: `event` is not a string");
        if (FactReading.KindOf(envelope.Event) is { } kind) return FactReading.Read(kind, envelope);
        if (NoticeReading.NameOf(envelope.Event) is { } name) return NoticeReading.Read(name, envelope);
        if (!envelope.Event.Is("endpoint.url_validation"u8)) return Ignored.Instance;
        return new UrlValidation(envelope.Payload.PlainToken.ToString());
    }
}
