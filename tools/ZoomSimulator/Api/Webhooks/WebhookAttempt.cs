using System.Net;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>One attempt at delivering a webhook.</summary>
/// <param name="Body">The JSON that was sent.</param>
/// <param name="Status">Null where no answer came within three seconds.</param>
/// <param name="Retry">0 for the first attempt.</param>
public sealed record WebhookAttempt(
    DateTimeOffset At, string Event, string RequestId, string Body, HttpStatusCode? Status, int Retry)
{
    public bool IsDelivered => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;
}
