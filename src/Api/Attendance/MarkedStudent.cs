namespace ZoomOrleans.Api.Attendance;

/// <summary>A student with the lessons of which there is a record, as the database tells it.</summary>
public sealed record MarkedStudent(Guid StudentId, string Name, IReadOnlyList<LessonMark> Marks);

/// <summary>One record.</summary>
/// <param name="Lesson">Which of the lessons, from 0.</param>
public sealed record LessonMark(int Lesson, AttendanceStatus? Status, long Seconds, bool Late, bool LeftEarly);
