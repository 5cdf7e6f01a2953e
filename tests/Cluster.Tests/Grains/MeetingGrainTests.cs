using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Grains;

/// <summary>The grain on a log whose commits the test makes itself.</summary>
public sealed class MeetingGrainTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HandMadeLog _log = new();
    readonly NoRecords _records = new();
    readonly Arrivals _arrivals = new();
    InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddIncomingGrainCallFilter(_arrivals).Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IMeetingLog>(_log)
            .AddSingleton<IMeetingRecords>(_records)
            .AddSingleton<DerivationPace>());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        _log.FailWhatWaits();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task A_fact_is_answered_when_it_is_committed_and_not_before()
    {
        var recorded = Grain.Record(Joined("1"));
        var slice = await _log.Handed(1);

        Assert.False(recorded.IsCompleted);
        slice.Commit();
        await recorded.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_duplicate_waits_for_its_original_in_flight()
    {
        var original = Grain.Record(Joined("1"));
        var slice = await _log.Handed(1);
        await _arrivals.Next();
        var duplicate = Grain.Record(Joined("1"));
        await _arrivals.Next();
        var later = Grain.Record(Joined("2"));
        await _log.Handed(2);

        Assert.False(duplicate.IsCompleted);
        slice.Commit();
        await Task.WhenAll(original, duplicate, later).WaitAsync(Patience);
        Assert.Equal(2, slice.Entries.Count);
    }

    [Fact]
    public async Task A_duplicate_fails_with_its_original()
    {
        var original = Grain.Record(Joined("1"));
        var slice = await _log.Handed(1);
        await _arrivals.Next();
        var duplicate = Grain.Record(Joined("1"));
        await _arrivals.Next();
        var later = Grain.Record(Joined("2"));
        await _log.Handed(2);

        slice.Fail(new LogFailedException("The database went away."));
        await Assert.ThrowsAsync<LogFailedException>(() => original.WaitAsync(Patience));
        await Assert.ThrowsAsync<LogFailedException>(() => duplicate.WaitAsync(Patience));
        await Assert.ThrowsAsync<LogFailedException>(() => later.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_duplicate_of_a_committed_fact_is_answered_without_another_append()
    {
        var original = Grain.Record(Joined("1"));
        (await _log.Handed(1)).Commit();
        await original.WaitAsync(Patience);

        await Grain.Record(Joined("1")).WaitAsync(Patience);
        Assert.Equal(1, _log.Count);
    }

    [Fact]
    public async Task More_evidence_for_a_known_fact_is_appended()
    {
        var original = Grain.Record(Joined("1"));
        (await _log.Handed(1)).Commit();
        await original.WaitAsync(Patience);

        var more = Grain.Record(Joined("1") with { Email = "ana@example.edu" });
        (await _log.Handed(2)).Commit();
        await more.WaitAsync(Patience);
    }

    [Fact]
    public async Task After_a_failed_append_the_next_activation_reads_the_log_anew()
    {
        var failed = Grain.Record(Joined("1"));
        (await _log.Handed(1)).Fail(new LogFailedException("Outcome unknown."));
        await Assert.ThrowsAsync<LogFailedException>(() => failed.WaitAsync(Patience));

        var again = RecordUntilAccepted(Joined("1"));
        (await _log.Handed(2)).Commit();
        await again.WaitAsync(Patience);
        Assert.Equal(2, _log.Loads);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fact_that_comes_while_the_log_is_being_forgotten_waits_and_is_appended_then(bool isForgotten)
    {
        var first = Grain.Record(Joined("1"));
        await _arrivals.Next();
        (await _log.Handed(1)).Commit();
        await first.WaitAsync(Patience);
        _log.Forgetting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var forgetting = Grain.Forget();
        await _arrivals.Next();
        var fact = RecordUntilAccepted(Joined("2"));
        await _arrivals.Next();

        Assert.Equal(1, _log.Count);
        _log.Forgetting.SetResult(isForgotten);
        await forgetting.WaitAsync(Patience);
        (await _log.Handed(2)).Commit();
        await fact.WaitAsync(Patience);
        Assert.Equal(isForgotten ? 2 : 1, _log.Loads);
    }

    [Fact]
    public async Task A_repetition_that_comes_while_it_is_decided_that_the_log_stays_is_not_appended()
    {
        var first = Grain.Record(Joined("1"));
        await _arrivals.Next();
        (await _log.Handed(1)).Commit();
        await first.WaitAsync(Patience);
        _log.Forgetting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var forgetting = Grain.Forget();
        await _arrivals.Next();
        var repetition = Grain.Record(Joined("1"));
        await _arrivals.Next();

        _log.Forgetting.SetResult(false);

        await forgetting.WaitAsync(Patience);
        await repetition.WaitAsync(Patience);
        Assert.Equal(1, _log.Count);
    }

    [Fact]
    public async Task What_is_on_its_way_keeps_the_log_from_being_forgotten()
    {
        var fact = Grain.Record(Joined("1"));
        var slice = await _log.Handed(1);
        _log.Forgetting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        await Grain.Forget().WaitAsync(Patience);
        slice.Commit();
        await fact.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fact_that_comes_while_people_are_renamed_waits_and_is_appended_then(bool areRenamed)
    {
        var onItsWay = Grain.Record(Joined("1"));
        var slice = await _log.Handed(1);
        _log.Erasing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Guid.NewGuid();
        _records.Erased = [new() { Pseudonym = id, Pseudonyms = new(id, new byte[32]) }];
        var deriving = Grain.Derive();
        Assert.Equal(0, _log.ErasedAt);
        slice.Commit();
        await onItsWay.WaitAsync(Patience);
        await Wait.Until(() => _log.ErasedAt == 1, "with what was on its way the log is renamed");
        var fact = RecordUntilAccepted(Joined("2"));

        Assert.Equal(1, _log.Count);
        _records.Erased = [];
        _log.Erasing.SetResult(areRenamed);
        try
        {
            await deriving.WaitAsync(Patience);
        }
        // Unless it came to the next activation.
        catch (LogFailedException) when (areRenamed)
        {
        }
        (await _log.Handed(2)).Commit();
        await fact.WaitAsync(Patience);
        Assert.Equal(areRenamed ? 2 : 1, _log.Loads);
    }

    IMeetingGrain Grain => _cluster.Client.GetGrain<IMeetingGrain>(MeetingKey.Of(81234567890));

    async Task RecordUntilAccepted(Fact fact)
    {
        while (true)
        {
            try
            {
                await Grain.Record(fact);
                return;
            }
            catch (LogFailedException)
            {
                await Task.Yield();
            }
        }
    }

    static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    static Fact Joined(string userId) => new()
    {
        Kind = FactKind.Joined, Run = "run", At = Time, UserId = userId, Connection = "connection " + userId,
    };
}
