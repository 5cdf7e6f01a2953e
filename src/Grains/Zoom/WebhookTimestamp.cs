using System.Globalization;

namespace ZoomOrleans.Zoom;

/// <summary>When a webhook was signed, in milliseconds since 1970. Zoom sends seconds; some tools do not.</summary>
static class WebhookTimestamp
{
    const int SecondsDigitsMax = 11;
    const int DigitsMax = 14; // one more and the age could overflow a TimeSpan

    public static long? Parse(string text)
    {
        if (text.Length > DigitsMax) return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return text.Length <= SecondsDigitsMax ? number * 1000 : number;
    }

    public static SignatureResult Judge(long sent, DateTimeOffset now, TimeSpan replayWindow)
    {
        var age = TimeSpan.FromMilliseconds(now.ToUnixTimeMilliseconds() - sent);
        if (age > replayWindow) return SignatureResult.TooOld;
        return -age > ZoomSignature.AheadMax ? SignatureResult.TooNew : SignatureResult.Valid;
    }
}
