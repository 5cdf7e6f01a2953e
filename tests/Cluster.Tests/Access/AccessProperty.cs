using System.Collections.Immutable;
using System.Globalization;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// What PostgreSQL lets people see and do in a school, and what grains show them, is what the rules say.
/// </summary>
static class AccessProperty
{
    const int AttemptsOfEach = 12;

    /// <summary>More than a school has meetings.</summary>
    const int NumbersOfEach = 1000;

    static readonly Guid Gone = new("99999999-0000-4000-8000-000000000000");

    static long _numbers = 80_000_000_000;

    /// <returns>The first thing that is not as the rules have it; null where everything is.</returns>
    public static async Task<string?> Difference(SchoolDesk desk, SchoolRows drawn)
    {
        var school = await desk.Load(drawn.Numbered(Interlocked.Add(ref _numbers, NumbersOfEach)));
        if (await desk.SeenByOwner() is { Count: > 0 } rows)
            return $"A connection that never became a user sees {rows.Count} rows, among them {rows[0]}.";
        var choice = new Choice(school.Seed);
        foreach (var viewer in Viewers(school))
        {
            var attempts = Rules.Attempts(viewer, choice, AttemptsOfEach).ToList();
            var (seen, tried) = await desk.Ask(viewer, attempts.Select(one => one.Sql));
            var difference = Seen(viewer, seen)
                ?? attempts.Zip(tried, (one, touched) => Tried(viewer, one, touched)).FirstOrDefault(one => one is not null)
                ?? (viewer.IsTheProgram ? null : await LiveViews(desk.Silo, viewer, seen));
            if (difference is not null)
                return difference;
        }
        return null;
    }

    static IEnumerable<Viewer> Viewers(SchoolRows school) =>
    [
        .. school.Users.Select(user => new Viewer(school, $"the {user.Role} {user.Id}", user.Id)),
        new Viewer(school, "nobody", null),
        // An identity that was taken away again.
        new Viewer(school, "", null),
        new Viewer(school, "a user who is gone", Gone),
        new Viewer(school, "the program", null) { IsTheProgram = true },
    ];

    static string? Seen(Viewer viewer, List<string> seen)
    {
        var expected = Rules.SeenBy(viewer);
        if (expected.Except(seen).FirstOrDefault() is { } missing)
            return $"'{viewer}' does not see what they should: {missing}";
        return seen.FirstOrDefault(row => !expected.Remove(row) && !IsOfGrains(viewer, row)) is not { } other ? null
            : $"'{viewer}' sees what they should not: {other}";
    }

    /// <summary>There is more than was put there: what grains do beside. Of it admins see the work that it makes due.</summary>
    static bool IsOfGrains(Viewer viewer, string row) =>
        viewer.IsTheProgram || (viewer.IsAdmin && row.StartsWith("due_work ", StringComparison.Ordinal));

    static string? Tried(Viewer viewer, Attempt attempt, string touched) =>
        Touched(touched) == attempt.Rows ? null
            : $"'{viewer}' should touch {attempt.Rows} rows, but the answer is {touched}:\n{attempt.Sql}";

    /// <summary>No right is no row. Who breaks a constraint had the right: constraints are looked at after it.</summary>
    static int? Touched(string answer) => answer[..Math.Min(5, answer.Length)] switch
    {
        "42501" => 0,
        ['2', '3', _, _, _] => 1,
        _ => int.TryParse(answer, CultureInfo.InvariantCulture, out var rows) ? rows : null,
    };

    static async Task<string?> LiveViews(SchoolSilo silo, Viewer viewer, List<string> seen)
    {
        var scopes = seen.Select(row => row.Split(' ')).Where(words => words[0] == "scope_of")
            .ToDictionary(words => Guid.Parse(words[1], CultureInfo.InvariantCulture), words => new Scope(
                words[2] == "t", [.. words[3].Split(',').Select(id => Guid.Parse(id, CultureInfo.InvariantCulture))]));
        foreach (var lesson in viewer.School.Lessons)
            foreach (var occurrence in viewer.School.Occurrences.Where(one => one.MeetingId == lesson.Id))
                if (scopes.TryGetValue(lesson.Id, out var scope)
                    && await LiveView(silo, viewer, (lesson, occurrence.Id, scope), seen) is { } difference)
                    return difference;
        return null;
    }

    /// <summary>The students whose records SELECT gives, or, while a lesson lasts and has none, would give.</summary>
    static async Task<string?> LiveView(
        SchoolSilo silo, Viewer viewer, (MeetingRow Meeting, string Occurrence, Scope Scope) of, List<string> seen)
    {
        var all = (await silo.View(of.Meeting, of.Occurrence, new Scope(true, [])))!;
        var shown = (await silo.View(of.Meeting, of.Occurrence, of.Scope))!;
        var hasRecords = viewer.School.Records.Any(record => record.OccurrenceId == of.Occurrence);
        var expected = hasRecords
            ? seen.Select(row => row.Split(' ', 3))
                .Where(words => words[0] == "attendance_records" && words[2] == of.Occurrence)
                .Select(words => Guid.Parse(words[1], CultureInfo.InvariantCulture))
            : all.Students.Select(student => student.StudentId).Where(id => viewer.SeesIn(of.Meeting.Id, id));
        var guests = viewer.SeesEverybodyIn(of.Meeting) ? all.Guests : ImmutableArray<LiveGuest>.Empty;
        if (!expected.Order().SequenceEqual(shown.Students.Select(student => student.StudentId).Order()))
            return $"'{viewer}' sees other students in the live view than records, in {of.Occurrence}";
        if (!guests.Select(guest => guest.GuestId).SequenceEqual(shown.Guests.Select(guest => guest.GuestId)))
            return $"'{viewer}' sees {shown.Guests.Length} guests in {of.Occurrence}";
        return (shown.Counts is null) == viewer.SeesEverybodyIn(of.Meeting) ? $"'{viewer}' sees or lacks counts" : null;
    }
}
