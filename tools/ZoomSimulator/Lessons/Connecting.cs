namespace ZoomOrleans.ZoomSimulator;

/// <summary>Makes the visits that one person wants into connections of one run.</summary>
sealed class Connecting(LessonPlan plan, RunPlan run, Person person, int index)
{
    readonly Chance chance = plan.Behaving.Fork($"person {index} run {run.From}");
    readonly Behaviour behaviour = person.Behaviour ?? plan.Behaviour;
    readonly bool isHost = person.Role == Role.Host;

    public IEnumerable<Connection> Of(IReadOnlyList<Visit> visits)
    {
        // One person's clients come back after a restart and go after the end together.
        var settling = isHost ? 0 : chance.Between(3, 45);
        var lingering = !isHost && chance.Happens(behaviour.LeavesAfterEnd) ? chance.Between(1, 3) : 0;
        foreach (var (number, visit) in visits.Index())
        {
            var cut = visit with
            {
                Join = visit.Join < run.From ? run.From + settling : visit.Join,
                Leave = visit.Leave < run.To ? visit.Leave : run.To + lingering,
            };
            if (cut.Join < Math.Min(cut.Leave, run.To))
                yield return Connected(cut, number);
        }
    }

    Connection Connected(Visit visit, int number)
    {
        var uuid = ZoomIds.Connection(plan.Naming.Fork($"person {index} run {run.From} visit {number}"));
        var waiting = chance.Fork($"waiting {number}");
        var inWaitingRoom = !isHost && visit.Device != Device.Telephone && waiting.Happens(behaviour.WaitingRoom);
        return new Connection(person, [.. Stays(visit, uuid)])
        {
            Name = visit.Device == Device.Telephone ? $"Call-In User_{index + 1}" : person.Name,
            Parting = visit.Leave >= run.To ? Parting.HostEnded : visit.Dropped ? Parting.Dropped : Parting.Left,
            WaitsForHostFrom = run.From == 0 && visit.WaitsForHostFrom is { } from ? plan.At(from) : null,
            WaitingRoomFrom = inWaitingRoom ? plan.At(Math.Max(run.From, visit.Join - waiting.Between(8, 60))) : null,
            Wording = chance.Fork($"wording {number}"),
        };
    }

    IEnumerable<Stay> Stays(Visit visit, string uuid)
    {
        var since = visit.Join;
        foreach (var (number, session) in run.Sessions.Index())
        {
            var moving = chance.Fork($"session {number}");
            var (enter, back) = (session.From + moving.Between(0, 8), session.To + moving.Between(0, 8));
            if (isHost || visit.Device != Device.Computer || enter <= since || enter >= visit.Leave)
                continue;
            yield return StayOf(visit, uuid, since, enter);
            since = Math.Min(back, visit.Leave);
            yield return StayOf(visit, uuid, enter, since) with { Room = moving.One([.. session.Rooms]) };
        }
        if (since < visit.Leave)
            yield return StayOf(visit, uuid, since, visit.Leave);
    }

    Stay StayOf(Visit visit, string uuid, int from, int to) => new()
    {
        Run = run.Uuid,
        Connection = uuid,
        UserId = 0,
        Join = plan.At(from),
        Leave = plan.At(to),
        Device = visit.Device,
    };
}
