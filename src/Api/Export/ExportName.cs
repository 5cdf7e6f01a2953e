using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace ZoomOrleans.Api.Export;

/// <summary>The names under which browsers save files: of what, of whom, of which days.</summary>
static partial class ExportName
{
    /// <summary>File systems have 255; the number that a browser adds to a second one of the name needs some.</summary>
    const int BytesMax = 200;

    /// <summary>With what is no letter of ASCII written twice, for browsers old and new (RFC 6266, RFC 5987).</summary>
    public static string Disposition(string extension, params string?[] parts)
    {
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName($"{Stem(parts)}.{extension}");
        return header.ToString();
    }

    /// <summary>What is open at both ends needs no words.</summary>
    public static string Days(DateOnly first, DateOnly last) => (first > DateOnly.MinValue, last < DateOnly.MaxValue) switch
    {
        (true, true) when first == last => Rfc3339.Write(first),
        (true, true) => $"{Rfc3339.Write(first)} to {Rfc3339.Write(last)}",
        (true, false) => $"from {Rfc3339.Write(first)}",
        (false, true) => $"to {Rfc3339.Write(last)}",
        _ => "",
    };

    /// <summary>No part can name a folder, hide its end, or be longer than file systems allow.</summary>
    static string Stem(IEnumerable<string?> parts)
    {
        var words = parts.Select(part => Unfit().Replace(part ?? "", " ").Trim()).Where(part => part.Length > 0).ToList();
        var roomForEach = (BytesMax - words.Count) / Math.Max(words.Count, 1);
        return Spaces().Replace(string.Join(' ', words.Select(word => Cut(word, roomForEach))), " ").Trim(' ', '.');
    }

    static string Cut(string text, int bytesMax)
    {
        var length = 0;
        foreach (var letter in StringInfo.GetTextElementEnumerator(text).Elements())
        {
            bytesMax -= Encoding.UTF8.GetByteCount(letter);
            if (bytesMax < 0)
                break;
            length += letter.Length;
        }
        return text[..length];
    }

    static IEnumerable<string> Elements(this TextElementEnumerator elements)
    {
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }

    /// <summary>What some file system or shell takes for something else, and what is not seen or turns letters round.</summary>
    [GeneratedRegex("""[\p{Cc}\p{Cf}\p{Cn}\p{Co}\u2028\u2029<>:"/\\|?*%~$`';&]""")]
    private static partial Regex Unfit();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
