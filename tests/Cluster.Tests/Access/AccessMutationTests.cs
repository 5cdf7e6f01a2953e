using System.Collections.Concurrent;
using CsCheck;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Each clause of the policies is there for something that the property of <see cref="AccessPropertyTests"/> notices.
/// What survives is a hole in the property, or a clause too many.
/// </summary>
public sealed class AccessMutationTests(ITestOutputHelper output)
{
    /// <summary>A mutant that so many schools do not notice has survived.</summary>
    const int SchoolsMax = 500;

    const int SchoolsOfSanity = 20;

    const int Desks = 2;

    /// <summary>Clauses that change no answer, and what they are for.</summary>
    static readonly Dictionary<string, string> ChangeNothing = new()
    {
        [Mutants.Bounds[0]] = "last_id keeps the range empty",
        [Mutants.Bounds[1]] = "first_id keeps the range empty",
        ["visible_meetings without target_audience IN ('all', 'teachers', 'students')"] = "allows the partial index",
        ["decide_registrant without is_denied"] = "chooses the word in the audit log",
    };

    static readonly SchoolRows[] Schools = Drawn(new PCG(1, 20_261_122));

    [PostgresFact, Trait("Tier", "Long")]
    public async Task Whatever_is_dropped_from_the_rules_is_noticed()
    {
        var desks = await Task.WhenAll(Enumerable.Range(0, Desks).Select(_ => SchoolDesk.Create()));
        try
        {
            var mutants = await Mutants.Of(desks[0]);
            var waiting = new ConcurrentQueue<Mutant>(mutants.Where(one => !ChangeNothing.ContainsKey(one.Name)));
            var survivors = new ConcurrentBag<string>();
            var count = waiting.Count;
            await Task.WhenAll(desks.Select(desk => Task.Run(() => Work(desk, waiting, survivors))));
            output.WriteLine($"{count} mutants, {count - survivors.Count} killed.");
            Assert.Empty(ChangeNothing.Keys.Except(mutants.Select(one => one.Name)));
            Assert.True(survivors.IsEmpty, $"{survivors.Count} of {count} survive:\n{string.Join('\n', survivors.Order())}");
        }
        finally
        {
            foreach (var desk in desks)
                await desk.DisposeAsync();
        }
    }

    async Task Work(SchoolDesk desk, ConcurrentQueue<Mutant> waiting, ConcurrentBag<string> survivors)
    {
        Assert.Null(await FirstDifference(desk, SchoolsOfSanity));
        while (waiting.TryDequeue(out var mutant))
        {
            await desk.AsAdmin(mutant.Make);
            var difference = await FirstDifference(desk, SchoolsMax);
            await desk.AsAdmin(mutant.Undo);
            output.WriteLine($"{mutant.Name}: {difference ?? "SURVIVED"}");
            if (difference is null)
                survivors.Add(mutant.Name);
        }
        Assert.Null(await FirstDifference(desk, SchoolsOfSanity));
    }

    /// <summary>An error is noticed as well; that not everything fails is seen by the schools after the last mutant.</summary>
    static async Task<string?> FirstDifference(SchoolDesk desk, int schools)
    {
        for (var i = 0; i < schools; i++)
            try
            {
                if (await AccessProperty.Difference(desk, Schools[i]) is { } difference)
                    return $"school {i}: {difference}";
            }
            catch (Exception exception)
            {
                return $"school {i}: {exception.Message}";
            }
        return null;
    }

    static SchoolRows[] Drawn(PCG random)
    {
        var schools = new SchoolRows[SchoolsMax];
        for (var i = 0; i < schools.Length; i++)
            schools[i] = RandomSchool.Any.Generate(random, null, out _);
        return schools;
    }
}
