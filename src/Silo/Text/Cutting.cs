namespace ZoomOrleans.Silo.Text;

/// <summary>Texts that are too long for where they go.</summary>
public static class Cutting
{
    /// <summary>What of a text fits, without half of a character at its end.</summary>
    public static string Cut(this string text, int lengthMax) => text.Length <= lengthMax ? text
        : text[..(char.IsHighSurrogate(text[lengthMax - 1]) ? lengthMax - 1 : lengthMax)];
}
