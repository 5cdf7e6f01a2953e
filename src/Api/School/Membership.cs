namespace ZoomOrleans.Api.School;

/// <summary>A time in which a student belongs to a class: half-open, and without <see cref="To"/> for good.</summary>
public readonly record struct Membership(DateTimeOffset From, DateTimeOffset? To)
{
    public bool Holds(DateTimeOffset time) => From <= time && !(To <= time);

    public bool Overlaps(Membership other) => !(To <= other.From) && !(other.To <= From);

    public bool Covers(Membership other) => From <= other.From && (To is null || other.To <= To);

    bool Touches(Membership other) => !(To < other.From) && !(other.To < From);

    Membership With(Membership other) => new(
        From < other.From ? From : other.From,
        To is null || other.To is null ? null : To > other.To ? To : other.To);

    /// <summary>
    /// The memberships after one was asked for. One that begins at the same time is the one meant, and ends as asked;
    /// any others that it overlaps or touches become one with it.
    /// </summary>
    public static List<Membership> Put(IEnumerable<Membership> existing, Membership asked)
    {
        var others = existing.Where(one => one.From != asked.From).ToLookup(asked.Touches);
        var joined = others[true].Aggregate(asked, (sum, one) => sum.With(one));
        return [.. others[false].Append(joined).OrderBy(one => one.From)];
    }

    /// <summary>The memberships after the student left: what has not begun is dropped.</summary>
    public static List<Membership> End(IEnumerable<Membership> existing, DateTimeOffset now) =>
        [.. existing.Where(one => one.From < now).Select(one => one.Holds(now) ? one with { To = now } : one)];
}
