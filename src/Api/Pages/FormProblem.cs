using System.ComponentModel.DataAnnotations;

namespace ZoomOrleans.Api.Pages;

/// <summary>What the API would say of a request, for whoever filled in a form instead.</summary>
static class FormProblem
{
    /// <returns>The first thing that is wrong; null where nothing is.</returns>
    public static string? Of(object request)
    {
        var problems = new List<ValidationResult>();
        return Validator.TryValidateObject(request, new ValidationContext(request), problems, validateAllProperties: true)
            ? null : problems[0].ErrorMessage;
    }
}
