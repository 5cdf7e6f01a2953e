namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>One time in (rules, section 3); as yet unfinished stays reach to now.</summary>
sealed record NaiveStay(string Connection, Stretch Span)
{
    public bool HasNoJoin { get; init; }

    public bool IsOpen { get; init; }

    public bool EndIsInferred { get; init; }

    public static List<NaiveStay> Of(IReadOnlyList<Fact> facts, NaiveRun run, DateTimeOffset now)
    {
        var moves = facts.Where(fact => fact.Kind is FactKind.Joined or FactKind.Left)
            .OrderBy(fact => fact.Source).ThenBy(fact => fact.Connection, StringComparer.Ordinal);
        var found = moves.GroupBy(fact => (fact.UserId, fact.UserId is null ? fact.Connection : null))
            .SelectMany(one => Follow([.. one.DistinctBy(fact => (fact.Kind, fact.At))]))
            .Select(one => (one.Join, one.Leave, Connection: NaiveConnection.KeyOf(one.Join ?? one.Leave!, facts))).ToList();
        // The report has all time in, so of what it does not have only a moment is certain.
        if (run.WasReported)
            found = [.. found.Select(one => (one.Join ?? one.Leave, one.Leave ?? one.Join, one.Connection))];
        return [.. found.Select(one => Lasted(one.Join, one.Leave, one.Connection,
            found.Where(other => other.Connection == one.Connection).Select(other => other.Join?.At), run, now))];
    }

    /// <summary>
    /// The joins and leaves of one user id, as they open and close its stays. At one time it joins at most once and
    /// leaves at most once, whoever told it.
    /// </summary>
    static IEnumerable<(Fact? Join, Fact? Leave)> Follow(List<Fact> moves)
    {
        Fact? join = null, leave = null;
        while (moves.Count > 0)
        {
            var isIn = join is not null && leave is null;
            var next = Next(moves, isIn ? FactKind.Left : FactKind.Joined);
            moves.Remove(next);
            if (next.Kind == FactKind.Left)
                leave = next;
            else if (!isIn)
            {
                if (leave is not null)
                    yield return (join, leave);
                (join, leave) = (next, null);
            }
        }
        yield return (join, leave);
    }

    /// <summary>The earliest; of two at that time the one of the preferred kind.</summary>
    static Fact Next(IEnumerable<Fact> moves, FactKind preferred) =>
        moves.OrderBy(fact => fact.At).ThenBy(fact => fact.Kind == preferred ? 0 : 1).First();

    static NaiveStay Lasted(
        Fact? join, Fact? leave, string connection, IEnumerable<DateTimeOffset?> opened, NaiveRun run, DateTimeOffset now)
    {
        if (join is null)
            return new NaiveStay(connection, new Stretch(leave!.At, leave.At)) { HasNoJoin = true };
        var end = leave?.At ?? opened.Where(at => at > join.At).Min();
        return new NaiveStay(connection, new Stretch(join.At, Stretch.Later(join.At, end ?? run.End ?? now)))
        {
            IsOpen = end is null && run.End is null,
            EndIsInferred = end is null && run.EndIsInferred,
        };
    }
}
