namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// A lesson as it truly happened: the runs, who was in when, and all that Zoom has to tell, in order.
/// </summary>
public sealed record Lesson
{
    public required LessonPlan Plan { get; init; }

    public required IReadOnlyList<Run> Runs { get; init; }

    /// <summary>One for each person of the plan, in its order; then an invented host and the guests.</summary>
    public required IReadOnlyList<Presence> People { get; init; }

    public required IReadOnlyList<ZoomEvent> Events { get; init; }

    public static Lesson Of(LessonPlan plan)
    {
        plan.Check();
        var cast = Casting.Of(plan);
        var visits = cast.Select((person, index) => Visits(plan, person, index)).ToList();
        var acts = RunPlan.Of(plan).Select(run => Act.Of(plan, run, cast, visits)).ToList();
        return new Lesson
        {
            Plan = plan,
            Runs = [.. acts.Select(act => act.Run)],
            People = [.. cast.Select((person, index) => PresenceOf(person, index, acts))],
            Events = [.. acts.SelectMany(act => new Trace(plan, act, Casting.HostOf(cast)).Events())],
        };
    }

    static IReadOnlyList<Visit> Visits(LessonPlan plan, Person person, int index) =>
        person.Role == Role.Host
            ? Itinerary.OfHost(plan.LengthSeconds)
            : Itinerary.Of(
                plan.LengthSeconds, person.Behaviour ?? plan.Behaviour, plan.Behaving.Fork($"visits {index}"));

    static Presence PresenceOf(Person person, int index, IEnumerable<Act> acts) =>
        new(person, [.. acts.SelectMany(act => act.Connections[index]).SelectMany(c => c.Stays).OrderBy(s => s.Join)]);
}
