using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Meetings;

/// <summary>What must hold of a meeting as a whole, whether it is new or changed.</summary>
static class MeetingRules
{
    /// <summary>Of one recurring meeting, in Zoom.</summary>
    const int ZoomLessonsMax = 50;

    /// <summary>Who teaches the class ($1), where the caller sees it.</summary>
    const string TeacherOf = "SELECT teacher_id FROM classes WHERE id = $1";

    /// <summary>What is wrong with fields that a new meeting and a change of one have in common.</summary>
    public static IEnumerable<ValidationResult> Problems(string? timezone, MeetingSettings? settings)
    {
        if (timezone is not null && !WallClock.TryFindZone(timezone, out _))
            yield return new ValidationResult("Expected the IANA name of a zone, such as Asia/Manila.", ["timezone"]);
        if (settings?.UsePmi == true)
            yield return new ValidationResult(
                "Zoom tells of meetings under a personal meeting id as if they all were one: let it give each its own.",
                ["settings.usePmi"]);
    }

    /// <summary>What Zoom does not make of a recurrence; null where it does.</summary>
    public static ValidationProblem? BeyondZoom(Meeting meeting)
    {
        if (meeting.Recurrence is not { } recurrence)
            return null;
        if (meeting.PlannedLessons().Count > ZoomLessonsMax)
            return Http.Problems.Invalid(
                "recurrence", $"It means more than {ZoomLessonsMax} lessons, which Zoom does not take: let it end earlier.");
        var most = recurrence.Type switch { RecurrenceType.Daily => 90, RecurrenceType.Weekly => 12, _ => 3 };
        return recurrence.Interval > most
            ? Http.Problems.Invalid("recurrence.interval", $"Zoom takes at most {most} here.") : null;
    }

    /// <summary>Of a series that we have no words for, its host moves the dates in Zoom, and Zoom says what they are.</summary>
    /// <returns>Null where the lessons of the changed meeting can be told.</returns>
    public static async Task<IResult?> BeyondUs(
        UserTransaction rows, Meeting meeting, Meeting before, bool isZoomAsked)
    {
        var isMoved = meeting.StartTime != before.StartTime;
        if (meeting.Recurrence is not null || meeting.Plan() == before.Plan() || (isZoomAsked && !isMoved)
            || !await MeetingRows.IsPlannedInZoom(rows, before))
            return null;
        return Http.Problems.Invalid(
            isMoved ? "startTime" : "recurrence",
            "The dates of this series were planned in Zoom, by a rule that cannot be told here. Move them in Zoom, or give a "
                + "recurrence, which replaces them.");
    }

    /// <returns>Null where the parts fit each other.</returns>
    public static ValidationProblem? Contradiction(Meeting meeting)
    {
        if (meeting is { TargetAudience: Audience.Class, ClassId: null })
            return Http.Problems.Invalid("classId", "A meeting for a class needs the class.");
        if (meeting is { MeetingType: not MeetingType.Recurring, Recurrence: not null })
            return Http.Problems.Invalid("recurrence", "Only a meeting of the type recurring recurs.");
        return meeting.Recurrence is { } recurrence ? Contradiction(meeting.PlannedLessons().Count, recurrence) : null;
    }

    static ValidationProblem? Contradiction(int lessons, Recurrence recurrence) =>
        lessons == 0 ? Http.Problems.Invalid("recurrence", "It means no lesson at all.")
        : lessons > Lessons.CountMax
            ? Http.Problems.Invalid("recurrence", $"It means more than {Lessons.CountMax} lessons: let it end earlier.")
        : lessons < recurrence.Count
            ? Http.Problems.Invalid("recurrence", $"Its last lesson would be more than {Lessons.YearsMax} years ahead.")
        : null;

    /// <summary>What a teacher asks for that only an admin may; null where they may.</summary>
    /// <param name="before">The meeting before it was changed; null for a new one.</param>
    public static ProblemHttpResult? Refusal(Meeting meeting, Meeting? before, Caller caller)
    {
        if (caller.IsAdmin)
            return null;
        if (meeting.HostId != (before is null ? caller.Id : before.HostId))
            return Http.Problems.Forbidden("Only an admin makes somebody else the host.");
        if (before is not null && meeting.ClassId != before.ClassId)
            return Http.Problems.Forbidden("Only an admin moves a meeting to another class.");
        if (meeting.TargetAudience is not (Audience.Class or Audience.Personal)
            && meeting.TargetAudience != before?.TargetAudience)
            return Http.Problems.Forbidden("A teacher's meetings are for a class or personal.");
        return null;
    }

    /// <returns>Null where host and class exist, and may be used by the caller.</returns>
    public static async Task<ProblemHttpResult?> BadReference(
        UserTransaction rows, Meeting meeting, Meeting? before, Caller caller)
    {
        if (meeting.ClassId is { } classId && classId != before?.ClassId)
        {
            var teacher = await rows.Query(TeacherOf, [classId], row => row.ValueOrNull<Guid>(0));
            if (!caller.IsAdmin && (teacher is not [var id] || id != caller.Id))
                return Http.Problems.Forbidden("You may use only classes that you teach.");
            if (teacher is [])
                return Http.Problems.Unfit("classId is not the id of a class.");
        }
        if (meeting.HostId is { } host && host != before?.HostId
            && await rows.Query(ClassRoutes.RoleOf, [host], row => row.GetString(0))
                is not [Caller.Teacher or Caller.Admin])
            return Http.Problems.Unfit("hostId is not the id of a teacher or an admin.");
        return null;
    }
}
