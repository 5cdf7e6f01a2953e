using System.Net;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>What the receiver said to one request; no status where nothing came within Zoom's three seconds.</summary>
public sealed record Answer(Delivery Delivery, HttpStatusCode? Status)
{
    /// <summary>Zoom repeats after a 5xx or silence only: every other answer is final.</summary>
    public bool IsRetried => Status is null or >= HttpStatusCode.InternalServerError;

    public bool IsAccepted => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;
}
