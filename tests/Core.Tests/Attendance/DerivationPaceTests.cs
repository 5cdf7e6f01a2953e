using Microsoft.Extensions.Time.Testing;

namespace ZoomOrleans.Core.Tests.Attendance;

public sealed class DerivationPaceTests
{
    readonly FakeTimeProvider _clock = new();
    readonly DerivationPace _pace;

    public DerivationPaceTests() => _pace = new DerivationPace(_clock);

    [Fact]
    public void Whoever_is_alone_has_the_turn_at_once() => Assert.Equal(TimeSpan.Zero, _pace.TakeTurn());

    [Fact]
    public void Of_two_at_once_the_second_waits_longer_than_the_first_takes()
    {
        Spend(TimeSpan.FromMilliseconds(20));
        _pace.TakeTurn();

        Assert.True(_pace.TakeTurn() > TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void After_a_while_the_turn_is_free_again()
    {
        _pace.TakeTurn();
        _clock.Advance(_pace.TakeTurn() * 2);

        Assert.Equal(TimeSpan.Zero, _pace.TakeTurn());
    }

    [Fact]
    public void Of_many_at_once_no_two_have_the_same_turn()
    {
        var turns = Enumerable.Range(0, 500).Select(_ => _pace.TakeTurn()).ToList();

        Assert.Equal(turns.Distinct().Order(), turns);
    }

    /// <summary>Often enough for the pace to have learnt it.</summary>
    void Spend(TimeSpan time)
    {
        for (var i = 0; i < 100; i++)
            _pace.Spent(time);
    }
}
