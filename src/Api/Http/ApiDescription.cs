using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Http;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and the reference at <c>/docs</c> that shows it.</summary>
public static class ApiDescription
{
    const string Bearer = "bearer";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddSchemaTransformer((schema, context, _) => Describe(schema, context.JsonTypeInfo.Type));
        options.AddOperationTransformer(Describe);
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        routes.MapScalarApiReference("/docs", options => options.WithTitle("ZoomOrleans").DisableDefaultFonts())
            .AllowAnonymous();
    }

    static OpenApiParameter IdempotencyKey => new()
    {
        Name = Creation.Header,
        In = ParameterLocation.Header,
        Description = "Does it once, however often the request is repeated within 24 hours.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
    };

    static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ZoomOrleans",
            Version = "v1",
            Description = "Attendance for schools that teach in Zoom. Errors are `application/problem+json`; what you "
                + "may not see is 404, what you may see but not do is 403. Lists page by `limit` and `after`.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
            },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>What our converters write, the framework cannot know.</summary>
    static Task Describe(OpenApiSchema schema, Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        var isNullable = value == type ? default : JsonSchemaType.Null;
        if (value == typeof(AttendanceFlags))
            (schema.Type, schema.Items) = (JsonSchemaType.Array, OneOf(FlagNames.Of((AttendanceFlags)~0)));
        else if (value.IsEnum)
            schema.Type = JsonSchemaType.String | isNullable;
        else if (value == typeof(DateTimeOffset))
            schema.Type = JsonSchemaType.String | isNullable;
        else if (value == typeof(TimeOrDate))
            (schema.Type, schema.Description) =
                (JsonSchemaType.String | isNullable, "A time with its offset, or a date.");
        return Task.CompletedTask;
    }

    static OpenApiSchema OneOf(IEnumerable<string> names) =>
        new() { Type = JsonSchemaType.String, Enum = [.. names.Select(name => (JsonNode)JsonValue.Create(name))] };

    static async Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            var bound = context.Description.ParameterDescriptions.First(one => one.Name == parameter.Name);
            if (ChoiceOf(bound.ParameterDescriptor?.ParameterType) is { } choice)
                parameter.Schema = OneOf(EnumText.Names(choice));
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        }
        if (operation.Responses?.ContainsKey("201") == true || TakesKey(context))
            (operation.Parameters ??= []).Add(IdempotencyKey);
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "What went wrong",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancellation),
                },
            },
        };
    }

    static bool TakesKey(OpenApiOperationTransformerContext route) => route.Description.ActionDescriptor.EndpointMetadata
        .OfType<MethodInfo>().Any(handler => handler.GetParameters().Any(one => one.ParameterType == typeof(Creation)));

    static Type? ChoiceOf(Type? type) =>
        (type is null ? null : Nullable.GetUnderlyingType(type) ?? type) is { IsGenericType: true } generic
            && generic.GetGenericTypeDefinition() == typeof(Choice<>) ? generic.GenericTypeArguments[0] : null;
}
