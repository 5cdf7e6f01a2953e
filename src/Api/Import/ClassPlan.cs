using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>A class as a row wants it; without one before, to be created.</summary>
sealed record PlannedClass(ClassRow Asked, Guid Id, Guid? Teacher, StandingClass? Before)
{
    public ImportItem Item => new(Asked.Row.Number, ImportType.Class, Outcome, Id);

    public ImportOutcome Outcome =>
        Before is null ? ImportOutcome.Created
        : HasOtherTeacher || Before.Name != Asked.Name ? ImportOutcome.Updated
        : ImportOutcome.Unchanged;

    public bool HasOtherTeacher => Before is not null && Before.Teacher != Teacher;
}

/// <summary>Which classes the rows of classes mean, and whether all of them can be had at once.</summary>
sealed class ClassPlan(IReadOnlyList<StandingClass> standing, People people)
{
    readonly Dictionary<Guid, StandingClass> _byId = standing.ToDictionary(one => one.Id);
    readonly ILookup<string, StandingClass> _byName = standing.ToLookup(one => one.Name);
    readonly FirstRows<Guid> _ids = new();

    /// <summary>Also of rows that are blamed, as far as they name a class: others may refer to it.</summary>
    public List<PlannedClass> Of(IReadOnlyList<ClassRow> asked)
    {
        BlameSharedNames(asked);
        return [.. asked.Select(Planned).OfType<PlannedClass>()];
    }

    /// <summary>
    /// Two classes may have one name, where their ids tell them apart. A row without an id would mean either of them
    /// when the file is imported again.
    /// </summary>
    static void BlameSharedNames(IReadOnlyList<ClassRow> asked)
    {
        foreach (var shared in asked.Where(row => row.Name is not null).GroupBy(row => row.Name).Where(rows => rows.Count() > 1))
            foreach (var row in shared.Skip(1).Where(row => row.Id is null || shared.First().Id is null))
                row.Row.Blame(
                    ImportColumns.Name, $"Row {shared.First().Row.Number} has a class of this name: give the ids of both.");
    }

    PlannedClass? Planned(ClassRow asked)
    {
        var teacher = people.Find(asked.Row, ImportColumns.Teacher, asked.Teacher, Role.Teacher, Role.Admin);
        if (Before(asked) is { } before)
        {
            _ids.BlameSecond(asked.Row, asked.Id is null ? ImportColumns.Name : ImportColumns.Id, before.Id);
            return new PlannedClass(asked, before.Id, teacher, before);
        }
        if (asked.Id is { } id)
            _ids.BlameSecond(asked.Row, ImportColumns.Id, id);
        return asked.Name is null ? null : new PlannedClass(asked, asked.Id ?? Guid.CreateVersion7(), teacher, null);
    }

    StandingClass? Before(ClassRow asked)
    {
        if (asked.Id is { } id)
            return _byId.GetValueOrDefault(id);
        if (asked.Name is null || _byName[asked.Name].ToList() is not { Count: > 0 } named)
            return null;
        if (named.Count > 1)
            asked.Row.Blame(ImportColumns.Name, $"There are {named.Count} classes of this name: give the id.");
        return named[0];
    }
}
