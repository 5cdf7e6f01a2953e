using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The versions of policies in their table. Without a class, the school's are meant.</summary>
static class PolicyRows
{
    /// <summary>The school's, and those of the class ($1) if one is given.</summary>
    const string Versions = """
        SELECT effective_from, present_after_minutes, present_after_percent, "window", late_after_minutes,
               left_early_minutes, class_id IS NULL
        FROM attendance_policies
        WHERE class_id = $1 OR class_id IS NULL
        ORDER BY effective_from
        """;

    const string Put = """
        INSERT INTO attendance_policies (class_id, effective_from, present_after_minutes, present_after_percent,
                                         "window", late_after_minutes, left_early_minutes, created_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (class_id, effective_from) DO UPDATE SET
            present_after_minutes = excluded.present_after_minutes,
            present_after_percent = excluded.present_after_percent,
            "window" = excluded."window", late_after_minutes = excluded.late_after_minutes,
            left_early_minutes = excluded.left_early_minutes,
            created_at = excluded.created_at, created_by = excluded.created_by
        """;

    const string Remove = """
        DELETE FROM attendance_policies WHERE class_id IS NOT DISTINCT FROM $1::uuid AND effective_from = $2
        """;

    /// <returns>Both by date.</returns>
    public static async Task<(List<Policy> OfSchool, List<Policy> OfClass)> Read(UserSession user, Guid? classId)
    {
        var versions = await user.Query(Versions, [classId], row => (Policy: Version(row), IsOfSchool: row.GetBoolean(6)));
        var isOfSchool = versions.ToLookup(one => one.IsOfSchool, one => one.Policy);
        return ([.. isOfSchool[true]], [.. isOfSchool[false]]);
    }

    /// <summary>Takes the place of a version from the same date.</summary>
    public static Task<int> Write(UserSession user, Guid? classId, Policy policy) => user.Write(rows => rows.Execute(
        Put, classId, policy.EffectiveFrom, policy.PresentAfterMinutes, policy.PresentAfterPercent,
        EnumText.Of(policy.Window), policy.LateAfterMinutes, policy.LeftEarlyMinutes, user.Caller.Id));

    /// <returns>Whether there was one.</returns>
    public static async Task<bool> Delete(UserSession user, Guid? classId, DateOnly effectiveFrom) =>
        await user.Write(rows => rows.Execute(Remove, classId, effectiveFrom)) > 0;

    static Policy Version(NpgsqlDataReader row) => new()
    {
        EffectiveFrom = row.GetFieldValue<DateOnly>(0),
        PresentAfterMinutes = row.GetInt32(1),
        PresentAfterPercent = row.ValueOrNull<int>(2),
        Window = EnumText.Read<PolicyWindow>(row.GetString(3)),
        LateAfterMinutes = row.ValueOrNull<int>(4),
        LeftEarlyMinutes = row.ValueOrNull<int>(5),
    };
}
