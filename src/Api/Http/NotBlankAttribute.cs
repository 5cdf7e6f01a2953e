using System.ComponentModel.DataAnnotations;

namespace ZoomOrleans.Api.Http;

/// <summary>Left out, or a text with something in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotBlankAttribute() : ValidationAttribute("The field {0} must not be blank.")
{
    public override bool IsValid(object? value) => value is not string text || !string.IsNullOrWhiteSpace(text);
}
