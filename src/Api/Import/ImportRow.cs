using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Import;

/// <summary>One row of the file: its cells by column, and where to say what is wrong with them.</summary>
sealed class ImportRow(
    int number, ImportType type, IReadOnlyDictionary<string, int> columns, string[] cells, ImportErrors errors)
{
    const int ShownMax = 60;

    public int Number => number;

    public ImportType Type => type;

    /// <summary>The trimmed content of a cell; null where there is none.</summary>
    public string? this[string column] =>
        columns.TryGetValue(column, out var place) && place < cells.Length && cells[place].Trim() is { Length: > 0 } cell
            ? cell : null;

    public void Blame(string? column, string message) => errors.Add(number, column, message);

    /// <summary>A cell that may be empty; null, and blamed, where it holds what no text of ours may hold.</summary>
    public string? Text(string column, int lengthMax)
    {
        if (this[column] is not { } text)
            return null;
        if (text.Any(char.IsControl))
            Blame(column, "It holds line breaks or other control characters.");
        else if (text.Length > lengthMax)
            Blame(column, $"It is longer than {lengthMax} characters.");
        else
            return text;
        return null;
    }

    public string? Required(string column, int lengthMax)
    {
        if (this[column] is null)
            Blame(column, "It is missing.");
        return Text(column, lengthMax);
    }

    public void BlameWhatDoesNotBelong()
    {
        foreach (var column in columns.Keys)
            if (!ImportColumns.Belongs(column, type) && this[column] is not null)
                Blame(column, $"A row of the type {EnumText.Of(type)} has no {column}.");
    }

    /// <summary>So much of a cell's content as helps to find it.</summary>
    public static string Shortened(string text)
    {
        if (text.Length <= ShownMax)
            return text;
        var end = char.IsHighSurrogate(text[ShownMax - 1]) ? ShownMax - 1 : ShownMax;
        return $"{text[..end]}…";
    }
}
