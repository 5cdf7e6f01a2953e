using System.Text.RegularExpressions;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>Reads what one row says, and blames every cell of it that cannot be read.</summary>
static partial class RowReading
{
    // As the tables and the other routes have it.
    const int NameMax = 200;
    const int EmailMax = 320;
    const int ZoomUserIdMax = 100;
    const int RelationshipMax = 100;

    /// <summary>Ids, roles and times are shorter.</summary>
    const int WordMax = 100;

    public static UserRow User(ImportRow row) =>
        new(row, Id(row), Name(row), Email(row), Choice<Role>(row, ImportColumns.Role, row.Required(ImportColumns.Role, WordMax)),
            row.Text(ImportColumns.ZoomUserId, ZoomUserIdMax),
            Choice<Sex>(row, ImportColumns.Sex, row.Text(ImportColumns.Sex, WordMax)));

    public static ClassRow Class(ImportRow row) =>
        new(row, Id(row), Name(row), row.Required(ImportColumns.Teacher, EmailMax));

    public static EnrolmentRow Enrolment(ImportRow row) => new(
        row, row.Required(ImportColumns.Class, NameMax), row.Required(ImportColumns.Student, EmailMax),
        Time(row, ImportColumns.From), Time(row, ImportColumns.To));

    public static ParentRow Parent(ImportRow row) => new(
        row, row.Required(ImportColumns.Parent, EmailMax), row.Required(ImportColumns.Student, EmailMax),
        NoFormula(row, ImportColumns.Relationship, row.Text(ImportColumns.Relationship, RelationshipMax)));

    /// <summary>Null where the text is no id, and so a name or an address.</summary>
    public static Guid? IdIn(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    public static string Normalized(string email) => email.ToLowerInvariant();

    static Guid? Id(ImportRow row)
    {
        if (row.Text(ImportColumns.Id, WordMax) is not { } text)
            return null;
        if (IdIn(text) is not { } id)
            row.Blame(ImportColumns.Id, "Expected a UUID.");
        else
            return id;
        return null;
    }

    static string? Name(ImportRow row) =>
        NoFormula(row, ImportColumns.Name, row.Required(ImportColumns.Name, NameMax));

    static string? Email(ImportRow row)
    {
        if (row.Required(ImportColumns.Email, EmailMax) is not { } email)
            return null;
        if (!Address().IsMatch(email))
            row.Blame(ImportColumns.Email, $"'{ImportRow.Shortened(email)}' is not an e-mail address.");
        else
            return Normalized(email);
        return null;
    }

    static T? Choice<T>(ImportRow row, string column, string? text) where T : struct, Enum
    {
        if (text is null)
            return null;
        var choice = EnumText.Find<T>(text);
        if (choice is null)
            row.Blame(column, $"Expected one of: {string.Join(", ", EnumText.Names(typeof(T)))}.");
        return choice;
    }

    static TimeOrDate? Time(ImportRow row, string column)
    {
        if (row.Text(column, WordMax) is not { } text)
            return null;
        if (TimeOrDate.TryParse(text, null, out var time))
            return time;
        row.Blame(column, "Expected a time with its offset, or a date: 2026-11-22T08:00:00Z or 2026-11-22.");
        return null;
    }

    /// <summary>What is imported is exported again some day, and a spreadsheet would calculate it.</summary>
    static string? NoFormula(ImportRow row, string column, string? text)
    {
        if (text is not ['=' or '+' or '-' or '@', ..])
            return text;
        row.Blame(column, "It begins with = + - or @, as a formula of a spreadsheet does.");
        return null;
    }

    /// <summary>In ASCII: PostgreSQL's small letters are not .NET's, and Zoom's addresses have no others.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$")]
    private static partial Regex Address();
}
