namespace ZoomOrleans.Attendance;

/// <summary>What was told of a locked lesson too late, and for whose record it would have made a difference.</summary>
/// <param name="OccurrenceId">The lesson.</param>
/// <param name="Students">Whose records are flagged.</param>
/// <param name="IsWithoutFacts">
/// Whether its facts are deleted. Then nobody can say what would have been: it is whoever was told of, and no flag goes again.
/// </param>
public sealed record LateNews(string OccurrenceId, IReadOnlyList<Guid> Students, bool IsWithoutFacts)
{
    public static LateNews Of(OccurrenceAttendance late) => new(
        late.Occurrence.Id,
        [.. late.Students.Where(student => student.Flags.HasFlag(AttendanceFlags.LateAfterLock))
            .Select(student => student.StudentId)],
        IsWithoutFacts: false);
}
