using System.Text;

namespace ZoomOrleans.Attendance;

/// <summary>How letters that Unicode does not take apart are written where a keyboard lacks them.</summary>
static class PlainLetters
{
    /// <param name="letter">In lower case, without accents.</param>
    public static string Of(Rune letter) => letter.Value switch
    {
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ς' => "σ",
        _ => letter.ToString(),
    };
}
