namespace ZoomOrleans.Api.Import;

/// <summary>A parent of a student as a row wants them.</summary>
sealed record PlannedParent(ParentRow Asked, Kinship Kinship, ImportOutcome Outcome)
{
    public ImportItem Item => new(Asked.Row.Number, ImportType.Parent, Outcome, Kinship.Student);
}

/// <summary>What the rows about parents change.</summary>
sealed class ParentPlan(IReadOnlyDictionary<Kinship, string> standing)
{
    readonly FirstRows<Kinship> _kinships = new();

    public PlannedParent Of(ParentRow asked, Kinship kinship)
    {
        _kinships.BlameSecond(asked.Row, ImportColumns.Student, kinship);
        var outcome = !standing.TryGetValue(kinship, out var relationship) ? ImportOutcome.Created
            : asked.Relationship is { } named && named != relationship ? ImportOutcome.Updated
            : ImportOutcome.Unchanged;
        return new PlannedParent(asked, kinship, outcome);
    }
}
