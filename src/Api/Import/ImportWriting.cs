using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Import;

/// <summary>Writes what a plan says, a statement for all rows of a kind.</summary>
sealed class ImportWriting(UserTransaction rows)
{
    const string AddUsers = """
        INSERT INTO users (id, name, email, role, zoom_user_id, sex) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        """;

    const string ChangeUsers = """
        UPDATE users
        SET name = asked.name, email = asked.email, role = asked.role,
            zoom_user_id = coalesce(asked.zoom_user_id, users.zoom_user_id), sex = asked.sex
        FROM unnest($1, $2, $3, $4, $5, $6) AS asked (id, name, email, role, zoom_user_id, sex)
        WHERE users.id = asked.id
        """;

    const string AddClasses = "INSERT INTO classes (id, name, teacher_id) SELECT * FROM unnest($1, $2, $3)";

    const string ChangeClasses = """
        UPDATE classes SET name = asked.name, teacher_id = asked.teacher_id
        FROM unnest($1, $2, $3) AS asked (id, name, teacher_id)
        WHERE classes.id = asked.id
        """;

    const string AddEnrolments = """
        INSERT INTO class_enrollments (class_id, student_id, enrolled_from, enrolled_to)
        SELECT * FROM unnest($1, $2, $3, $4)
        """;

    const string ChangeEnrolments = """
        UPDATE class_enrollments enrolment SET enrolled_to = asked.enrolled_to
        FROM unnest($1, $2, $3, $4) AS asked (class_id, student_id, enrolled_from, enrolled_to)
        WHERE (enrolment.class_id, enrolment.student_id, enrolment.enrolled_from)
            = (asked.class_id, asked.student_id, asked.enrolled_from)
        """;

    const string AddParents = """
        INSERT INTO parent_children (parent_id, student_id, relationship)
        SELECT parent_id, student_id, coalesce(relationship, 'guardian')
        FROM unnest($1, $2, $3) AS asked (parent_id, student_id, relationship)
        """;

    const string ChangeParents = """
        UPDATE parent_children SET relationship = asked.relationship
        FROM unnest($1, $2, $3) AS asked (parent_id, student_id, relationship)
        WHERE (parent_children.parent_id, parent_children.student_id) = (asked.parent_id, asked.student_id)
        """;

    /// <summary>Last, because it takes locks for which the log's writer waits.</summary>
    const string MakeDue = "SELECT access.make_due_for($1, $2)";

    public async Task Write(ImportPlan plan)
    {
        await Users(ChangeUsers, plan.Users, ImportOutcome.Updated);
        await Users(AddUsers, plan.Users, ImportOutcome.Created);
        await Classes(ChangeClasses, plan.Classes, ImportOutcome.Updated);
        await Classes(AddClasses, plan.Classes, ImportOutcome.Created);
        // First the ends of those that last: a student has one enrolment in a class without an end.
        await Enrolments(ChangeEnrolments, plan.Enrolments, ImportOutcome.Updated);
        await Enrolments(AddEnrolments, plan.Enrolments, ImportOutcome.Created);
        await Parents(ChangeParents, plan.Parents, ImportOutcome.Updated);
        await Parents(AddParents, plan.Parents, ImportOutcome.Created);
        var classes = plan.Classes.Where(one => one.HasOtherTeacher).Select(one => one.Id)
            .Concat(plan.Enrolments.Where(one => one.Outcome != ImportOutcome.Unchanged).Select(one => one.Place.Class));
        var users = plan.Users.Where(one => one.IsRenamed).Select(one => one.Id)
            .Concat(plan.Parents.Where(one => one.Outcome == ImportOutcome.Created).Select(one => one.Kinship.Student));
        await rows.Execute(MakeDue, classes.Distinct().ToArray(), users.Distinct().ToArray());
    }

    async Task Users(string sql, IEnumerable<PlannedUser> planned, ImportOutcome outcome)
    {
        if (planned.Where(one => one.Outcome == outcome).ToList() is { Count: > 0 } users)
            await rows.Execute(
                sql,
                users.Select(one => one.Id).ToArray(),
                users.Select(one => one.Asked.Name).ToArray(),
                users.Select(one => one.Asked.Email).ToArray(),
                users.Select(one => EnumText.Of(one.Asked.Role!.Value)).ToArray(),
                users.Select(one => one.Asked.ZoomUserId).ToArray(),
                users.Select(one => one.Sex is { } sex ? EnumText.Of(sex) : null).ToArray());
    }

    async Task Classes(string sql, IEnumerable<PlannedClass> planned, ImportOutcome outcome)
    {
        if (planned.Where(one => one.Outcome == outcome).ToList() is { Count: > 0 } classes)
            await rows.Execute(
                sql,
                classes.Select(one => one.Id).ToArray(),
                classes.Select(one => one.Asked.Name).ToArray(),
                classes.Select(one => one.Teacher).ToArray());
    }

    async Task Enrolments(string sql, IEnumerable<PlannedEnrolment> planned, ImportOutcome outcome)
    {
        if (planned.Where(one => one.Outcome == outcome).ToList() is { Count: > 0 } enrolments)
            await rows.Execute(
                sql,
                enrolments.Select(one => one.Place.Class).ToArray(),
                enrolments.Select(one => one.Place.Student).ToArray(),
                enrolments.Select(one => one.Membership.From).ToArray(),
                enrolments.Select(one => one.Membership.To).ToArray());
    }

    async Task Parents(string sql, IEnumerable<PlannedParent> planned, ImportOutcome outcome)
    {
        if (planned.Where(one => one.Outcome == outcome).ToList() is { Count: > 0 } parents)
            await rows.Execute(
                sql,
                parents.Select(one => one.Kinship.Parent).ToArray(),
                parents.Select(one => one.Kinship.Student).ToArray(),
                parents.Select(one => one.Asked.Relationship).ToArray());
    }
}
