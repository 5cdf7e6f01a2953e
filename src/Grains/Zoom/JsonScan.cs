using System.Buffers;

namespace ZoomOrleans.Zoom;

/// <summary>Finds the ends of JSON values in text that may be no JSON at all, or only its beginning.</summary>
static class JsonScan
{
    static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    public static int LengthOfEscape(string text, int at)
    {
        var isUnicode = at + 6 <= text.Length && text[at + 1] == 'u' && IsHex(text.AsSpan(at + 2, 4));
        return isUnicode ? 6 : Math.Min(2, text.Length - at);
    }

    /// <summary>Whether what stands before this place may be an escape.</summary>
    public static bool EndsEscape(string text, int at) =>
        (at >= 2 && text[at - 2] == '\\') || (at >= 6 && text[at - 6] == '\\' && text[at - 5] == 'u');

    public static int SkipValue(string text, int at)
    {
        if (at == text.Length) return at;
        return text[at] switch
        {
            '"' => SkipString(text, at),
            '{' or '[' => SkipNested(text, at),
            _ => SkipWord(text, at),
        };
    }

    static int SkipString(string text, int at)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"') return at + 1;
            if (text[at] == '\\') at++;
        }

        return text.Length;
    }

    static int SkipNested(string text, int at)
    {
        var depth = 0;
        while (at < text.Length)
        {
            if (text[at] is '{' or '[') depth++;
            if (text[at] is '}' or ']') depth--;
            at = text[at] == '"' ? SkipString(text, at) : at + 1;
            if (depth == 0) break;
        }

        return at;
    }

    static int SkipWord(string text, int at)
    {
        while (at < text.Length && text[at] is not (',' or '}' or ']')) at++;
        return at;
    }

    static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexDigits);
}
