namespace ZoomOrleans.Zoom;

/// <summary>
/// Text from Zoom as a fact keeps it: what is empty, blank or unusable is null. Webhooks and reports both come
/// through here, so that one value is written one way.
/// </summary>
public static class FactText
{
    public const int IdCharsMax = 256;
    public const int NameCharsMax = 512;
    public const int EmailCharsMax = 320;

    const char Replacement = '\uFFFD';

    /// <summary>A damaged id is missing rather than mended: two that are mended alike would be one person.</summary>
    public static string? Id(ReadOnlySpan<char> text) =>
        text.Length > IdCharsMax || text.IsWhiteSpace() || IsDamaged(text) ? null : text.ToString();

    public static string? Email(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || text.Length > EmailCharsMax || IsDamaged(text)) return null;
        return string.Create(text.Length, text, static (chars, source) => source.ToLowerInvariant(chars));
    }

    /// <summary>A damaged name is mended: it is shown to people and identifies nobody.</summary>
    public static string? Name(ReadOnlySpan<char> text)
    {
        if (text.IsWhiteSpace()) return null;
        return string.Create(LengthToKeep(text), text, static (chars, source) =>
        {
            source[..chars.Length].CopyTo(chars);
            Mend(chars);
        });
    }

    static int LengthToKeep(ReadOnlySpan<char> text)
    {
        if (text.Length <= NameCharsMax) return text.Length;
        var endsInsidePair = char.IsSurrogatePair(text[NameCharsMax - 1], text[NameCharsMax]);
        return endsInsidePair ? NameCharsMax - 1 : NameCharsMax;
    }

    static bool IsDamaged(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] == Replacement || IsUnstorable(text, i)) return true;
        return false;
    }

    static void Mend(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsUnstorable(text, i)) text[i] = Replacement;
    }

    // PostgreSQL's text holds no NUL, and UTF-8 no lone surrogate.
    static bool IsUnstorable(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '\0' => true,
        var c when char.IsHighSurrogate(c) => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
        var c when char.IsLowSurrogate(c) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
        _ => false,
    };
}
