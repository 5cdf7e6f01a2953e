namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>People, classes, and who belongs to whom: written by admins.</summary>
static class RulesOfPeople
{
    static readonly string[] Roles = ["admin", "teacher", "student", "parent"];

    /// <summary>Oneself, one's children, the people of one's classes and meetings; admins see all.</summary>
    public static readonly TableRule<UserRow> Users = new()
    {
        Table = "users",
        Key = [nameof(UserRow.Id)],
        Hidden = ["sex"],
        All = school => school.Users,
        Reads = (who, user) => who.IsAdmin || who.IsOrIsParentOf(user.Id)
            || who.HasAsStudent(user.Id) || who.HadInLesson(user.Id) || who.HasAsRegistrant(user.Id),
        Adds = (who, _) => who.IsAdmin,
        Changes = (who, _, _) => who.IsAdmin,
        Fixed = user => user.Id,
        New = (_, choice) => NewUser(choice.NewId(), choice.Of(Roles)),
        Wish = (_, choice, user) => choice.Int(5) switch
        {
            0 => user with { Role = choice.Of(Roles) },
            1 => user with { Email = $"{choice.NewId():N}@other.example" },
            2 => user with { Id = choice.NewId() },
            3 => user with { Sex = user.Sex == "male" ? "female" : "male" },
            _ => user with { Name = "Another" },
        },
        Swept = [nameof(UserRow.Role)],
        Sweep = (_, user) => user with { Role = "admin" },
    };

    /// <summary>By which tokens people come: admins link them and take them away, and change none.</summary>
    public static readonly TableRule<IdentityRow> Identities = new()
    {
        Table = "user_identities",
        Key = [nameof(IdentityRow.Issuer), nameof(IdentityRow.Subject)],
        All = school => school.Identities,
        Reads = (who, _) => who.IsAdmin,
        Adds = (who, _) => who.IsAdmin,
        Removes = (who, _) => who.IsAdmin,
        New = (who, choice) => new IdentityRow("https://issuer.example", $"{choice.NewId()}", AnyUser(who, choice)),
        Wish = (who, choice, identity) => identity with { UserId = AnyUser(who, choice) },
        Swept = [nameof(IdentityRow.Issuer)],
        Sweep = (_, identity) => identity with { Issuer = "https://other.example" },
    };

    /// <summary>Classes that one teaches, or belongs to oneself or by a child.</summary>
    public static readonly TableRule<ClassRow> Classes = new()
    {
        Table = "classes",
        Key = [nameof(ClassRow.Id)],
        All = school => school.Classes,
        Reads = (who, one) => who.IsAdmin || who.Teaches(one.Id) || who.BelongsTo(one.Id),
        Adds = (who, _) => who.IsAdmin,
        Changes = (who, _, _) => who.IsAdmin,
        Fixed = one => one.Id,
        New = (who, choice) => new ClassRow(choice.NewId(), "New", who.School.Users.Any(who.IsUser) ? who.Id : null),
        Wish = (who, choice, one) => choice.Int(3) switch
        {
            0 => one with { TeacherId = AnyUser(who, choice) },
            1 => one with { Id = choice.NewId() },
            _ => one with { Name = "Another" },
        },
        Swept = [nameof(ClassRow.TeacherId)],
        Sweep = (who, one) => one with { TeacherId = who.School.Users.FirstOrDefault(who.IsUser)?.Id },
    };

    /// <summary>One's own and one's children's, and those of classes that one teaches; also what is over.</summary>
    public static readonly TableRule<EnrolmentRow> Enrolments = new()
    {
        Table = "class_enrollments",
        Key = [nameof(EnrolmentRow.ClassId), nameof(EnrolmentRow.StudentId), nameof(EnrolmentRow.EnrolledFrom)],
        All = school => school.Enrolments,
        Reads = (who, one) => who.IsAdmin || who.IsOrIsParentOf(one.StudentId) || who.Teaches(one.ClassId),
        Adds = (who, _) => who.IsAdmin,
        Changes = (who, _, _) => who.IsAdmin,
        Removes = (who, _) => who.IsAdmin,
        New = (who, choice) => new EnrolmentRow(
            choice.Of(who.School.Classes).Id, AnyUser(who, choice),
            who.School.Now.AddDays(100 + choice.Int(100)), who.School.Now.AddDays(300)),
        Wish = (who, choice, one) => choice.OneIn(2)
            ? one with { StudentId = AnyUser(who, choice) } : one with { EnrolledTo = who.School.Now.AddDays(400) },
        Swept = [nameof(EnrolmentRow.EnrolledTo)],
        Sweep = (who, one) => one with { EnrolledTo = who.School.Now.AddDays(500) },
    };

    /// <summary>The links that one is part of.</summary>
    public static readonly TableRule<ChildRow> Children = new()
    {
        Table = "parent_children",
        Key = [nameof(ChildRow.ParentId), nameof(ChildRow.StudentId)],
        All = school => school.Children,
        Reads = (who, link) => who.IsAdmin || who.Is(link.ParentId) || who.Is(link.StudentId),
        Adds = (who, _) => who.IsAdmin,
        Changes = (who, _, _) => who.IsAdmin,
        Removes = (who, _) => who.IsAdmin,
        New = (who, choice) => Link(who, choice),
        Wish = (who, choice, link) => choice.OneIn(2) ? Link(who, choice) : link with { Relationship = "aunt" },
        Swept = [nameof(ChildRow.Relationship)],
        Sweep = (_, link) => link with { Relationship = "uncle" },
    };

    public static UserRow NewUser(Guid id, string role, string? sex = null) =>
        new(id, role, $"{id:N}@school.example", role, null, sex);

    /// <summary>What access.sexes_of and access.teacher_names answer.</summary>
    public static IEnumerable<string> Answers(Viewer who) => Sexes(who).Concat(
        from one in who.School.Classes
        where SchoolRows.ClassesAskedAbout.Contains(one.Id) && Classes.Reads!(who, one)
        from teacher in who.School.Users
        where teacher.Id == one.TeacherId
        select $"teacher_names {one.Id} {teacher.Name}");

    static IEnumerable<string> Sexes(Viewer who) =>
        from user in who.School.Users
        where SchoolRows.PeopleAskedAbout.Contains(user.Id) && user.Sex is not null
            && (who.IsAdmin || who.HasAsStudent(user.Id))
        select $"sexes_of {user.Id} {user.Sex}";

    public static bool IsUser(this Viewer who, UserRow user) => who.Is(user.Id);

    /// <summary>Often oneself.</summary>
    public static Guid AnyUser(Viewer who, Choice choice) =>
        who.Role is not null && choice.OneIn(2) ? who.Id!.Value : choice.Of(who.School.Users).Id;

    static ChildRow Link(Viewer who, Choice choice)
    {
        var parent = AnyUser(who, choice);
        return new ChildRow(parent, choice.Of([.. who.School.Users.Where(user => user.Id != parent)]).Id);
    }
}
