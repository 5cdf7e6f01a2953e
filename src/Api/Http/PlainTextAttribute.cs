using System.ComponentModel.DataAnnotations;

namespace ZoomOrleans.Api.Http;

/// <summary>
/// Left out, or a text that PostgreSQL can keep and a page can show: no control characters but line breaks and tabs.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlainTextAttribute() : ValidationAttribute("The field {0} must not contain control characters.")
{
    public override bool IsValid(object? value) =>
        value is not string text || !text.Any(one => char.IsControl(one) && one is not ('\n' or '\r' or '\t'));
}
