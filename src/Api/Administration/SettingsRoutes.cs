using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Administration;

/// <summary>What is to hold for the whole school; what is left out is as the configuration says.</summary>
public sealed record SettingsChange : IValidatableObject
{
    /// <summary>An IANA name.</summary>
    public string? TimeZone { get; init; }

    /// <summary>So many days after a lesson its attendance is locked.</summary>
    [Range(SchoolOptions.LockAfterDaysMin, SchoolOptions.LockAfterDaysMax)]
    public int? LockAfterDays { get; init; }

    /// <summary>For the forms that the school hands in.</summary>
    [StringLength(200), NotBlank, PlainText]
    public string? SchoolName { get; init; }

    /// <summary>By which the education authority knows the school.</summary>
    [StringLength(50), NotBlank, PlainText]
    public string? SchoolId { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeZone is not null && !WallClock.TryFindZone(TimeZone, out _))
            yield return new ValidationResult("Expected the IANA name of a zone, such as Asia/Manila.", ["timeZone"]);
    }
}

/// <summary>The settings that an admin may change while the program runs.</summary>
public static class SettingsRoutes
{
    const string Put = """
        UPDATE school_settings
        SET time_zone = $1, lock_after_days = $2, school_name = $3, school_id = $4, changed_at = now(), changed_by = $5
        """;

    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/admin/settings").WithTags("Administration");
        settings.MapGet("", Show).WithSummary("The school's settings (admin)");
        settings.MapPut("", Change).WithSummary("Change the school's settings, at once and everywhere (admin)")
            .WithDescription("What is null or left out is as the configuration says.");
    }

    static async Task<Results<Ok<SchoolNow>, ProblemHttpResult>> Show(
        UserSession user, SchoolSettings settings, CancellationToken cancellation) =>
        user.Caller.IsAdmin
            ? TypedResults.Ok(await settings.Read(cancellation)) : Problems.AdminOnly(isSeen: true);

    static async Task<Results<Ok<SchoolNow>, ProblemHttpResult>> Change(
        SettingsChange asked, UserSession user, SchoolSettings settings, CancellationToken cancellation)
    {
        if (!user.Caller.IsAdmin)
            return Problems.AdminOnly(isSeen: true);
        var zone = WallClock.Canonical(asked.TimeZone);
        await user.Write(rows => rows.Execute(
            Put, zone, asked.LockAfterDays, asked.SchoolName?.Trim(), asked.SchoolId?.Trim(), user.Caller.Id));
        return TypedResults.Ok(await settings.Read(cancellation));
    }
}
