using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>Users, classes, enrolments and parents from one file: all of it, or nothing.</summary>
public static class ImportRoutes
{
    /// <summary>
    /// More time than a request is given. Meetings become due at the end: row by row they would be locked in another
    /// order than the log's writer locks them.
    /// </summary>
    const string Begin = """
        SELECT set_config('statement_timeout', '25000', true), set_config('app.defer_due', 'on', true)
        """;

    /// <summary>One import after the other: the second finds what the first has written.</summary>
    const string WaitForOthers = "SELECT pg_advisory_xact_lock(hashtext('import'))";

    public static void MapImport(this IEndpointRouteBuilder routes) => routes.MapPost("/api/import", Import)
        .WithTags("School")
        .Accepts<string>(ImportBody.Csv, ImportBody.Form)
        .WithMetadata(new RequestSizeLimitAttribute(ImportBody.BytesTakenMax))
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody!.Content![ImportBody.Form].Schema = FormWithFile;
            return Task.CompletedTask;
        })
        .WithSummary("Import users, classes, enrolments and parents from a CSV file (admin)")
        .WithDescription(
            "The first row names the columns, in any order: type, name, email, role, zoomUserId, sex, id, teacher, "
            + "class, student, parent, relationship, from, to. `type` (or `?type=`) is `user` (name, email, role, zoomUserId?, "
            + "sex?, id?), `class` (name, teacher, id?), `enrolment` (class, student, from?, to?) or `parent` (parent, student, "
            + "relationship?). People are named by e-mail address or id, classes by name or id, in the file or here "
            + "already. Everything is written, or nothing: where a row is wrong, the answer is 422 with the code "
            + "`IMPORT_INVALID` and `rows`, each with its `row` (the header is 1) and `errors` (`column`, `message`). The "
            + "same file imported again changes nothing. `?dryRun=true` only checks. At most 10 MiB and 50,000 rows.");

    static OpenApiSchema FormWithFile => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
        },
    };

    static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> Import(
        HttpRequest request, UserSession user, SchoolClock clock, Choice<ImportType>? type, bool? dryRun)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var errors = new ImportErrors();
        var asked = AskedRows.Of(new ImportFile(type?.Value, errors).Read(await ImportBody.Read(request)));
        return await user.Write<Results<Ok<ImportReport>, ProblemHttpResult>>(async rows =>
        {
            await rows.Execute(Begin);
            await rows.Execute(WaitForOthers);
            var plan = await ImportPlan.Make(rows, asked, user.Caller, clock);
            if (!errors.IsEmpty)
                return Invalid(errors.Rows);
            if (dryRun == true)
                return TypedResults.Ok(ImportReport.Of(plan.Items.Select(WithoutNewId)));
            await new ImportWriting(rows).Write(plan);
            return TypedResults.Ok(ImportReport.Of(plan.Items));
        });
    }

    /// <summary>Of what is not written, the id would be another one the next time.</summary>
    static ImportItem WithoutNewId(ImportItem item) => item.Outcome == ImportOutcome.Created ? item with { Id = null } : item;

    static ProblemHttpResult Invalid(IReadOnlyList<BadRow> rows) => TypedResults.Problem(
        $"Nothing was imported: {(rows.Count == 1 ? "one row has" : $"{rows.Count} rows have")} errors.", statusCode: 422,
        extensions: [new("code", "IMPORT_INVALID"), new("rows", rows)]);
}
