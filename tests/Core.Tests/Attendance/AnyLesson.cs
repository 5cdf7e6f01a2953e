using CsCheck;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>
/// Random lessons: people on several devices that go from room to room and rejoin, in runs over several lessons; with
/// facts that were lost, or were told more than once, by webhook and report, and each time with other evidence.
/// </summary>
static class AnyLesson
{
    static readonly string[] People = ["Ana", "Ben", "Teacher", "Mother", "Gus", "Zoe"];

    public static readonly Meeting School = Meeting.At("2026-03-02 08:00").AndAt("09:00").AndAt("13:00")
        .Students("Ana", "Ben").Staff("Teacher").Knows("Mother").Email("Ana@mail", "Ana").Email("Ben@mail", "Ben")
        .ZoomUser("z-Ana", "Ana").ZoomUser("z-Mother", "Mother")
        .Policy(new Policy { PresentAfterPercent = 50, LateAfterMinutes = 10, LeftEarlyMinutes = 10 });

    // Ten minutes apart, so that much happens in one second and exactly on the boundaries.
    static readonly Gen<DateTimeOffset> Time = Gen.OneOf(
        [.. Enumerable.Range(0, 51).Select(step => School.Time("06:00").AddMinutes(10 * step))]);

    static readonly Gen<string> Person = Gen.OneOf(People);

    static readonly Gen<string> Run = Gen.OneOf("run 1", "run 1", "run 2", "run 3");

    /// <summary>Zoom's ids may be missing, or be those of somebody else.</summary>
    static readonly Gen<Func<Fact, Fact>> Ids = Gen.OneOf<Func<Fact, Fact>>(
        fact => fact,
        fact => fact,
        fact => fact with { UserId = null },
        fact => fact with { Connection = null },
        fact => fact with { Connection = fact.Kind == FactKind.Left ? null : fact.Connection },
        fact => fact with { UserId = "1" });

    /// <summary>One device from room to room; it may come back to a room with the ids it had there.</summary>
    static readonly Gen<Fact[]> Device =
        from run in Run
        from client in Gen.Select(Person, Gen.OneOf("laptop", "phone"), (person, device) => $"{person} {device}")
        from times in Time.Array[2, 6]
        from rooms in Gen.Int[1, 4].Array[5]
        from ids in Ids
        select Stays(run, client, [.. times.Order()], rooms).Select(ids).ToArray();

    static readonly Gen<Fact[]> StartOrEnd =
        from run in Run
        from kind in Gen.OneOf(FactKind.Started, FactKind.Ended, FactKind.Ended, FactKind.EndInferred)
        from at in Time
        select new[] { new Fact { Kind = kind, Run = run, At = at } };

    /// <summary>One delivery says more of a fact than another, and now and then something else.</summary>
    static readonly Gen<Func<Fact, Fact>> Telling =
        from source in Gen.OneOf(FactSource.Webhook, FactSource.Webhook, FactSource.Report)
        from says in Gen.Bool.Array[5]
        from another in Gen.Frequency((9, Gen.Const((string?)null)), (1, Person!))
        select (Func<Fact, Fact>)(fact => Told(fact, source, says, another));

    /// <summary>What was delivered. A fact of which no delivery is drawn was lost.</summary>
    public static readonly Gen<Fact[]> Deliveries =
        from devices in Device.Array[1, 4]
        from runs in StartOrEnd.Array[0, 5]
        let facts = devices.Concat(runs).SelectMany(one => one).ToArray()
        from told in Gen.Select(Gen.OneOf(facts), Telling, (fact, tell) => tell(fact))
            .Array[facts.Length, 2 * facts.Length]
        select told;

    public static readonly Gen<DateTimeOffset> Now = Time;

    static IEnumerable<Fact> Stays(string run, string client, DateTimeOffset[] times, int[] rooms)
    {
        for (var i = 0; i + 1 < times.Length; i++)
        {
            var join = new Fact
            {
                Kind = FactKind.Joined,
                Run = run,
                At = times[i],
                Connection = client,
                UserId = $"{client} {rooms[i]}",
            };
            yield return join;
            yield return join with { Kind = FactKind.Left, At = times[i + 1] };
        }
    }

    static Fact Told(Fact fact, FactSource source, bool[] says, string? another)
    {
        if (fact.Kind == FactKind.EndInferred)
            return fact with { Source = FactSource.Inferred };
        if (fact.Kind is FactKind.Started or FactKind.Ended)
            return fact with { Source = source };
        var who = another ?? (fact.Connection ?? fact.UserId ?? "Gus").Split(' ')[0];
        return fact with
        {
            Source = source,
            Name = says[0] ? who : null,
            RegistrantId = says[1] ? "r-" + who : null,
            Email = says[2] ? who + "@mail" : null,
            ParticipantUserId = says[3] ? "z-" + who : null,
            ZoomUserId = says[4] ? "z-" + who : null,
        };
    }
}
