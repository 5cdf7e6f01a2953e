using System.Net;
using System.Net.Http.Headers;
using Orleans.Runtime;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>
/// Asks the account's grain for a turn and a token before each call, and tells it what Zoom said of its limits.
/// </summary>
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
            await Tell(call, response);
        return response;
    }

    async Task<HttpResponseMessage> Send(
        HttpRequestMessage request, ZoomCall call, string? refusedToken, CancellationToken cancellation)
    {
        var permit = await Permit(call, refusedToken);
        if (permit.Wait > TimeSpan.Zero)
            await Task.Delay(permit.Wait, clock, cancellation);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", permit.Token);
        return await base.SendAsync(request, cancellation);
    }

    async Task<ZoomPermit> Permit(ZoomCall call, string? refusedToken)
    {
        try
        {
            return await account.Grain.Permit(call, refusedToken);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // The grain's silo has gone, or the grain was one of two: its next activation reads what is stored.
            return await account.Grain.Permit(call, refusedToken);
        }
    }

    async Task Tell(ZoomCall call, HttpResponseMessage response)
    {
        var error = ZoomErrorBody.Read(await response.Content.ReadAsStringAsync());
        if (ZoomErrors.IsDaily(response, error) && ZoomErrors.Limited(call, error) is { } limited)
            await account.Grain.Refused(limited, RetryAfter.Of(response, clock.GetUtcNow()) ?? Midnight);
    }

    DateTimeOffset Midnight => new(clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
