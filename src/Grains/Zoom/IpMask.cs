using System.Text;

namespace ZoomOrleans.Zoom;

/// <summary>
/// Takes the network addresses out of a body that has to be kept unread: whatever looks like an IPv4 or IPv6
/// address, and the values of Zoom's address fields whatever they hold. JSON stays JSON.
/// </summary>
public static class IpMask
{
    const string Mask = "[ip]";

    static readonly string[] AddressFields = ["\"public_ip\"", "\"private_ip\""];

    const int PassesMax = 8;

    /// <summary>Until nothing is found: an address that ran into another one stands alone once that is masked.</summary>
    public static string Apply(string text)
    {
        for (var pass = 0; pass < PassesMax; pass++)
        {
            var masked = ApplyOnce(text);
            if (masked == text)
                break;
            text = masked;
        }
        return text;
    }

    static string ApplyOnce(string text)
    {
        var masked = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
            at = Step(text, at, masked);
        return masked.ToString();
    }

    static int Step(string text, int at, StringBuilder masked)
    {
        if (text[at] == '"' && FieldValueAt(text, at) is var value and > 0)
            return MaskValue(text, at, value, masked);
        var length = IpPattern.LengthAt(text, at);
        return length > 0 ? MaskAddress(text, at, at + length, masked) : Copy(text, at, masked);
    }

    // An escape is copied whole: what looks like an address must not begin with its digits.
    static int Copy(string text, int at, StringBuilder masked)
    {
        var length = text[at] == '\\' ? JsonScan.LengthOfEscape(text, at) : 1;
        masked.Append(text, at, length);
        return at + length;
    }

    // Where the value of an address field begins whose name stands at this place; 0 where none does.
    static int FieldValueAt(string text, int at)
    {
        foreach (var field in AddressFields)
        {
            if (string.CompareOrdinal(text, at, field, 0, field.Length) != 0) continue;
            var colon = JsonScan.SkipSpace(text, at + field.Length);
            if (colon < text.Length && text[colon] == ':') return JsonScan.SkipSpace(text, colon + 1);
        }

        return 0;
    }

    static int MaskValue(string text, int at, int value, StringBuilder masked)
    {
        masked.Append(text, at, value - at).Append('"').Append(Mask).Append('"');
        return JsonScan.SkipValue(text, value);
    }

    static int MaskAddress(string text, int at, int end, StringBuilder masked)
    {
        var isBracketed = at > 0 && text[at - 1] == '[' && end < text.Length && text[end] == ']';
        if (isBracketed) masked.Length--;
        masked.Append(Mask);
        return isBracketed ? end + 1 : end;
    }
}
