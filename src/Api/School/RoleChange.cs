using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>Not everybody can take another role: what they are now would lose its meaning.</summary>
static class RoleChange
{
    /// <summary>Users ($1) who are to have other roles ($2), and why they cannot. Only those who cannot.</summary>
    const string ObstaclesOf = """
        SELECT id, obstacle FROM (
            SELECT users.id, CASE
                WHEN users.role = 'admin'
                        AND NOT EXISTS (SELECT FROM users other WHERE other.role = 'admin' AND other.id <> ALL ($1))
                    THEN 'This is the only admin.'
                WHEN asked.role NOT IN ('teacher', 'admin') AND EXISTS (SELECT FROM classes WHERE teacher_id = users.id)
                    THEN 'They teach a class: give it to somebody else first.'
                WHEN asked.role NOT IN ('teacher', 'admin') AND EXISTS (SELECT FROM zoom_meetings WHERE host_id = users.id)
                    THEN 'They host a meeting: give it to somebody else first.'
                WHEN users.role = 'student' AND EXISTS (
                    SELECT FROM class_enrollments
                    WHERE student_id = users.id AND (enrolled_to IS NULL OR enrolled_to > now()))
                    THEN 'They are enrolled in a class: end that first.'
                WHEN users.role IN ('student', 'parent') AND EXISTS (
                    SELECT FROM parent_children WHERE users.id IN (parent_id, student_id))
                    THEN 'They are linked as parent or child: remove that first.'
                END AS obstacle
            FROM users JOIN unnest($1, $2) AS asked (id, role) USING (id)
            WHERE users.role <> asked.role) checked
        WHERE obstacle IS NOT NULL
        """;

    /// <summary>Two admins who make each other something else at once would leave none: the second waits here.</summary>
    const string HoldAdmins = "SELECT FROM users WHERE role = 'admin' ORDER BY id FOR NO KEY UPDATE";

    public static async Task<List<(Guid User, string Obstacle)>> Obstacles(
        UserTransaction rows, IReadOnlyCollection<(Guid User, Role Role)> asked)
    {
        await rows.Execute(HoldAdmins);
        return await rows.Query(
            ObstaclesOf,
            [asked.Select(one => one.User).ToArray(), asked.Select(one => EnumText.Of(one.Role)).ToArray()],
            row => (row.GetGuid(0), row.GetString(1)));
    }
}
