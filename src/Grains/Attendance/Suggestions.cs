using System.Collections.Immutable;

namespace ZoomOrleans.Attendance;

/// <summary>
/// Whom on the roster a guest might be (rules, section 4): a parent's account one of the children; others whoever their
/// name, or the user name in their e-mail address, resembles. This is for people who then decide: no attendance is
/// computed from it.
/// </summary>
public static class Suggestions
{
    public const int PerGuestMax = 5;

    /// <summary>The attendance, its guests with suggestions: for those who look at it, as records need none.</summary>
    public static OccurrenceAttendance For(OccurrenceAttendance attendance, MeetingContext context)
    {
        if (attendance.Guests.Count == 0)
            return attendance;
        var names = attendance.Students.ToDictionary(
            student => student.StudentId, student => context.Names.GetValueOrDefault(student.StudentId, ""));
        var roster = new RosterNames(names.Select(student => (student.Key, student.Value)));
        return attendance with
        {
            Guests = [.. attendance.Guests.Select(guest => guest with
            {
                Suggestions = Children(guest, context, names) is { IsEmpty: false } children
                    ? children : Resembled(guest, roster, names),
            })],
        };
    }

    /// <summary>The name is the parent's own, so it does not tell which of several it is.</summary>
    static ImmutableArray<Suggestion> Children(
        GuestAttendance guest, MeetingContext context, Dictionary<Guid, string> names)
    {
        if (guest.UserId is not { } parent || !context.Children.TryGetValue(parent, out var all))
            return [];
        var children = all.Where(names.ContainsKey).ToList();
        return [.. InOrder(children.Select(child => new Suggestion(child, names[child], children.Count == 1)))
            .Take(PerGuestMax)];
    }

    static ImmutableArray<Suggestion> Resembled(
        GuestAttendance guest, RosterNames roster, Dictionary<Guid, string> names)
    {
        var students = guest.Emails.Select(UserName).Prepend(guest.Name).SelectMany(roster.Resembling)
            .GroupBy(one => one.Student, one => one.Match)
            .Select(one => (Student: one.Key, Best: one.MaxBy(match => match.Points))).ToList();
        if (students.Count == 0)
            return [];
        var most = students.Max(student => student.Best.Points);
        var isAlone = students.Count(student => student.Best.Points == most) == 1;
        // Whoever shares but a word with the one whose whole name was said is not meant.
        var likely = students.Where(student => student.Best.Points * 3 >= most * 2);
        return [.. likely.GroupBy(student => student.Best.Points).OrderByDescending(group => group.Key)
            .SelectMany(group => InOrder(group.Select(one => new Suggestion(
                one.Student, names[one.Student], isAlone && one.Best.Points == most && one.Best.IsClear))))
            .Take(PerGuestMax)];
    }

    static IEnumerable<Suggestion> InOrder(IEnumerable<Suggestion> equallyLikely) =>
        equallyLikely.OrderBy(one => one.Name, StringComparer.InvariantCulture).ThenBy(one => one.StudentId);

    static string UserName(string email) => email.Split('@')[0];
}
