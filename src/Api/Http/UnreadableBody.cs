using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace ZoomOrleans.Api.Http;

/// <summary>
/// Says of a request that cannot be read which field is to blame and what was expected, without our types' names.
/// </summary>
static partial class UnreadableBody
{
    const BindingFlags AnyCase = BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance;

    public static ProblemDetails Problem(HttpContext context, JsonException exception)
    {
        if (exception.InnerException is JsonException)
            return new ProblemDetails { Status = 400, Detail = "The body is not JSON." };
        if (Field().Match(exception.Path ?? "") is not { Success: true, Groups: [_, { Value: var field }] })
            return new ProblemDetails { Status = 400, Detail = "The body is not the JSON object that is expected." };
        var problem = new HttpValidationProblemDetails { Status = 400, Detail = "A field cannot be read." };
        problem.Errors[field] = [Reason(exception, TypeOf(context, field))];
        return problem;
    }

    /// <summary>What the framework says of a request, without the names and types of our code.</summary>
    public static string Plainly(string message) =>
        message.StartsWith("Implicit body", StringComparison.Ordinal) ? "A JSON body is expected here."
        : Parameter().Match(message) is { Success: true, Groups: [_, { Value: var name }, { Value: var text }] }
            ? $"The parameter '{JsonNamingPolicy.CamelCase.ConvertName(name)}' cannot be read: '{text}'."
        : message;

    static string Reason(JsonException exception, Type? type) =>
        exception.Message.StartsWith("Expected ", StringComparison.Ordinal) ? exception.Message
        : exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "There is no such field."
        : type is { IsEnum: true } ? $"Expected one of: {string.Join(", ", EnumText.Names(type))}."
        : "The value is not of the type of this field.";

    static Type? TypeOf(HttpContext context, string path)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var type = endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        foreach (var name in path.Split('.'))
            type = Unwrapped(type?.GetProperty(Index().Replace(name, ""), AnyCase)?.PropertyType);
        return type;
    }

    static Type? Unwrapped(Type? type) =>
        type is { IsGenericType: true, GenericTypeArguments: [var only] } ? only : type;

    [GeneratedRegex(@"^\$\.(.+)$")]
    private static partial Regex Field();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    [GeneratedRegex("""^Failed to bind parameter ".* (\w+)" from "(.*)"\.$""")]
    private static partial Regex Parameter();
}
