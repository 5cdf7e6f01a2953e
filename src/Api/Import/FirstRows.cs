namespace ZoomOrleans.Api.Import;

/// <summary>In which row something came first: a second one is a mistake, whichever of the two is right.</summary>
sealed class FirstRows<T> where T : notnull
{
    readonly Dictionary<T, int> _rows = [];

    /// <returns>Whether there was one before.</returns>
    public bool BlameSecond(ImportRow row, string? column, T? value)
    {
        if (value is null || _rows.TryAdd(value, row.Number))
            return false;
        row.Blame(column, $"Row {_rows[value]} says this already.");
        return true;
    }
}
