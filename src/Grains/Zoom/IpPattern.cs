namespace ZoomOrleans.Zoom;

/// <summary>
/// What looks like an address; in doubt it is one. No look ahead is longer than an address (a zone id aside,
/// which is then consumed), so the time is linear in the text, whatever it holds.
/// </summary>
static class IpPattern
{
    const int Groups = 8;
    const int GroupDigitsMax = 4;
    const int Octets = 4;
    const int OctetDigitsMax = 3;

    /// <summary>The length of the address that begins at this place; 0 where none does.</summary>
    public static int LengthAt(string text, int at)
    {
        if (!char.IsAsciiHexDigit(text[at]) && text[at] != ':') return 0;
        var before = at == 0 || JsonScan.EndsEscape(text, at) ? ' ' : text[at - 1];
        var rest = text.AsSpan(at);
        var six = MayStartSix(before, text[at]) ? LengthOfSix(rest) : 0;
        if (six > 0) return six + LengthOfZone(rest[six..]);
        return char.IsAsciiDigit(before) ? 0 : LengthOfFour(rest);
    }

    // Not within a word: `Foo::Bar` is a name, `2001:db8::1` an address. A lone colon before it is punctuation.
    static bool MayStartSix(char before, char first) =>
        !char.IsAsciiLetterOrDigit(before) && (before != ':' || first != ':');

    // Up to eight groups, of which `::` stands for one or more, and an IPv4 address for the last two.
    static int LengthOfSix(ReadOnlySpan<char> text)
    {
        var (at, groups, isShort) = text.StartsWith("::") ? (2, 0, true) : (0, 0, false);
        while (groups < Groups)
        {
            var four = groups is > 0 and <= Groups - 2 || isShort ? LengthOfFour(text[at..]) : 0;
            if (four > 0) return isShort || groups == Groups - 2 ? at + four : 0;
            var digits = LengthOfGroup(text[at..]);
            if (digits == 0) break;
            (at, groups) = (at + digits, groups + 1);
            var next = Separator(text[at..], isShort);
            if (next == 0) break;
            (at, isShort) = (at + next, isShort || next == 2);
        }

        var isWhole = isShort ? groups is > 0 and < Groups : groups == Groups;
        return isWhole ? at : 0;
    }

    // A colon that no group follows belongs to the sentence, not to the address.
    static int Separator(ReadOnlySpan<char> text, bool isShort)
    {
        if (text.StartsWith("::")) return isShort ? 0 : 2;
        return text.Length > 1 && text[0] == ':' && char.IsAsciiHexDigit(text[1]) ? 1 : 0;
    }

    static int LengthOfGroup(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && digits <= GroupDigitsMax && char.IsAsciiHexDigit(text[digits])) digits++;
        return digits > GroupDigitsMax ? 0 : digits;
    }

    static int LengthOfFour(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (var octet = 1; octet <= Octets; octet++)
        {
            var digits = LengthOfOctet(text[at..]);
            if (digits == 0) return 0;
            at += digits;
            if (octet < Octets && (at == text.Length || text[at++] != '.')) return 0;
        }

        return at;
    }

    static int LengthOfOctet(ReadOnlySpan<char> text)
    {
        var (digits, value) = (0, 0);
        while (digits < text.Length && digits <= OctetDigitsMax && char.IsAsciiDigit(text[digits]))
            value = value * 10 + (text[digits++] - '0');
        return digits > OctetDigitsMax || value > byte.MaxValue ? 0 : digits;
    }

    static int LengthOfZone(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '%') return 0;
        var at = 1;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '_' or '-')) at++;
        return at > 1 ? at : 0;
    }
}
