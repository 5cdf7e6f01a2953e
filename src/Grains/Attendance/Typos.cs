namespace ZoomOrleans.Attendance;

/// <summary>Whether two words are one slip of a finger apart.</summary>
static class Typos
{
    const int LettersMin = 4;

    /// <summary>
    /// One letter too many, missing, or another; or two neighbours swapped. Short names differ by so little
    /// (Ana, Ada) that there must be four letters, and of three and four the first must be right (Jon, John).
    /// </summary>
    public static bool IsOneApart(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (longer.Length < LettersMin || longer.Length - shorter.Length > 1)
            return false;
        var same = shorter.AsSpan().CommonPrefixLength(longer);
        if (same == 0 && shorter.Length < LettersMin)
            return false;
        if (longer.Length > shorter.Length)
            return shorter.AsSpan(same).SequenceEqual(longer.AsSpan(same + 1));
        return same < longer.Length
            && (shorter.AsSpan(same + 1).SequenceEqual(longer.AsSpan(same + 1)) || AreSwapped(shorter, longer, same));
    }

    static bool AreSwapped(string one, string other, int at) =>
        at + 1 < one.Length && one[at] == other[at + 1] && one[at + 1] == other[at]
            && one.AsSpan(at + 2).SequenceEqual(other.AsSpan(at + 2));
}
