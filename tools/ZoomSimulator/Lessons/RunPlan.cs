namespace ZoomOrleans.ZoomSimulator;

/// <summary>One run and its breakout sessions, in seconds of the lesson.</summary>
sealed record RunPlan(string Uuid, int From, int To)
{
    public IReadOnlyList<BreakoutSession> Sessions { get; init; } = [];

    public static IReadOnlyList<RunPlan> Of(LessonPlan plan)
    {
        var chance = plan.Behaving.Fork("runs");
        var length = plan.LengthSeconds;
        if (!plan.Restarts)
            return [Between(plan, 0, length)];
        var end = chance.Part(length, 0.4, 0.6);
        var pause = Math.Min(chance.Between(60, 240), length / 10);
        return [Between(plan, 0, end), Between(plan, end + pause, length)];
    }

    static RunPlan Between(LessonPlan plan, int from, int to)
    {
        var ids = plan.Naming.Fork($"run {from}");
        return new(ZoomIds.Run(ids), from, to)
        {
            Sessions = [.. Enumerable.Range(0, plan.Breakouts).Select(i => SessionOf(plan, i, from, to - from, ids))],
        };
    }

    static BreakoutSession SessionOf(LessonPlan plan, int index, int from, int length, Chance ids)
    {
        const int peoplePerRoom = 5;
        var slot = length / plan.Breakouts;
        var start = from + index * slot;
        var rooms = Math.Max(2, plan.People.Count / peoplePerRoom);
        return new(start + slot * 3 / 10, start + slot * 7 / 10)
        {
            Rooms = [.. Enumerable.Range(0, rooms).Select(_ => ZoomIds.Run(ids))],
        };
    }
}

/// <summary>A time in which people are in rooms; they move some seconds after it begins and ends.</summary>
sealed record BreakoutSession(int From, int To)
{
    public required IReadOnlyList<string> Rooms { get; init; }
}
