using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Pages.Classes;

/// <summary>A class in the list of those whose attendance the caller sees.</summary>
public sealed record ClassRow(Guid Id, string Name, string? Teacher, int Students)
{
    const string Supervised = """
        SELECT class.id, class.name, teacher.name, (
            SELECT count(*)::integer FROM class_enrollments
            WHERE class_id = class.id AND enrolled_from <= now() AND (enrolled_to IS NULL OR enrolled_to > now()))
        FROM classes class LEFT JOIN users teacher ON teacher.id = class.teacher_id
        WHERE (class.id = ANY ((SELECT access.taught_classes())::uuid[]) OR (SELECT access.is_admin()))
            AND ($1::uuid IS NULL OR (class.name, class.id) > ($2::text, $1::uuid))
        ORDER BY class.name, class.id
        LIMIT $3
        """;

    public static async Task<Page<ClassRow>> Page(UserSession user, PageRequest page)
    {
        var place = page.Place(2);
        var found = await user.Query(Supervised, [place[0], place[1], page.Rows], Read);
        return page.Of(found, last => [last.Id.ToString(), last.Name]);
    }

    static ClassRow Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.TextOrNull(2), row.GetInt32(3));
}
