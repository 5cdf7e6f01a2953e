namespace ZoomOrleans.Api.Import;

/// <summary>What became of a file, or would become of it.</summary>
public sealed record ImportReport(int Rows, int Created, int Updated, int Unchanged, IReadOnlyList<ImportItem> Items)
{
    public static ImportReport Of(IEnumerable<ImportItem> items)
    {
        var rows = items.OrderBy(item => item.Row).ToList();
        return new ImportReport(
            rows.Count, Count(ImportOutcome.Created), Count(ImportOutcome.Updated), Count(ImportOutcome.Unchanged), rows);

        int Count(ImportOutcome outcome) => rows.Count(item => item.Outcome == outcome);
    }
}

/// <summary>
/// What became of one row; the header is row 1. The id is that of the user or class; for an enrolment or a parent, of
/// the student. Null where it would be made only by writing.
/// </summary>
public sealed record ImportItem(int Row, ImportType Type, ImportOutcome Outcome, Guid? Id);

/// <summary>What a row does to the tables.</summary>
public enum ImportOutcome
{
    Created,
    Updated,
    Unchanged,
}
