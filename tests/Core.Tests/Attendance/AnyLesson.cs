using CsCheck;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>
/// Random lessons: people on several devices that go from room to room and rejoin, in runs over several lessons; with
/// facts that were lost, or were told more than once, by webhook and report, and each time with other evidence; and what
/// people decided about them.
/// </summary>
static class AnyLesson
{
    /// <summary>Mostly on the step, so that much coincides.</summary>
    static readonly Gen<DateTimeOffset> Time =
        from step in Gen.Int[0, 50]
        from beside in Gen.OneOf(0, 0, 0, 0, 0, -1000, 1000, 500, 2000, -2500)
        select AnySchool.At(step).AddMilliseconds(beside);

    static readonly Gen<string> Person = Gen.OneOf(AnySchool.People);

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
        from kind in Gen.OneOf(FactKind.Started, FactKind.Ended, FactKind.Ended, FactKind.EndInferred, FactKind.Reported,
            FactKind.Alone)
        from at in Time
        select new[] { new Fact { Kind = kind, Run = run, At = at } };

    static readonly Gen<Fact[]> InferredEnd = Run.Select(run =>
        new[] { new Fact { Kind = FactKind.EndInferred, Run = run, At = AnySchool.At(50) } });

    /// <summary>One delivery says more of a fact than another, and now and then something else.</summary>
    static readonly Gen<Func<Fact, Fact>> Telling =
        from source in Gen.OneOf(FactSource.Webhook, FactSource.Webhook, FactSource.Report)
        from says in Gen.Bool.Array[5]
        from another in Gen.Frequency((9, Gen.Const((string?)null)), (1, Person!))
        select (Func<Fact, Fact>)(fact => Told(fact, source, says, another));

    /// <summary>What was delivered. A fact of which no delivery is drawn was lost.</summary>
    static readonly Gen<Fact[]> Deliveries =
        from devices in Device.Array[1, 6]
        from runs in Gen.Frequency((5, StartOrEnd), (1, InferredEnd)).Array[0, 5]
        let facts = devices.Concat(runs).SelectMany(one => one).ToArray()
        from told in Gen.Select(Gen.OneOf(facts), Telling, (fact, tell) => tell(fact))
            .Array[facts.Length, 2 * facts.Length]
        select told;

    static readonly Gen<Notice[]> Notices =
        (from at in Time
         select new Notice { Event = "meeting.registration_cancelled", Subject = "r-Ana", At = at }).Array[0, 1];

    /// <summary>A log: what the tables said first, and then everything else.</summary>
    public static readonly Gen<Entry[]> Log =
        from contexts in AnySchool.Contexts
        from facts in Deliveries
        from notices in Notices
        from decisions in AnyDecision.Several
        select (Entry[])[.. contexts, .. facts, .. notices, .. decisions];

    public static readonly Gen<DateTimeOffset> Now = Gen.Int[0, 80].Select(AnySchool.At);

    /// <summary>The same in another order, some of it again. Contexts stay in theirs: it says which one holds.</summary>
    public static Gen<Entry[]> InAnyOrder(Entry[] log) =>
        from again in Gen.OneOf(log).Array[0, 10]
        from shuffled in Gen.Shuffle(log.Concat(again.Where(entry => entry is not MeetingContext)).ToArray())
        select ContextsInOrder(shuffled, log);

    static Entry[] ContextsInOrder(Entry[] shuffled, Entry[] log)
    {
        var contexts = log.OfType<MeetingContext>().GetEnumerator();
        return [.. shuffled.Select(entry => entry is MeetingContext && contexts.MoveNext() ? contexts.Current : entry)];
    }

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
        if (fact.Kind is FactKind.Reported or FactKind.Alone)
            return fact with { Source = FactSource.Report };
        if (fact.Kind is FactKind.Started or FactKind.Ended)
            return fact with { Source = source };
        var who = another ?? (fact.Connection ?? fact.UserId ?? "Gus").Split(' ')[0];
        return fact with
        {
            Source = source,
            Name = says[0] ? who : null,
            RegistrantId = says[1] ? AnySchool.Registrant(who) : null,
            Email = says[2] ? AnySchool.Email(who) : null,
            ParticipantUserId = says[3] ? AnySchool.ZoomUser(who) : null,
            ZoomUserId = says[4] ? AnySchool.ZoomUser(who) : null,
        };
    }
}
