using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ZoomOrleans.Silo;

/// <summary>What the configuration says of the whole school; an admin may have set something else since.</summary>
public sealed class SchoolOptions
{
    /// <summary>The bounds that the table has for it too.</summary>
    public const int LockAfterDaysMin = 1;
    public const int LockAfterDaysMax = 3650;

    /// <summary>IANA name; for meetings whose own zone is empty or unknown, and for dates without one.</summary>
    public string TimeZone { get; set; } = "Asia/Manila";

    /// <summary>So many days after a lesson its attendance is locked.</summary>
    public int LockAfterDays { get; set; } = 14;

    /// <summary>For the forms that the school hands in.</summary>
    public string? Name { get; set; }

    /// <summary>By which the education authority knows the school.</summary>
    public string? Id { get; set; }

    /// <summary>Whom people ask who cannot go on, in a few words; below every page.</summary>
    public string? Contact { get; set; }
}

/// <summary>How a host comes to know its school.</summary>
public static class SchoolHosting
{
    public static void AddSchool(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SchoolOptions>().Bind(builder.Configuration.GetSection("School"))
            .Validate(
                school => TimeZoneInfo.TryFindSystemTimeZoneById(school.TimeZone, out var zone) && zone.HasIanaId,
                "School__TimeZone is not the IANA name of a time zone.")
            .Validate(
                school => school.LockAfterDays is >= SchoolOptions.LockAfterDaysMin and <= SchoolOptions.LockAfterDaysMax,
                $"School__LockAfterDays is not from {SchoolOptions.LockAfterDaysMin} to {SchoolOptions.LockAfterDaysMax}.")
            .ValidateOnStart();
        builder.Services.TryAddSingleton<SchoolSettings>();
    }
}
