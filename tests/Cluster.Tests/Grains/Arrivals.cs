namespace ZoomOrleans.Cluster.Tests.Grains;

/// <summary>Tells when a call has reached its grain: calls of one client need not arrive in the order in which they were made.</summary>
sealed class Arrivals : IIncomingGrainCallFilter
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly SemaphoreSlim _arrived = new(0);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var answered = context.Invoke();
        // The grain's own timer comes this way as well.
        if (context.Grain is MeetingGrain && context.InterfaceMethod.DeclaringType == typeof(IMeetingGrain))
            _arrived.Release();
        await answered;
    }

    public async Task Next() =>
        Assert.True(await _arrived.WaitAsync(Patience), "The call did not reach its grain.");
}
