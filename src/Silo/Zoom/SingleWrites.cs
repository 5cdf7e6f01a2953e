using Orleans.Runtime;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>
/// One change at a time of a host or a meeting, from all processes together: a second one Zoom may refuse meanwhile.
/// </summary>
sealed class SingleWrites(ZoomAccount account, TimeProvider clock) : DelegatingHandler
{
    static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(30);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ZoomWeights.Changed(request) is not { } what)
            return await base.SendAsync(request, cancellationToken);
        var writes = account.WritesTo(what);
        var number = await Begin(writes, request, cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            await End(writes, number);
        }
    }

    /// <returns>Null where the grain is not to be had: better that Zoom refuses the call than that it is not made.</returns>
    async Task<long?> Begin(IZoomWriteGrain writes, HttpRequestMessage request, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + ZoomPatience.BeforeAnswer(request, clock);
        try
        {
            while (true)
            {
                if (await writes.Begin() is { } number)
                    return number;
                cancellation.ThrowIfCancellationRequested();
                var now = clock.GetUtcNow();
                if (now >= until)
                    throw new ZoomException(
                        ZoomFailure.UsedUp,
                        "Others change the same at Zoom, which takes one change at a time. Try again in a minute.")
                    { Until = now + ComeBackAfter };
            }
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return null;
        }
    }

    static async Task End(IZoomWriteGrain writes, long? number)
    {
        try
        {
            if (number is { } begun)
                await writes.End(begun);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // It ends by itself.
        }
    }
}
