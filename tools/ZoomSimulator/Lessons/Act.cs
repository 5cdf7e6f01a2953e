namespace ZoomOrleans.ZoomSimulator;

/// <summary>One run as played: per person of the cast, in its order, the connections.</summary>
sealed record Act(Run Run, IReadOnlyList<IReadOnlyList<Connection>> Connections)
{
    public static Act Of(
        LessonPlan plan, RunPlan run, IReadOnlyList<Person> cast, IReadOnlyList<IReadOnlyList<Visit>> visits)
    {
        var connections = cast
            .Select((person, i) => new Connecting(plan, run, person, i).Of(visits[i]).ToList())
            .ToList();
        var ids = UserIds(connections.SelectMany(c => c), plan.Behaving.Fork($"user ids {run.From}"));
        return new(
            new Run(run.Uuid, plan.At(run.From), plan.At(run.To)),
            [.. connections.Select(own => own.ConvertAll(connection => Numbered(connection, ids)))]);
    }

    /// <summary>Zoom numbers the stays of a run as they begin.</summary>
    static Dictionary<(string, DateTimeOffset), long> UserIds(IEnumerable<Connection> connections, Chance chance) =>
        connections.SelectMany(connection => connection.Stays)
            .OrderBy(stay => stay.Join)
            .Zip(ZoomIds.UserIds(chance))
            .ToDictionary(pair => (pair.First.Connection, pair.First.Join), pair => pair.Second);

    static Connection Numbered(Connection connection, Dictionary<(string, DateTimeOffset), long> ids) =>
        connection with
        {
            Stays = [.. connection.Stays.Select(stay => stay with { UserId = ids[(stay.Connection, stay.Join)] })],
        };
}
