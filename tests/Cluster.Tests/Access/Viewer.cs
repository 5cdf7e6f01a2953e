namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Somebody who asks, and the words in which the rules speak of them: what stands in docs and in the comments of the
/// policies, once more and without SQL.
/// </summary>
/// <param name="school">All that is true.</param>
/// <param name="name">For messages.</param>
/// <param name="id">Null is nobody. It may also be an id that no user has.</param>
sealed class Viewer(SchoolRows school, string name, Guid? id)
{
    public SchoolRows School => school;

    public string Name => name;

    public Guid? Id => id;

    /// <summary>The program itself, for whom no rule is meant.</summary>
    public bool IsTheProgram { get; init; }

    public string? Role { get; } = school.Users.FirstOrDefault(user => user.Id == id)?.Role;

    public bool IsAdmin => Role == "admin";

    public bool IsTeacher => Role == "teacher";

    public bool Is(Guid? user) => id is not null && user == id;

    /// <summary>By link, whatever the role.</summary>
    public bool IsParentOf(Guid? student) =>
        id is not null && school.Children.Any(link => link.ParentId == id && link.StudentId == student);

    /// <summary>Whose rows are one's own: oneself and one's children.</summary>
    public bool IsOrIsParentOf(Guid? user) => Is(user) || IsParentOf(user);

    public bool Teaches(Guid? classId) =>
        id is not null && school.Classes.Any(one => one.Id == classId && one.TeacherId == id);

    /// <summary>Now or in days to come, oneself or by a child.</summary>
    public bool BelongsTo(Guid? classId) => Enrolments(classId).Any(one => IsOrIsParentOf(one.StudentId));

    /// <summary>The same, but oneself alone.</summary>
    public bool IsEnrolledIn(Guid? classId) => Enrolments(classId).Any(one => Is(one.StudentId));

    /// <summary>Oneself, at this moment.</summary>
    public bool IsInNow(Guid classId) => Enrolments(classId).Any(one => Is(one.StudentId) && one.EnrolledFrom <= school.Now);

    public bool Runs(MeetingRow meeting) => IsAdmin || Is(meeting.HostId);

    /// <summary>The host, the class's teacher, and admins see everybody who is in a meeting.</summary>
    public bool SeesEverybodyIn(MeetingRow meeting) => Runs(meeting) || Teaches(meeting.ClassId);

    public bool SeesEverybodyIn(Guid meeting) => SeesEverybodyIn(Meeting(meeting));

    public bool Sees(MeetingRow meeting) => SeesEverybodyIn(meeting) || meeting.TargetAudience switch
    {
        "all" => Role is not null,
        "teachers" => IsTeacher,
        "students" => Role == "student",
        "class" => BelongsTo(meeting.ClassId),
        _ => false,
    };

    public bool Sees(Guid meeting) => Sees(Meeting(meeting));

    /// <summary>Whose attendance in a meeting they see.</summary>
    public bool SeesIn(Guid meeting, Guid? user) => IsOrIsParentOf(user) || SeesEverybodyIn(meeting);

    /// <summary>A person of a class, at any time, that one teaches.</summary>
    public bool HasAsStudent(Guid user) => school.Enrolments.Any(one => one.StudentId == user && Teaches(one.ClassId));

    /// <summary>A person of whom there is a record in a meeting that one hosts for a class of somebody else.</summary>
    public bool HadInLesson(Guid user) => school.Records.Any(one => one.StudentId == user
        && Meeting(one.MeetingId) is var meeting && Is(meeting.HostId) && !Teaches(meeting.ClassId));

    public bool HasAsRegistrant(Guid user) =>
        school.Registrants.Any(one => one.UserId == user && SeesEverybodyIn(one.MeetingId));

    public override string ToString() => name;

    IEnumerable<EnrolmentRow> Enrolments(Guid? classId) => school.Enrolments.Where(one =>
        one.ClassId == classId && (one.EnrolledTo is null || one.EnrolledTo > school.Now));

    MeetingRow Meeting(Guid meeting) => school.Meetings.Single(one => one.Id == meeting);
}
