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
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var error = ZoomErrorBody.Read(body);
        if (response.IsSuccessStatusCode && error is null && (body.Length > 0 || !IsAnswered(request.Method)))
            return response;
        using (response)
            throw response.IsSuccessStatusCode && error is null
                ? ZoomErrors.Unavailable("its answer is empty")
                : ZoomErrors.Of(
                    response.StatusCode, error, RetryAfter.Of(response, clock.GetUtcNow()),
                    request.Options.TryGetValue(ZoomTries.Unanswered, out var isUnanswered) && isUnanswered);
    }

    /// <summary>What changes or ends something is answered by nothing.</summary>
    static bool IsAnswered(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Post;
}
