namespace ZoomOrleans.Silo.Zoom;

/// <summary>An answer has come when all of it has, so that one which breaks off or stops in its middle counts as none.</summary>
sealed class WholeAnswers : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        return response;
    }
}
