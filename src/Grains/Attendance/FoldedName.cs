namespace ZoomOrleans.Attendance;

/// <summary>
/// A name as names are compared: its words, of which at most <see cref="WordsMax"/> are looked at. Those of
/// "DELA CRUZ, José" and "jose dela-cruz" are the same; in which order they stand plays no part.
/// </summary>
sealed class FoldedName
{
    /// <summary>Sets of words are the bits of an <see cref="int"/>; and no real name says more than this.</summary>
    const int WordsMax = 16;

    public FoldedName(IEnumerable<string> words)
    {
        Words = [.. words.Take(WordsMax)];
        for (var i = 0; i < Words.Length; i++)
            Telling |= WeakWords.IsWeak(Words[i]) ? 0 : 1 << i;
    }

    public string[] Words { get; }

    /// <summary>The set of all its words.</summary>
    public int All => (1 << Words.Length) - 1;

    /// <summary>The set of those words that tell one person from another.</summary>
    public int Telling { get; }

    public static FoldedName Of(string name) => new(NameWords.Of(name));

    /// <summary>This name with other words in the place of some neighbouring ones.</summary>
    public FoldedName With(int first, int count, params IEnumerable<string> others) =>
        new([.. Words[..first], .. others, .. Words[(first + count)..]]);
}
