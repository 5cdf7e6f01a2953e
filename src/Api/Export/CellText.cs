using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZoomOrleans.Api.Export;

/// <summary>
/// Text that people have written, as it may stand in a cell. Spreadsheets calculate what looks like a formula, wherever it
/// comes from: an apostrophe before it makes it text, and leaves it readable.
/// </summary>
static partial class CellText
{
    /// <summary>What a cell of a spreadsheet can hold.</summary>
    public const int LengthMax = 32_767;

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var plain = Breaks().Replace(Overrides().Replace(text, ""), " ").Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');
        return Shortened(Formula().Replace(plain.Trim(), "'"));
    }

    /// <summary>A number cannot be a formula; what has a structure is its JSON.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => Of(value.GetString()),
        _ => Of(value.GetRawText()),
    };

    static string Shortened(string text)
    {
        if (text.Length <= LengthMax)
            return text;
        var end = char.IsHighSurrogate(text[LengthMax - 2]) ? LengthMax - 2 : LengthMax - 1;
        return $"{text[..end]}…";
    }

    /// <summary>
    /// Where a formula would begin: at the beginning, or behind a semicolon, where Excel of many countries ends a cell
    /// of a CSV file; behind whatever is not seen, or is taken away with the quotes; in any width of the letters.
    /// </summary>
    [GeneratedRegex(@"(?:^|(?<=;))(?=[\s\p{Cf}""]*[=+\-@\u2212\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20])")]
    private static partial Regex Formula();

    /// <summary>A record is one line for every program that reads it.</summary>
    [GeneratedRegex(@"[\p{Cc}\u2028\u2029]+")]
    private static partial Regex Breaks();

    /// <summary>They turn round what stands behind them, in a CSV file also the cells of others.</summary>
    [GeneratedRegex(@"[\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Overrides();
}
