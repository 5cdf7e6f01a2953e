namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// People from a CSV file: name,email,registrantId,zoomUserId,role. All but the name may be left out; a first line
/// that begins with "name" is a heading; a name with a comma stands in quotes.
/// </summary>
static class PeopleFile
{
    public static IReadOnlyList<Person> Read(IEnumerable<string> lines) =>
    [
        .. lines.Select((line, index) => (Cells: Cells(line), Number: index + 1))
            .Where(row => row.Cells[0].Length > 0)
            .Where(row => row.Number > 1 || !row.Cells[0].Equals("name", StringComparison.OrdinalIgnoreCase))
            .Select(row => PersonOf(row.Cells, row.Number)),
    ];

    static Person PersonOf(List<string> cells, int line) => new(cells[0])
    {
        Email = Known(cells, 1),
        RegistrantId = Known(cells, 2),
        ZoomUserId = Known(cells, 3),
        Role = RoleOf(Known(cells, 4), line),
    };

    static Role RoleOf(string? text, int line) => text?.ToUpperInvariant() switch
    {
        null or "STUDENT" => Role.Student,
        "HOST" => Role.Host,
        "GUEST" => Role.Guest,
        _ => throw new FormatException($"Line {line} of the people: the role is student, host or guest, not '{text}'."),
    };

    static string? Known(List<string> cells, int index) =>
        cells.ElementAtOrDefault(index) is { Length: > 0 } cell ? cell : null;

    static List<string> Cells(string line)
    {
        var cells = new List<string> { "" };
        var isQuoted = false;
        foreach (var letter in line)
        {
            if (letter == '"')
                isQuoted = !isQuoted;
            else if (letter == ',' && !isQuoted)
                cells.Add("");
            else
                cells[^1] += letter;
        }
        return cells.ConvertAll(cell => cell.Trim());
    }
}
