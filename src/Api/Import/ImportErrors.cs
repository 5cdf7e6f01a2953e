namespace ZoomOrleans.Api.Import;

/// <summary>What is wrong with a row; the header is row 1.</summary>
public sealed record BadRow(int Row, IReadOnlyList<BadField> Errors);

/// <summary>What is wrong in a column; without one, with the row as a whole.</summary>
public sealed record BadField(string? Column, string Message);

/// <summary>Everything that is wrong with a file, gathered so that it can be put right in one go.</summary>
sealed class ImportErrors
{
    readonly SortedDictionary<int, List<BadField>> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public IReadOnlyList<BadRow> Rows => [.. _rows.Select(row => new BadRow(row.Key, row.Value))];

    public void Add(int row, string? column, string message)
    {
        if (!_rows.TryGetValue(row, out var errors))
            _rows.Add(row, errors = []);
        errors.Add(new BadField(column, message));
    }
}
