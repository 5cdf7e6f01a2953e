using System.Collections.Immutable;

namespace ZoomOrleans.Attendance;

/// <summary>
/// Whom on the roster a guest might be (rules, section 4): whoever the name, or the user name in an e-mail address,
/// resembles. This is for people who then decide: no attendance is computed from it.
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
            Guests = [.. attendance.Guests.Select(guest => guest with { Suggestions = Resembled(guest, roster, names) })],
        };
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
