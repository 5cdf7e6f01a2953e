using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.School;

/// <summary>A student's memberships of a class in their table.</summary>
static class MembershipRows
{
    /// <summary>Whoever changes a class's memberships waits for whoever does so already.</summary>
    const string LockClass = "SELECT id FROM classes WHERE id = $1 FOR NO KEY UPDATE";

    const string OfStudent = """
        SELECT enrolled_from, enrolled_to FROM class_enrollments
        WHERE class_id = $1 AND student_id = $2
        ORDER BY enrolled_from
        """;

    const string Remove = """
        DELETE FROM class_enrollments WHERE class_id = $1 AND student_id = $2 AND enrolled_from = $3
        """;

    const string Add = """
        INSERT INTO class_enrollments (class_id, student_id, enrolled_from, enrolled_to) VALUES ($1, $2, $3, $4)
        """;

    /// <returns>Null where the caller sees no such class.</returns>
    public static async Task<List<Membership>?> Lock(UserTransaction rows, Guid classId, Guid studentId) =>
        await rows.Query(LockClass, [classId], _ => true) is []
            ? null
            : await rows.Query(OfStudent, [classId, studentId], row => new Membership(
                row.Time(0), row.ValueOrNull<DateTimeOffset>(1)));

    public static async Task Replace(
        UserTransaction rows, (Guid Class, Guid Student) whose, List<Membership> before, List<Membership> after)
    {
        foreach (var gone in before.Except(after))
            await rows.Execute(Remove, whose.Class, whose.Student, gone.From);
        foreach (var made in after.Except(before))
            await rows.Execute(Add, whose.Class, whose.Student, made.From, made.To);
    }
}
