using System.Net;
using System.Net.Http.Headers;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Asks the account's grain for a turn and a token before each call, and tells it what Zoom said of its limits.</summary>
sealed class PermittedCalls(ZoomAccount account, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ZoomWeights.Of(request);
        var response = await Send(request, call, null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            // Revoked before its time. Nothing was done, so that it may be sent again.
            response.Dispose();
            response = await Send(request, call, request.Headers.Authorization?.Parameter, cancellationToken);
        }
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            await Tell(call, response, cancellationToken);
        return response;
    }

    async Task<HttpResponseMessage> Send(
        HttpRequestMessage request, ZoomCall call, string? refusedToken, CancellationToken cancellation)
    {
        var permit = await account.Grain.Permit(call, refusedToken);
        if (permit.Wait > TimeSpan.Zero)
            await Task.Delay(permit.Wait, clock, cancellation);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", permit.Token);
        return await base.SendAsync(request, cancellation);
    }

    async Task Tell(ZoomCall call, HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(cancellation);
        var error = ZoomErrorBody.Read(await response.Content.ReadAsStringAsync(cancellation));
        if (ZoomErrors.IsDaily(response, error) && !IsOfRegistrant(error))
            await account.Grain.Refused(call, RetryAfter.Of(response, clock.GetUtcNow()) ?? Midnight);
    }

    /// <summary>Each registrant has a limit of their own, which says nothing of the account's.</summary>
    static bool IsOfRegistrant(ZoomErrorBody? error) =>
        error?.Message?.Contains("registrant", StringComparison.OrdinalIgnoreCase) == true;

    DateTimeOffset Midnight => new(clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
