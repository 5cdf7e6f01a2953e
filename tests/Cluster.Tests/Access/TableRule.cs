namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Something that somebody tries to do, and how many rows it should touch: none where it is forbidden.</summary>
sealed record Attempt(string Sql, int Rows);

/// <summary>What is right in one table.</summary>
abstract class TableRule
{
    public required string Table { get; init; }

    /// <summary>The properties whose columns tell rows apart.</summary>
    public required string[] Key { get; init; }

    public abstract string KeySql { get; }

    /// <summary>Columns that no user reads.</summary>
    public string[] Hidden { get; init; } = [];

    /// <summary>Whether there is anybody among the users who reads something of it.</summary>
    public abstract bool IsRead { get; }

    public abstract IReadOnlyCollection<object> Rows(SchoolRows school);

    /// <summary>The rows that are there for them, by their keys.</summary>
    public abstract IEnumerable<string> SeenBy(Viewer viewer);

    /// <summary>Null where the chosen attempt is none.</summary>
    public abstract Attempt? Try(Viewer viewer, Choice choice);
}

/// <summary>What is right in one table, of rows like <typeparamref name="T"/>. What is not said is nobody's right.</summary>
sealed class TableRule<T> : TableRule where T : class
{
    public required Func<SchoolRows, T[]> All { get; init; }

    public Func<Viewer, T, bool>? Reads { get; init; }

    /// <summary>What no user says of a row that they add: it comes by itself.</summary>
    public string[] NotGiven { get; init; } = [];

    public Func<Viewer, T, bool> Adds { get; init; } = (_, _) => false;

    /// <summary>From the one to the other.</summary>
    public Func<Viewer, T, T, bool> Changes { get; init; } = (_, _, _) => false;

    public Func<Viewer, T, bool> Removes { get; init; } = (_, _) => false;

    /// <summary>What no user changes in a row, however much it is theirs.</summary>
    public Func<T, object?> Fixed { get; init; } = _ => null;

    /// <summary>What the program itself is kept from.</summary>
    public string ClosedToProgram { get; init; } = "";

    /// <summary>Which rows it removes, where it may.</summary>
    public Func<SchoolRows, T, bool> ProgramRemoves { get; init; } = (_, _) => true;

    /// <summary>A row that somebody might want to be there.</summary>
    public required Func<Viewer, Choice, T> New { get; init; }

    /// <summary>A row as somebody might want it to be.</summary>
    public required Func<Viewer, Choice, T, T> Wish { get; init; }

    /// <summary>What is set in all rows at once, by a statement that reads nothing.</summary>
    public required string[] Swept { get; init; }

    /// <summary>The row with that.</summary>
    public required Func<Viewer, T, T> Sweep { get; init; }

    public override string KeySql => RowSql.Key(typeof(T), Key);

    public override bool IsRead => Reads is not null;

    public override IReadOnlyCollection<object> Rows(SchoolRows school) => All(school);

    public override IEnumerable<string> SeenBy(Viewer viewer) =>
        All(viewer.School).Where(row => MayRead(viewer, row)).Select(row => RowSql.KeyOf(row, Key));

    public override Attempt? Try(Viewer viewer, Choice choice)
    {
        var rows = All(viewer.School);
        return choice.Int(12) switch
        {
            < 4 => Add(viewer, New(viewer, choice), NotGiven.Length > 0 && choice.OneIn(3)),
            < 8 when rows.Length > 0 => Change(viewer, choice.Of(rows), choice),
            < 9 when rows.Length > 0 => Remove(viewer, choice.Of(rows)),
            9 when rows.Length > 0 && !viewer.IsTheProgram => SweepAll(viewer, rows),
            10 when !viewer.IsTheProgram => new Attempt(
                $"DELETE FROM {Table}", rows.Count(row => Removes(viewer, row))),
            11 when !viewer.IsTheProgram => Peek(choice),
            _ => null,
        };
    }

    bool MayRead(Viewer viewer, T row) => viewer.IsTheProgram || Reads?.Invoke(viewer, row) == true;

    bool MayChange(Viewer viewer, T row, T wish) => Changes(viewer, row, wish) && Equals(Fixed(row), Fixed(wish));

    Attempt Add(Viewer viewer, T row, bool saysAll) => new(
        RowSql.Insert(Table, [row], saysAll ? [] : NotGiven),
        viewer.IsTheProgram ? OfProgram('+') : !saysAll && Adds(viewer, row) ? 1 : 0);

    Attempt? Change(Viewer viewer, T row, Choice choice)
    {
        var wish = Wish(viewer, choice, row);
        var rows = viewer.IsTheProgram ? OfProgram('~')
            : MayRead(viewer, row) && MayChange(viewer, row, wish) ? 1 : 0;
        return RowSql.Update(Table, row, wish, Key) is { } sql ? new Attempt(sql, rows) : null;
    }

    public Attempt Remove(Viewer viewer, T row) => new(
        RowSql.Delete(Table, row, Key),
        viewer.IsTheProgram ? ProgramRemoves(viewer.School, row) ? OfProgram('-') : 0 : MayRead(viewer, row) && Removes(viewer, row) ? 1 : 0);

    Attempt SweepAll(Viewer viewer, T[] rows) => new(
        RowSql.Sweep(Table, Sweep(viewer, rows[0]), Swept),
        rows.Count(row => MayChange(viewer, row, Sweep(viewer, row))));

    /// <summary>A count is one row, unless it is refused.</summary>
    Attempt? Peek(Choice choice) =>
        !IsRead ? new Attempt($"SELECT count({RowSql.Column(choice.Of(Key))}) FROM {Table}", 0)
        : Hidden.Length > 0 ? new Attempt($"SELECT count({choice.Of(Hidden)}) FROM {Table}", 0)
        : null;

    int OfProgram(char verb) => ClosedToProgram.Contains(verb, StringComparison.Ordinal) ? 0 : 1;
}

/// <summary>Chooses by a seed, which stands in the school that is printed when something is wrong.</summary>
sealed class Choice(int seed)
{
    readonly Random _random = new(seed);

    public int Int(int below) => _random.Next(below);

    public bool OneIn(int several) => _random.Next(several) == 0;

    public T Of<T>(IReadOnlyList<T> several) => several[_random.Next(several.Count)];

    /// <summary>Mostly the one, where there is one.</summary>
    public Guid? Mostly(Guid? one, IReadOnlyList<Guid> others) => one is not null && !OneIn(4) ? one : Of(others);

    public Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
