namespace ZoomOrleans.Api.Export;

/// <summary>A column by its head, and how many characters wide it is where it has a width.</summary>
public sealed record Column(string Head, int Width = Column.OfWord)
{
    public const int OfWord = 12;
    public const int OfTime = 20;
    public const int OfName = 30;
    public const int OfId = 38;
}

/// <summary>A table by its name and columns; those in front stay in sight.</summary>
public sealed record Sheet(string Name, IReadOnlyList<Column> Columns, int FrozenColumns = 1);

/// <summary>
/// A file that is written row by row, to the end or not at all: of one that breaks off nobody may think that it is whole.
/// </summary>
public interface IExportFile
{
    /// <summary>Whether it can hold a second table.</summary>
    bool HasSheets { get; }

    Task Begin(Sheet sheet);

    Task Add(IReadOnlyList<Cell> row);

    Task End();
}
