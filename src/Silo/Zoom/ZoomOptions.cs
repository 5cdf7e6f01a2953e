using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Account;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>The Server-to-Server app by which the program works with the school's Zoom account.</summary>
public sealed class ZoomOptions : IValidatableObject
{
    public string? AccountId { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>The app whose webhooks come here: only its failed deliveries can be asked for.</summary>
    public string? AppId { get; set; }

    /// <summary>Decides which of Zoom's limits hold.</summary>
    public ZoomPlan Plan { get; set; } = ZoomPlan.Pro;

    public Uri OAuthBaseUrl { get; set; } = new("https://zoom.us");

    /// <summary>Null: where Zoom says, with the token, that the account's is.</summary>
    public Uri? ApiBaseUrl { get; set; }

    /// <summary>Without, all else works; what needs Zoom says so.</summary>
    public bool IsConfigured => Given.All(value => value is { Length: > 0 });

    IEnumerable<string?> Given => [AccountId, ClientId, ClientSecret];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured && Given.Any(value => value is { Length: > 0 }))
            yield return new ValidationResult(
                "Zoom__AccountId, Zoom__ClientId and Zoom__ClientSecret belong together: set all of them or none.");
        foreach (var url in new[] { OAuthBaseUrl, ApiBaseUrl }.OfType<Uri>())
            if (!url.IsAbsoluteUri || !(url.Scheme == Uri.UriSchemeHttps || url.IsLoopback))
                yield return new ValidationResult($"{url} is no address to send a secret to: it has to begin with https.");
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => IsConfigured ? $"the Zoom account {AccountId} ({Plan})" : "no Zoom account";
}
