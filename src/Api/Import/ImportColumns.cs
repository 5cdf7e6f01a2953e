namespace ZoomOrleans.Api.Import;

/// <summary>The columns of a file to be imported, by their names in its header.</summary>
static class ImportColumns
{
    public const string Type = "type";
    public const string Id = "id";
    public const string Name = "name";
    public const string Email = "email";
    public const string Role = "role";
    public const string ZoomUserId = "zoomUserId";
    public const string Sex = "sex";
    public const string Teacher = "teacher";
    public const string Class = "class";
    public const string Student = "student";
    public const string Parent = "parent";
    public const string Relationship = "relationship";
    public const string From = "from";
    public const string To = "to";

    static readonly Dictionary<ImportType, string[]> ByType = new()
    {
        [ImportType.User] = [Id, Name, Email, Role, ZoomUserId, Sex],
        [ImportType.Class] = [Id, Name, Teacher],
        [ImportType.Enrolment] = [Class, Student, From, To],
        [ImportType.Parent] = [Parent, Student, Relationship],
    };

    public static IReadOnlyList<string> All { get; } = [Type, .. ByType.Values.SelectMany(columns => columns).Distinct()];

    public static bool Belongs(string column, ImportType type) => column == Type || ByType[type].Contains(column);
}
