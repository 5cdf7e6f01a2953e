namespace ZoomOrleans.Attendance;

/// <summary>The names of a roster, folded once: a guest's name is compared only with those that have a word of it.</summary>
sealed class RosterNames
{
    readonly List<(Guid Id, FoldedName Name)> _students = [];
    readonly Vocabulary _vocabulary = new();

    public RosterNames(IEnumerable<(Guid Student, string Name)> roster)
    {
        foreach (var (student, name) in roster)
        {
            var folded = FoldedName.Of(name);
            _vocabulary.Add(folded.Words, _students.Count);
            _students.Add((student, folded));
        }
    }

    /// <summary>Each student whom the name resembles, once for each way to read it.</summary>
    public IEnumerable<(Guid Student, NameMatch Match)> Resembling(string name) =>
        from reading in Readings(FoldedName.Of(name))
        from index in reading.Students
        let student = _students[index]
        let match = NameMatch.Of(reading.Name, student.Name)
        where match.Points > 0
        select (student.Id, match);

    /// <summary>
    /// The name as it stands; and for those whose words it runs together or takes apart ("Juan Delacruz", "Mc Donald"),
    /// as they would write it.
    /// </summary>
    IEnumerable<(FoldedName Name, IEnumerable<int> Students)> Readings(FoldedName name)
    {
        yield return (name, name.Words.SelectMany(_vocabulary.StudentsWithOneLike).Distinct());
        for (var first = 0; first < name.Words.Length; first++)
        {
            if (_vocabulary.TakenApart(name.Words[first]) is { } words)
                yield return (name.With(first, 1, words), _vocabulary.StudentsWith(words));
            for (var count = 2; count <= 3 && first + count <= name.Words.Length; count++)
            {
                var word = string.Concat(name.Words.AsSpan(first, count));
                if (_vocabulary.Has(word))
                    yield return (name.With(first, count, word), _vocabulary.StudentsWith(word));
            }
        }
    }
}
