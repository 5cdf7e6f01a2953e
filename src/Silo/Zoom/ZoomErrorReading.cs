namespace ZoomOrleans.Silo.Zoom;

/// <summary>Turns whatever is no answer into a <see cref="ZoomException"/>: also errors that Zoom sends with 200.</summary>
sealed class ZoomErrorReading(TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && exception is HttpRequestException or IOException or OperationCanceledException or TimeoutException
                or Polly.ExecutionRejectedException)
        {
            throw ZoomErrors.Unavailable(exception.Message);
        }
        var error = ZoomErrorBody.Read(await response.Content.ReadAsStringAsync(cancellationToken));
        if (response.IsSuccessStatusCode && error is null)
            return response;
        using (response)
            throw ZoomErrors.Of(response.StatusCode, error, RetryAfter.Of(response, clock.GetUtcNow()));
    }
}
