using Microsoft.OpenApi;

namespace ZoomOrleans.Api.Export;

/// <summary>Tells the OpenAPI document that a route's answer may be had as a file.</summary>
static class ExportDescription
{
    public static RouteHandlerBuilder WithExport(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var answers = operation.Responses!["200"].Content!;
            answers[ExportResult.CsvType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            answers[ExportResult.XlsxType] = new() { Schema = File };
            foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
                Describe(parameter);
            return Task.CompletedTask;
        });

    public static OpenApiSchema File => new() { Type = JsonSchemaType.String, Format = "binary" };

    static void Describe(OpenApiParameter parameter)
    {
        if (parameter.Name!.Equals(nameof(ExportRequest.Format), StringComparison.OrdinalIgnoreCase))
            (parameter.Description, parameter.Schema) = (
                "A file of the same instead of JSON. Who has it stands in the audit log.",
                new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. EnumText.Names(typeof(ExportFormat)).Select(name => (System.Text.Json.Nodes.JsonNode)name)],
                });
        if (parameter.Name.Equals(nameof(ExportRequest.Bom), StringComparison.OrdinalIgnoreCase))
            parameter.Description = "With `true` a CSV file begins with a byte order mark, by which Excel knows UTF-8.";
    }
}
