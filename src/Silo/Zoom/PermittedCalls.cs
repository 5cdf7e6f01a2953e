using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>
/// Asks the account's grain for a turn and a token before each call, and tells it what Zoom said of its limits. The call goes
/// where the token is for, unless the configuration says where.
/// </summary>
sealed class PermittedCalls(ZoomAccount account, IOptions<ZoomOptions> options, TimeProvider clock) : DelegatingHandler
{
    const int PermitTriesMax = 2;

    /// <summary>A process that stood still would send all calls whose turns have passed in a heap: each gets another.</summary>
    static readonly TimeSpan MissedAfter = TimeSpan.FromMilliseconds(200);
    const int TurnsMax = 3;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ZoomWeights.Of(request);
        var (response, day) = await Send(request, call, null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            // Revoked before its time. Nothing was done nor counted, so that it may be sent again.
            response.Dispose();
            await GiveBack(call, day);
            (response, day) = await Send(request, call, request.Headers.Authorization?.Parameter, cancellationToken);
        }
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            await Tell(call, day, response);
        return response;
    }

    async Task<(HttpResponseMessage Response, DateOnly Day)> Send(
        HttpRequestMessage request, ZoomCall call, string? refusedToken, CancellationToken cancellation)
    {
        var permit = await Turn(request, call, refusedToken, cancellation);
        // Midnight has come meanwhile: it counts to the new day.
        if (permit.Day < DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            permit = await Turn(request, call, refusedToken, cancellation);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", permit.Token);
        if (options.Value.ApiBaseUrl is null && permit.Api is { } api)
            request.RequestUri = request.RequestUri!.At(api);
        return (await base.SendAsync(request, cancellation), permit.Day);
    }

    async Task<ZoomPermit> Turn(
        HttpRequestMessage request, ZoomCall call, string? refusedToken, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var permit = await Permit(call, refusedToken, ZoomPatience.BeforeAnswer(request, clock));
            var turn = clock.GetUtcNow() + permit.Wait;
            try
            {
                if (permit.Wait > TimeSpan.Zero)
                    await Task.Delay(permit.Wait, clock, cancellation);
                cancellation.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                await GiveBack(call, permit.Day);
                throw;
            }
            if (clock.GetUtcNow() - turn < MissedAfter || tries == TurnsMax)
                return permit;
            await GiveBack(call, permit.Day);
        }
    }

    async Task<ZoomPermit> Permit(ZoomCall call, string? refusedToken, TimeSpan patience)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await account.Grain.Permit(call, refusedToken, patience);
            }
            catch (Exception exception) when (tries < PermitTriesMax && exception is OrleansException or TimeoutException)
            {
                // The grain's silo has gone, or the grain was one of two: its next activation reads what is stored.
            }
        }
    }

    /// <summary>What Zoom refuses it does not count; what is used up, it says itself.</summary>
    async Task Tell(ZoomCall call, DateOnly day, HttpResponseMessage response)
    {
        var error = ZoomErrorBody.Read(await response.Content.ReadAsStringAsync());
        if (ZoomErrors.IsDaily(response, error) && ZoomErrors.Limited(call, error) is { } limited)
            await account.Grain.Refused(limited, RetryAfter.Of(response, clock.GetUtcNow()) ?? Midnight);
        else
            await GiveBack(call, day);
    }

    async Task GiveBack(ZoomCall call, DateOnly day)
    {
        try
        {
            await account.Grain.GiveBack(call, day);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // More seems used than is.
        }
    }

    DateTimeOffset Midnight => new(clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
