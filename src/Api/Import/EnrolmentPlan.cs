using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>An enrolment as a row wants it.</summary>
sealed record PlannedEnrolment(EnrolmentRow Asked, ClassPlace Place, Membership Membership, ImportOutcome Outcome)
{
    public ImportItem Item => new(Asked.Row.Number, ImportType.Enrolment, Outcome, Place.Student);
}

/// <summary>
/// What the rows about enrolments change. Unlike a single request, a row never makes one of several memberships: it
/// begins one, changes the end of the one that begins at the same time, or repeats what holds anyway. So the same rows,
/// imported again, change nothing.
/// </summary>
sealed class EnrolmentPlan(DateTimeOffset now, TimeZoneInfo zone)
{
    /// <param name="standing">The memberships in this place.</param>
    /// <param name="asked">All rows about it.</param>
    /// <param name="place">Who, in which class.</param>
    public List<PlannedEnrolment> Of(
        IReadOnlyList<Membership> standing, IReadOnlyList<EnrolmentRow> asked, ClassPlace place)
    {
        var rows = asked.Select(row => (Row: row, Wanted: Wanted(row, standing))).Where(HasEnd)
            .OrderBy(one => one.Wanted.From).ToList();
        var ends = WithoutOverlaps(rows).ToDictionary(one => one.Wanted.From, one => one.Wanted);
        List<Membership> later = [.. standing.Select(one => ends.GetValueOrDefault(one.From, one))];
        return rows.ConvertAll(one =>
            new PlannedEnrolment(one.Row, place, one.Wanted, Outcome(one, standing, later)));
    }

    /// <summary>Without a beginning, the membership that holds now is meant; else one that begins now.</summary>
    Membership Wanted(EnrolmentRow row, IReadOnlyList<Membership> standing) => new(
        row.From is { } from
            ? InMicroseconds(from.From(zone))
            : standing.Where(one => one.Holds(now)).Select(one => (DateTimeOffset?)one.From).FirstOrDefault() ?? now,
        row.To is { } to ? InMicroseconds(to.From(zone)) : null);

    static bool HasEnd((EnrolmentRow Row, Membership Wanted) one)
    {
        if (!(one.Wanted.To <= one.Wanted.From))
            return true;
        one.Row.Row.Blame(ImportColumns.To, "The end must be later than the beginning.");
        return false;
    }

    static IEnumerable<(EnrolmentRow Row, Membership Wanted)> WithoutOverlaps(
        IEnumerable<(EnrolmentRow Row, Membership Wanted)> byStart)
    {
        (EnrolmentRow Row, Membership Wanted)? before = null;
        foreach (var one in byStart)
        {
            if (before is { } other && other.Wanted.Overlaps(one.Wanted))
                one.Row.Row.Blame(ImportColumns.From, $"It overlaps the enrolment in row {other.Row.Row.Number}.");
            else
                yield return (before = one).Value;
        }
    }

    static ImportOutcome Outcome(
        (EnrolmentRow Row, Membership Wanted) one, IReadOnlyList<Membership> standing, List<Membership> later)
    {
        var others = later.Where(other => other.From != one.Wanted.From && other.Overlaps(one.Wanted)).ToList();
        var same = standing.Where(other => other.From == one.Wanted.From).ToList();
        if (same is [] && others.Exists(other => other.Covers(one.Wanted)))
            return ImportOutcome.Unchanged;
        if (others is [var overlapped, ..])
            one.Row.Row.Blame(
                ImportColumns.From, "It overlaps an enrolment that is there already, from "
                + $"{Rfc3339.Write(overlapped.From)} {(overlapped.To is { } to ? $"to {Rfc3339.Write(to)}" : "for good")}.");
        return same is [] ? ImportOutcome.Created
            : same[0].To == one.Wanted.To ? ImportOutcome.Unchanged
            : ImportOutcome.Updated;
    }

    /// <summary>As PostgreSQL keeps it, so that a time read back is the time that was written.</summary>
    static DateTimeOffset InMicroseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
