using System.Numerics;

namespace ZoomOrleans.Attendance;

/// <summary>How much a guest's name resembles a student's.</summary>
/// <param name="Points">Of two students, the likelier has more; 0 where there is no resemblance.</param>
/// <param name="IsClear">More of the two names agrees than contradicts, and not one misspelt word only.</param>
readonly record struct NameMatch(int Points, bool IsClear)
{
    // Whole numbers, so that equally likely is equal. A word tells more than any initials; what is complete, a little more
    // than what is not.
    const int ExactPoints = 100;
    const int TypoPoints = 80;
    const int InitialPoints = 30;
    const int WeakPoints = 10;
    const int CompletePoints = 50;

    public static NameMatch Of(FoldedName guest, FoldedName student)
    {
        var pairing = new Pairing(guest, student);
        var exact = pairing.Pair((said, found) => guest.Words[said] == student.Words[found]);
        var typos = pairing.Pair((said, found) => IsTypo(guest, said, student, found));
        var (telling, weak) = (Count(exact & student.Telling), Count(exact & ~student.Telling));
        var isComplete = (exact | typos) == student.All;
        if (telling + Count(typos) == 0 && !isComplete)
            return default;
        var initials = pairing.Pair((said, found) => IsInitial(guest, said, student, found));
        var points = (ExactPoints * telling) + (WeakPoints * weak) + (TypoPoints * Count(typos))
            + (InitialPoints * Count(initials)) + (isComplete ? CompletePoints : 0);
        var isClear = telling + Count(typos) > pairing.Contradicting && points >= ExactPoints;
        return new NameMatch(points, isComplete || isClear);
    }

    static bool IsTypo(FoldedName guest, int said, FoldedName student, int found) =>
        IsTelling(guest, said) && IsTelling(student, found) && Typos.IsOneApart(guest.Words[said], student.Words[found]);

    /// <summary>A student's initial is that of a name, not of a guest's "iPhone".</summary>
    static bool IsInitial(FoldedName guest, int said, FoldedName student, int found)
    {
        var (word, name) = (guest.Words[said], student.Words[found]);
        return word[0] == name[0] && (WeakWords.IsInitial(word) || (WeakWords.IsInitial(name) && IsTelling(guest, said)));
    }

    static bool IsTelling(FoldedName name, int word) => (name.Telling & (1 << word)) != 0;

    static int Count(int words) => BitOperations.PopCount((uint)words);

    /// <summary>Which words of the two names are the same; each counts once.</summary>
    sealed class Pairing(FoldedName guest, FoldedName student)
    {
        int _said;
        int _found;

        /// <summary>
        /// What a guest says too much is "7 Rizal" or a nickname, and what is missing was left out; but where there is
        /// something of both, the one may be in the other's place: the name of somebody else.
        /// </summary>
        public int Contradicting => Math.Min(Count(guest.Telling & ~_said), Count(student.Telling & ~_found));

        /// <returns>The set of the student's words that were found, of those that were not yet.</returns>
        public int Pair(Func<int, int, bool> areSame)
        {
            var before = _found;
            for (var said = 0; said < guest.Words.Length; said++)
            {
                for (var found = 0; found < student.Words.Length && (_said & (1 << said)) == 0; found++)
                {
                    if ((_found & (1 << found)) != 0 || !areSame(said, found))
                        continue;
                    _said |= 1 << said;
                    _found |= 1 << found;
                }
            }
            return _found & ~before;
        }
    }
}
