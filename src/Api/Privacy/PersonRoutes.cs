using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Export;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Privacy;

/// <summary>What is stored about one person.</summary>
public static class PersonRoutes
{
    const string NameOf = "SELECT name FROM users WHERE id = $1";

    public static void MapPersons(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/admin/users/{id:guid}/export", Export).WithTags("Administration")
            .WithSummary("All that is stored about somebody, as a ZIP of JSON and CSV files (admin)")
            .WithDescription("Nobody else's data is in it. Who has it stands in the audit log.")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.Responses!["200"] = new OpenApiResponse
                {
                    Description = "OK",
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        [PersonExport.ZipType] = new() { Schema = ExportDescription.File },
                    },
                };
                return Task.CompletedTask;
            });
    }

    static async Task<Results<PersonExport, ProblemHttpResult>> Export(Guid id, UserSession user)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        return await user.Find(NameOf, [id], row => row.GetString(0)) is { } name
            ? new PersonExport(id, name) : Problems.Missing("There is no such user.");
    }
}
