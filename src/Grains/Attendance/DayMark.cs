namespace ZoomOrleans.Attendance;

/// <summary>What became of a student's day, all lessons of a class taken together.</summary>
public enum DayStatus
{
    Present,
    Absent,

    /// <summary>Absent from all lessons, and excused from each of them.</summary>
    Excused,

    /// <summary>In none of the lessons, but of one it is not decided yet.</summary>
    Waits,
}

/// <summary>One lesson of a student's day.</summary>
/// <param name="Status">Null while it is not decided.</param>
public readonly record struct LessonOfDay(AttendanceStatus? Status, bool Late, bool LeftEarly)
{
    internal bool IsAttended => Status is AttendanceStatus.Present or AttendanceStatus.Partial;

    /// <summary>Not there to the end, or so shortly that coming late does not explain it.</summary>
    internal bool IsCut => IsAttended && (LeftEarly || (Status is AttendanceStatus.Partial && !Late));
}

/// <summary>
/// A student's day, for forms that know days and no lessons. Who was in at least one lesson was there that day; who came late
/// to one, or missed those before, came late; who left one, was there too shortly, or missed a later one, cut classes.
/// Lessons that are excused or not decided count for neither.
/// </summary>
public readonly record struct DayMark(DayStatus Status, bool CameLate, bool CutClasses)
{
    /// <param name="lessons">The student's lessons of a day, by start.</param>
    /// <returns>Null without any lesson: the student was not on the roll.</returns>
    public static DayMark? Of(IReadOnlyList<LessonOfDay> lessons)
    {
        if (lessons.Count == 0)
            return null;
        var before = lessons.TakeWhile(lesson => !lesson.IsAttended).Count();
        return before == lessons.Count
            ? new DayMark(Missed(lessons), false, false)
            : new DayMark(DayStatus.Present, CameLateAfter(lessons, before), CutClassesAfter(lessons, before));
    }

    static DayStatus Missed(IReadOnlyList<LessonOfDay> lessons) =>
        lessons.Any(lesson => lesson.Status is null) ? DayStatus.Waits
        : lessons.All(lesson => lesson.Status is AttendanceStatus.Excused) ? DayStatus.Excused
        : DayStatus.Absent;

    static bool CameLateAfter(IReadOnlyList<LessonOfDay> lessons, int before) =>
        lessons.Take(before).Any(lesson => lesson.Status is AttendanceStatus.Absent)
        || lessons.Any(lesson => lesson.IsAttended && lesson.Late);

    static bool CutClassesAfter(IReadOnlyList<LessonOfDay> lessons, int before) =>
        lessons.Skip(before).Any(lesson => lesson.Status is AttendanceStatus.Absent || lesson.IsCut);
}
