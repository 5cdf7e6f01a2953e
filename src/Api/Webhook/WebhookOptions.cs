using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Api.Webhook;

/// <summary>What Zoom's webhooks are checked by.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Accepted secret tokens; the first one answers Zoom's validation of the address.</summary>
    [MinLength(1, ErrorMessage = "No webhook secret is set. Copy the Secret Token from your app's Feature page in the "
        + "Zoom App Marketplace into Zoom__WebhookSecrets__0.")]
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    /// <summary>So old may a delivery be: Zoom sends again for up to 85 minutes, perhaps with its first signature.</summary>
    [Range(5, 24 * 60)]
    public int ReplayWindowMinutes { get; set; } = 120;

    public TimeSpan ReplayWindow => TimeSpan.FromMinutes(ReplayWindowMinutes);

    public IReadOnlyList<WebhookSecret> Secrets => _secrets ??= [.. WebhookSecrets.Select(secret => new WebhookSecret(secret))];

    IReadOnlyList<WebhookSecret>? _secrets;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WebhookSecrets.Any(string.IsNullOrWhiteSpace))
            yield return new ValidationResult("One of Zoom__WebhookSecrets__* is empty.");
    }
}
