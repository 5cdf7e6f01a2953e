using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Attendance;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Pages.Marks;

/// <summary>The meeting of a lesson, and what the caller may do in it.</summary>
/// <param name="Teacher">The class's, by their name.</param>
/// <param name="Supervises">Whether the caller sees everybody's marks, and decides about them.</param>
public sealed record MarkedMeeting(Guid Id, string Title, Guid? ClassId, string? ClassName, bool Supervises, string? Teacher)
{
    /// <summary>The columns are those of <see cref="LessonMarks"/>' query.</summary>
    public static MarkedMeeting Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.ValueOrNull<Guid>(2), row.TextOrNull(3), row.GetBoolean(4),
        row.TextOrNull(5));
}

/// <summary>The attendance of a lesson with what stands around it, as far as the caller may see it.</summary>
public sealed record LessonMarks
{
    const string OfMeeting = """
        SELECT meeting.id, meeting.title, meeting.class_id, class.name, scope.everybody,
               (SELECT name FROM access.teacher_names(ARRAY[meeting.class_id]))
        FROM zoom_meetings meeting LEFT JOIN classes class ON class.id = meeting.class_id,
            access.scope_of(meeting.id) scope
        WHERE meeting.id = $1
        """;

    public required MarkedMeeting Meeting { get; init; }

    public required AttendanceAnswer Attendance { get; init; }

    /// <summary>The meeting's, by start.</summary>
    public required IReadOnlyList<MeetingOccurrence> Lessons { get; init; }

    /// <summary>By their ids, who set marks by hand.</summary>
    public required IReadOnlyDictionary<Guid, string> Markers { get; init; }

    public required SchoolNow School { get; init; }

    /// <summary>The lesson on show; null where the meeting has none with attendance, and none was asked for.</summary>
    public MeetingOccurrence? Lesson => Lessons.FirstOrDefault(one => one.Id == Attendance.OccurrenceId);

    /// <summary>So many seconds are present; null before that can be said.</summary>
    public long? Needed => Attendance.Policy is { } policy && Lesson?.Time is { } time
        ? policy.PresentAfterSeconds(time) : null;

    public int Waiting => Attendance.Records.Count(record => record.Status is null);

    /// <summary>Of a lesson that is on show.</summary>
    public DecidableLesson Decidable =>
        new(Lesson!.Status, Attendance.State, Waiting, FactsDeleted: Attendance.FactsDeletedAt is not null);

    public Tally Tally => Tally.Sum(Attendance.Records.Select(
        record => Tally.Of(record.Status, record.Late, record.LeftEarly)));

    /// <param name="user">Who asks.</param>
    /// <param name="school">As it is now.</param>
    /// <param name="id">The meeting, by our id.</param>
    /// <param name="occurrenceId">Null: the latest lesson that has attendance.</param>
    /// <returns>Null where the caller sees no such meeting or lesson.</returns>
    public static async Task<LessonMarks?> Find(UserSession user, SchoolNow school, Guid id, string? occurrenceId)
    {
        if (await user.Find(OfMeeting, [id], MarkedMeeting.Read) is not { } meeting
            || await AttendanceAnswer.Find(user, id, occurrenceId) is not { } attendance)
            return null;
        return new LessonMarks
        {
            Meeting = meeting,
            Attendance = attendance,
            Lessons = await MeetingOccurrence.All(user, id),
            Markers = await MarkerNames.Of(user, attendance.Records),
            School = school,
        };
    }
}
