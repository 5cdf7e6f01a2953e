using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>Reads what is in the tables already of that which a file speaks of.</summary>
sealed class StandingRows(UserTransaction rows)
{
    const string ByKeys = """
        WITH found AS MATERIALIZED (
            SELECT id, name, email, role, zoom_user_id FROM users
            WHERE id = ANY ($1) OR email = ANY ($2) OR zoom_user_id = ANY ($3))
        SELECT found.*, sex FROM found LEFT JOIN access.sexes_of(array(SELECT id FROM found)) known ON user_id = id
        """;

    /// <summary>Whoever changes a class's enrolments waits for whoever does so already.</summary>
    const string LockedClasses = """
        SELECT id, name, teacher_id FROM classes WHERE id = ANY ($1) OR name = ANY ($2) ORDER BY id FOR NO KEY UPDATE
        """;

    const string OfPlaces = """
        SELECT class_id, student_id, enrolled_from, enrolled_to
        FROM class_enrollments JOIN unnest($1, $2) AS place (class_id, student_id) USING (class_id, student_id)
        """;

    const string OfKinships = """
        SELECT parent_id, student_id, relationship
        FROM parent_children JOIN unnest($1, $2) AS kinship (parent_id, student_id) USING (parent_id, student_id)
        """;

    public Task<List<StandingUser>> Users(AskedRows asked)
    {
        var named = asked.PeopleNamed.ToLookup(text => RowReading.IdIn(text) is not null);
        return rows.Query(
            ByKeys,
            [
                asked.Users.Select(row => row.Id).OfType<Guid>()
                    .Concat(named[true].Select(text => RowReading.IdIn(text)!.Value)).Distinct().ToArray(),
                asked.Users.Select(row => row.Email).OfType<string>()
                    .Concat(named[false].Select(RowReading.Normalized)).Distinct().ToArray(),
                asked.Users.Select(row => row.ZoomUserId).OfType<string>().Distinct().ToArray(),
            ],
            row => new StandingUser(
                row.GetGuid(0), row.GetString(1), row.GetString(2), EnumText.Read<Role>(row.GetString(3)), row.TextOrNull(4),
                row.TextOrNull(5) is { } sex ? EnumText.Read<Sex>(sex) : null));
    }

    public Task<List<StandingClass>> Classes(AskedRows asked)
    {
        var named = asked.Enrolments.Select(row => row.Class).OfType<string>()
            .ToLookup(text => RowReading.IdIn(text) is not null);
        return rows.Query(
            LockedClasses,
            [
                asked.Classes.Select(row => row.Id).OfType<Guid>()
                    .Concat(named[true].Select(text => RowReading.IdIn(text)!.Value)).Distinct().ToArray(),
                asked.Classes.Select(row => row.Name).OfType<string>().Concat(named[false]).Distinct().ToArray(),
            ],
            row => new StandingClass(row.GetGuid(0), row.GetString(1), row.ValueOrNull<Guid>(2)));
    }

    public async Task<ILookup<ClassPlace, Membership>> Memberships(ICollection<ClassPlace> places)
    {
        var found = await rows.Query(
            OfPlaces,
            [places.Select(place => place.Class).ToArray(), places.Select(place => place.Student).ToArray()],
            row => (
                Place: new ClassPlace(row.GetGuid(0), row.GetGuid(1)),
                Membership: new Membership(row.Time(2), row.ValueOrNull<DateTimeOffset>(3))));
        return found.ToLookup(one => one.Place, one => one.Membership);
    }

    /// <summary>What each parent is to their child.</summary>
    public async Task<Dictionary<Kinship, string>> Relationships(ICollection<Kinship> kinships)
    {
        var found = await rows.Query(
            OfKinships,
            [kinships.Select(one => one.Parent).ToArray(), kinships.Select(one => one.Student).ToArray()],
            row => (Kinship: new Kinship(row.GetGuid(0), row.GetGuid(1)), Relationship: row.GetString(2)));
        return found.ToDictionary(one => one.Kinship, one => one.Relationship);
    }
}
