using ZoomOrleans.Api.Attendance;
using static ZoomOrleans.AttendanceStatus;

namespace ZoomOrleans.Cluster.Tests.App;

public sealed class ClassAttendanceTests
{
    [Fact]
    public void Each_student_has_a_cell_for_each_lesson_in_the_lessons_order()
    {
        var attendance = Of(lessons: 3, [[new(2, Present, 1000, true, false), new(0, Partial, 10, false, true)]]);

        var cells = Assert.Single(attendance.Students).Cells;
        Assert.Equal(
            [
                new(true, Partial, 10, Late: false, LeftEarly: true, Excused: false),
                new(false, null, 0, Late: false, LeftEarly: false, Excused: false),
                new(true, Present, 1000, Late: true, LeftEarly: false, Excused: false),
            ],
            cells);
    }

    [Fact]
    public void An_excused_student_is_shown_as_excused()
    {
        var cells = Of(lessons: 2, [[Mark(0, Excused), Mark(1, Absent)]]).Students[0].Cells;

        Assert.Equal([(Excused, true), (Absent, false)], cells.Select(cell => (cell.Status!.Value, cell.Excused)));
    }

    [Fact]
    public void A_record_that_waits_is_told_from_no_record()
    {
        var attendance = Of(lessons: 2, [[Mark(1, null)]]);

        Assert.Equal([(false, null), (true, null)], attendance.Students[0].Cells.Select(cell => (cell.HasRecord, cell.Status)));
        Assert.Equal([0, 1], attendance.Occurrences.Select(lesson => lesson.Summary.Waiting));
    }

    [Fact]
    public void Students_lessons_and_the_class_have_their_own_rates()
    {
        var attendance = Of(
            lessons: 2,
            [[Mark(0, Present), Mark(1, Present)], [Mark(0, Absent), Mark(1, Present)], [Mark(0, Excused)], []]);

        Assert.Equal([1.0, 0.5, null, null], attendance.Students.Select(student => student.Summary.Rate));
        Assert.Equal([0.5, 1.0], attendance.Occurrences.Select(lesson => lesson.Summary.Rate!.Value));
        Assert.Equal(0.75, attendance.Summary.Rate);
        Assert.Equal((3, 1, 1), (attendance.Summary.Present, attendance.Summary.Absent, attendance.Summary.Excused));
    }

    [Fact]
    public void A_lesson_without_records_does_not_divide_a_rate()
    {
        var attendance = Of(lessons: 3, [[Mark(0, Present)]]);

        Assert.Equal([1.0, null, null], attendance.Occurrences.Select(lesson => lesson.Summary.Rate));
        Assert.Equal((1.0, 1.0), (attendance.Students[0].Summary.Rate!.Value, attendance.Summary.Rate!.Value));
    }

    [Fact]
    public void A_class_without_lessons_or_students_has_no_rate()
    {
        Assert.Null(Of(lessons: 0, [[]]).Summary.Rate);
        Assert.Null(Of(lessons: 2, []).Summary.Rate);
    }

    static LessonMark Mark(int lesson, AttendanceStatus? status) => new(lesson, status, 0, false, false);

    static ClassAttendance Of(int lessons, LessonMark[][] students) => ClassAttendance.Of(
        Guid.NewGuid(), "7 Rizal",
        [.. Enumerable.Range(0, lessons).Select(i => new ClassLesson
        {
            Id = $"{i}",
            MeetingId = Guid.NewGuid(),
            Title = "Mathematics",
            Date = new DateOnly(2026, 3, 1).AddDays(i),
            Status = OccurrenceStatus.Ended,
            AttendanceState = AttendanceState.Provisional,
        })],
        [.. students.Select(marks => new MarkedStudent(Guid.NewGuid(), "Student", marks))]);
}
