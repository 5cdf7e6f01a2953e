using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Export;

/// <summary>School Form 2 of the Philippine Department of Education: a class's attendance of a month, day by day.</summary>
static class Sf2Routes
{
    public static void MapSf2(this IEndpointRouteBuilder routes) => routes.MapGet("/api/classes/{id:guid}/sf2", Make)
        .WithTags("Attendance")
        .WithSummary("School Form 2 (SF2) of a class for a month, as a spreadsheet (class teacher, admin)")
        .WithDescription(
            "`month` is `2026-11`. A learner is present on a day with at least one lesson attended; late for a lesson, or "
            + "absent from the first ones, is a late comer; gone early, there too shortly, or absent from a later lesson, is "
            + "cutting classes. Days on which no attendance was taken are no school days. Learners are sorted by the `sex` of "
            + "their user; the name and id of the school are settings.")
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses!["200"] = new OpenApiResponse
            {
                Description = "OK",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ExportResult.XlsxType] = new() { Schema = ExportDescription.File },
                },
            };
            return Task.CompletedTask;
        });

    static async Task<Results<ExportResult, ValidationProblem, NotFound, ProblemHttpResult>> Make(
        Guid id, string? month, UserSession user, SchoolClock clock, SchoolSettings settings, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            || !Rfc3339.IsInRange(first.Year))
            return Problems.Invalid("month", "Expected a month: 2026-11.");
        var days = (First: first, Last: first.AddMonths(1).AddDays(-1));
        return (await ClassAttendanceRows.Find(user, new ClassDays(id, days, clock.ZoneName))).Result switch
        {
            Ok<ClassAttendance> { Value: { } attendance } => Of(
                attendance, days, await Sf2Rows.Read(user, id, attendance.Students.Select(one => one.StudentId), days, clock),
                await settings.Read(cancellation)),
            ValidationProblem problem => problem,
            ProblemHttpResult problem => problem,
            _ => Problems.NotFound,
        };
    }

    static ExportResult Of(
        ClassAttendance attendance, (DateOnly First, DateOnly Last) days, Dictionary<Guid, Sf2Facts> facts, SchoolNow school) =>
        new()
        {
            Format = ExportFormat.Xlsx,
            Name = ["SF2", attendance.Name, days.First.ToString("yyyy-MM", CultureInfo.InvariantCulture)],
            Entry = new("schoolForm2") { ClassId = attendance.ClassId, Days = days },
            Write = (body, clock) => new Sf2Form(
                Sf2Month.Of(attendance, facts), attendance.Name, days.First, school, clock.Today <= days.Last).Write(body),
        };
}
