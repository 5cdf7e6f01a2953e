namespace ZoomOrleans.ZoomSimulator;

/// <summary>The visits one person wants to make to a lesson of so many seconds, in order.</summary>
static class Itinerary
{
    const int ArrivalMaxSeconds = 180;

    public static IReadOnlyList<Visit> OfHost(int length) => [new(0, length)];

    public static IReadOnlyList<Visit> Of(int length, Behaviour behaviour, Chance chance)
    {
        if (chance.Fork("absent").Happens(behaviour.Absent))
            return [];
        var whole = Arriving(length, behaviour, chance.Fork("arrival")) with
        {
            Leave = Departure(length, behaviour, chance.Fork("departure")),
        };
        var main = Interrupted(whole, behaviour, chance.Fork("interruption")).ToList();
        return
        [
            .. main,
            .. Within(whole, Device.SecondDevice, behaviour.TwoDevices, chance.Fork("second device")),
            .. Within(main[0], Device.Telephone, behaviour.PhonesIn, chance.Fork("telephone")),
        ];
    }

    static Visit Arriving(int length, Behaviour behaviour, Chance chance)
    {
        if (chance.Happens(behaviour.Late))
            return new(chance.Part(length, 0.2, 0.5), length);
        if (chance.Happens(behaviour.WaitsForHost))
            return new(chance.Between(2, 10), length) { WaitsForHostFrom = -chance.Between(30, 300) };
        return new(chance.Between(5, Math.Min(ArrivalMaxSeconds, length / 10)), length);
    }

    static int Departure(int length, Behaviour behaviour, Chance chance) =>
        chance.Happens(behaviour.LeavesEarly) ? chance.Part(length, 0.6, 0.9) : length;

    static IEnumerable<Visit> Interrupted(Visit rest, Behaviour behaviour, Chance chance)
    {
        if (chance.Happens(behaviour.Rejoins))
        {
            var leave = rest.Join + chance.Part(rest.Length, 0.3, 0.5);
            yield return rest with { Leave = leave };
            var gap = Math.Min(chance.Between(20, 180), (rest.Leave - leave) / 3);
            rest = rest with { Join = leave + gap, WaitsForHostFrom = null };
        }
        if (chance.Happens(behaviour.Drops))
        {
            var lost = rest.Join + chance.Part(rest.Length, 0.4, 0.7);
            yield return rest with { Leave = lost + chance.Between(60, 90), Dropped = true };
            var away = Math.Min(chance.Between(5, 45), (rest.Leave - lost) / 2);
            rest = rest with { Join = lost + away, WaitsForHostFrom = null };
        }
        yield return rest;
    }

    static IEnumerable<Visit> Within(Visit visit, Device device, double probability, Chance chance)
    {
        if (!chance.Happens(probability))
            yield break;
        var join = visit.Join + chance.Part(visit.Length, 0.1, 0.3);
        var leave = visit.Join + chance.Part(visit.Length, 0.6, 0.9);
        yield return new(join, leave) { Device = device };
    }
}
