using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>What a file would do to the tables, row by row.</summary>
sealed record ImportPlan(
    List<PlannedUser> Users, List<PlannedClass> Classes, List<PlannedEnrolment> Enrolments, List<PlannedParent> Parents)
{
    public IEnumerable<ImportItem> Items =>
    [
        .. Users.Select(one => one.Item), .. Classes.Select(one => one.Item),
        .. Enrolments.Select(one => one.Item), .. Parents.Select(one => one.Item),
    ];

    /// <summary>Checks every row against the tables and the other rows, and blames those that do not fit.</summary>
    public static async Task<ImportPlan> Make(UserTransaction rows, AskedRows asked, Caller caller, SchoolClock clock)
    {
        var standing = new StandingRows(rows);
        var standingUsers = await standing.Users(asked);
        var users = new UserPlan(standingUsers).Of(asked.Users);
        await BlameRoleChanges(rows, users, caller);
        var people = new People(users, standingUsers);
        var standingClasses = await standing.Classes(asked);
        var classes = new ClassPlan(standingClasses, people).Of(asked.Classes);
        var enrolments = await EnrolmentsOf(standing, Places(asked, new Classes(classes, standingClasses), people), clock);
        var parents = await ParentsOf(standing, asked, people);
        return new ImportPlan(users, classes, enrolments, parents);
    }

    static async Task BlameRoleChanges(UserTransaction rows, List<PlannedUser> users, Caller caller)
    {
        var changes = users.Where(one => one.NewRole is not null).DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        if (changes.TryGetValue(caller.Id, out var self))
            self.Asked.Row.Blame(ImportColumns.Role, "Nobody takes the role of admin from themselves by an import.");
        var asked = changes.Values.Select(one => (one.Id, one.NewRole!.Value));
        foreach (var (user, obstacle) in await RoleChange.Obstacles(rows, [.. asked]))
            changes[user].Asked.Row.Blame(ImportColumns.Role, obstacle);
    }

    /// <summary>The rows whose class and student are known.</summary>
    static ILookup<ClassPlace, EnrolmentRow> Places(AskedRows asked, Classes classes, People people)
    {
        var places =
            from row in asked.Enrolments
            let place = (
                Class: classes.Find(row.Row, ImportColumns.Class, row.Class),
                Student: people.Find(row.Row, ImportColumns.Student, row.Student, Role.Student))
            where place is { Class: not null, Student: not null } && row.HasReadableTimes
            select (Place: new ClassPlace(place.Class!.Value, place.Student!.Value), Row: row);
        return places.ToLookup(one => one.Place, one => one.Row);
    }

    static async Task<List<PlannedEnrolment>> EnrolmentsOf(
        StandingRows standing, ILookup<ClassPlace, EnrolmentRow> asked, SchoolClock clock)
    {
        var memberships = await standing.Memberships([.. asked.Select(rows => rows.Key)]);
        var plan = new EnrolmentPlan(clock.Now, clock.Zone);
        return [.. asked.SelectMany(rows => plan.Of([.. memberships[rows.Key]], [.. rows], rows.Key))];
    }

    static async Task<List<PlannedParent>> ParentsOf(StandingRows standing, AskedRows asked, People people)
    {
        var kinships =
            from row in asked.Parents
            let kinship = (
                Parent: people.Find(row.Row, ImportColumns.Parent, row.Parent, Role.Parent),
                Student: people.Find(row.Row, ImportColumns.Student, row.Student, Role.Student))
            where kinship is { Parent: not null, Student: not null }
            select (Row: row, Kinship: new Kinship(kinship.Parent!.Value, kinship.Student!.Value));
        var found = kinships.ToList();
        var plan = new ParentPlan(await standing.Relationships([.. found.Select(one => one.Kinship).Distinct()]));
        return [.. found.Select(one => plan.Of(one.Row, one.Kinship))];
    }
}
