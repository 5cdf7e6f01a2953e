using System.Globalization;
using System.Text;

namespace ZoomOrleans.Attendance;

/// <summary>
/// Takes a name apart: words in lower case, without accents, punctuation, emoji, and whatever cannot be seen. Names are
/// hostile input: any text has words, be it none.
/// </summary>
sealed class NameWords
{
    readonly List<string> _words = [];
    readonly StringBuilder _word = new();
    int _apostrophe = -1;

    NameWords()
    {
    }

    public static IReadOnlyList<string> Of(string name)
    {
        var words = new NameWords();
        foreach (var rune in Decomposed(name).EnumerateRunes())
            words.Add(rune);
        words.EndWord();
        return words._words;
    }

    /// <summary>Letters without accents and ornaments; their accents follow them as marks.</summary>
    static string Decomposed(string name)
    {
        if (Ascii.IsValid(name))
            return name;
        var characters = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            // On what is no character (U+FFFE), or half of one, Normalize would throw.
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.Format))
                characters.Append(rune);
        }
        return characters.ToString().Normalize(NormalizationForm.FormKD);
    }

    void Add(Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case var _ when rune.Value is '\'' or '’' or '‘' or '`' or 'ʼ':
                _apostrophe = _word.Length;
                break;
            case var _ when rune.Value is '\u115F' or '\u1160':
                // Letters by their category, and blank.
                EndWord();
                break;
            case UnicodeCategory.DecimalDigitNumber:
                Add(rune.ToString(), isDigit: true);
                break;
            case <= UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark:
                Add(PlainLetters.Of(Rune.ToLowerInvariant(rune)), isDigit: false);
                break;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                break;
            default:
                EndWord();
                break;
        }
    }

    /// <summary>Digits are words of their own: "juan07".</summary>
    void Add(string text, bool isDigit)
    {
        if (_word.Length > 0 && char.IsDigit(_word[^1]) != isDigit)
            EndWord();
        _word.Append(text);
    }

    void EndWord()
    {
        // "Juan's iPhone" is about Juan.
        if (_apostrophe > 0 && _apostrophe == _word.Length - 1 && _word[^1] == 's')
            _word.Length--;
        if (_word.Length > 0)
            _words.Add(_word.ToString());
        _word.Clear();
        _apostrophe = -1;
    }
}
