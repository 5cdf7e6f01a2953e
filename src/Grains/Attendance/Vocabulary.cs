namespace ZoomOrleans.Attendance;

/// <summary>Which students have which words in their names.</summary>
sealed class Vocabulary
{
    /// <summary>Nobody's name written as one word is longer; hostile names are.</summary>
    const int TakenApartCharsMax = 40;

    readonly Dictionary<string, List<int>> _students = [];
    readonly Dictionary<int, List<string>> _tellingOfLength = [];

    /// <param name="words">Those of one student.</param>
    /// <param name="student">Each student's number, one more than that of the student before.</param>
    public void Add(IEnumerable<string> words, int student)
    {
        foreach (var word in words)
        {
            if (!_students.TryGetValue(word, out var students))
            {
                _students[word] = students = [];
                if (!WeakWords.IsWeak(word))
                    TellingOfLength(word.Length).Add(word);
            }
            if (students.Count == 0 || students[^1] != student)
                students.Add(student);
        }
    }

    public bool Has(string word) => _students.ContainsKey(word);

    /// <summary>Those who have all of the words.</summary>
    public IEnumerable<int> StudentsWith(IEnumerable<string> words) =>
        words.Select(StudentsWith).Aggregate((all, students) => all.Intersect(students));

    public IEnumerable<int> StudentsWith(string word) => _students.GetValueOrDefault(word) ?? [];

    /// <summary>Those who have the word, or one that it may be a slip of.</summary>
    public IEnumerable<int> StudentsWithOneLike(string word)
    {
        var same = StudentsWith(word);
        return WeakWords.IsWeak(word) ? same : same.Concat(
            from length in Enumerable.Range(word.Length - 1, 3)
            from other in _tellingOfLength.GetValueOrDefault(length) ?? []
            where Typos.IsOneApart(word, other)
            from student in StudentsWith(other)
            select student);
    }

    /// <summary>The fewest words that are this one when written together; null where there are none.</summary>
    public IReadOnlyList<string>? TakenApart(string word)
    {
        if (WeakWords.IsWeak(word) || word.Length > TakenApartCharsMax)
            return null;
        // How many words make up the text before each place, at least, and where the last of them begins.
        var fewest = new (int Count, int LastFrom)?[word.Length + 1];
        fewest[0] = (0, 0);
        var known = _students.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var to = 1; to <= word.Length; to++)
        {
            for (var from = 0; from < to; from++)
            {
                if (fewest[from] is { } before && !(before.Count + 1 >= fewest[to]?.Count)
                    && to - from < word.Length && IsPiece(word.AsSpan(from, to - from)))
                    fewest[to] = (before.Count + 1, from);
            }
        }
        return fewest[^1] is null ? null : Pieces(word, fewest);

        bool IsPiece(ReadOnlySpan<char> text) => known.ContainsKey(text) && !WeakWords.IsInitial(text);
    }

    List<string> TellingOfLength(int length) =>
        _tellingOfLength.TryGetValue(length, out var words) ? words : _tellingOfLength[length] = [];

    static List<string> Pieces(string word, (int Count, int LastFrom)?[] fewest)
    {
        var pieces = new List<string>();
        for (var to = word.Length; to > 0; to = fewest[to]!.Value.LastFrom)
            pieces.Insert(0, word[fewest[to]!.Value.LastFrom..to]);
        return pieces;
    }
}
