using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

// What the rows say; null where they say nothing, or nothing that can be read.

sealed record UserRow(ImportRow Row, Guid? Id, string? Name, string? Email, Role? Role, string? ZoomUserId, Sex? Sex);

sealed record ClassRow(ImportRow Row, Guid? Id, string? Name, string? Teacher);

sealed record EnrolmentRow(ImportRow Row, string? Class, string? Student, TimeOrDate? From, TimeOrDate? To)
{
    /// <summary>What cannot be read is not what was left out.</summary>
    public bool HasReadableTimes =>
        From is null == (Row[ImportColumns.From] is null) && To is null == (Row[ImportColumns.To] is null);
}

sealed record ParentRow(ImportRow Row, string? Parent, string? Student, string? Relationship);

/// <summary>All that a file asks for.</summary>
sealed record AskedRows(
    List<UserRow> Users, List<ClassRow> Classes, List<EnrolmentRow> Enrolments, List<ParentRow> Parents)
{
    /// <summary>Addresses and ids by which the rows refer to people.</summary>
    public IEnumerable<string> PeopleNamed =>
        Classes.Select(row => row.Teacher)
            .Concat(Enrolments.Select(row => row.Student))
            .Concat(Parents.SelectMany(row => new[] { row.Parent, row.Student }))
            .OfType<string>();

    public static AskedRows Of(IEnumerable<ImportRow> rows)
    {
        var asked = new AskedRows([], [], [], []);
        foreach (var row in rows)
        {
            row.BlameWhatDoesNotBelong();
            asked.Add(row);
        }
        return asked;
    }

    void Add(ImportRow row)
    {
        switch (row.Type)
        {
            case ImportType.User:
                Users.Add(RowReading.User(row));
                break;
            case ImportType.Class:
                Classes.Add(RowReading.Class(row));
                break;
            case ImportType.Enrolment:
                Enrolments.Add(RowReading.Enrolment(row));
                break;
            default:
                Parents.Add(RowReading.Parent(row));
                break;
        }
    }
}
