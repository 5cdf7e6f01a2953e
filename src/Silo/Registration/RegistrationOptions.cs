using System.ComponentModel.DataAnnotations;

namespace ZoomOrleans.Silo.Registration;

/// <summary>Who may be registered at Zoom.</summary>
public sealed class RegistrationOptions : IValidatableObject
{
    const int LabelMax = 63;

    static readonly string[] Default = ["deped.gov.ph"];

    /// <summary>Students' addresses have to be in one of these domains, or below one; none given: <c>deped.gov.ph</c>.</summary>
    public string[]? AllowedEmailDomains { get; set; }

    public IReadOnlyList<string> Domains => AllowedEmailDomains is { Length: > 0 } given ? given : Default;

    /// <summary>Label by label from the right: <c>r1.deped.gov.ph</c> is in, <c>notdeped.gov.ph</c> is not.</summary>
    public bool Allows(string email)
    {
        var labels = Labels(email[(email.LastIndexOf('@') + 1)..]);
        return email.Contains('@', StringComparison.Ordinal) && Domains.Select(Labels).Any(domain =>
            labels.TakeLast(domain.Length).SequenceEqual(domain, StringComparer.OrdinalIgnoreCase));
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var domain in Domains.Where(domain => !Labels(domain).All(IsLabel)))
            yield return new ValidationResult(
                $"'{domain}' in Registration__AllowedEmailDomains is no domain: expected something like deped.gov.ph.");
    }

    static string[] Labels(string domain) => domain.Split('.');

    static bool IsLabel(string label) =>
        label.Length is > 0 and <= LabelMax && !label.StartsWith('-') && !label.EndsWith('-')
        && label.All(letter => char.IsLetterOrDigit(letter) || letter == '-');
}
