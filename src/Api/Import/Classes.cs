namespace ZoomOrleans.Api.Import;

/// <summary>The classes as they will be when everything is imported, for the rows that refer to them.</summary>
sealed class Classes
{
    readonly HashSet<Guid> _ids;
    readonly ILookup<string?, Guid> _byName;

    /// <param name="planned">What the file says of a class counts more than what stands in the tables.</param>
    /// <param name="standing">Those that are there already.</param>
    public Classes(IReadOnlyList<PlannedClass> planned, IEnumerable<StandingClass> standing)
    {
        var names = planned.DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Asked.Name);
        foreach (var one in standing)
            names.TryAdd(one.Id, one.Name);
        _ids = [.. names.Keys];
        _byName = names.ToLookup(one => one.Value, one => one.Key);
    }

    /// <summary>Which class a cell means; null, and blamed, where that is none, or not clear.</summary>
    public Guid? Find(ImportRow row, string column, string? named)
    {
        if (named is null)
            return null;
        if (RowReading.IdIn(named) is { } id && _ids.Contains(id))
            return id;
        var found = _byName[named].ToList();
        if (found is [var only])
            return only;
        row.Blame(column, found.Count == 0
            ? $"There is no class '{ImportRow.Shortened(named)}', neither here nor in the file."
            : $"There are {found.Count} classes '{ImportRow.Shortened(named)}': give the id.");
        return null;
    }
}
