namespace ZoomOrleans.Silo;

/// <summary>What holds for the whole school.</summary>
public sealed class SchoolOptions
{
    /// <summary>IANA name; for meetings whose own zone is empty or unknown.</summary>
    public string TimeZone { get; set; } = "Asia/Manila";

    /// <summary>So many days after its end a lesson's attendance is locked; 1 to 365.</summary>
    public int LockAfterDays { get; set; } = 14;
}

/// <summary>How a host comes to know its school.</summary>
public static class SchoolHosting
{
    public static void AddSchool(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions<SchoolOptions>().Bind(builder.Configuration.GetSection("School"))
            .Validate(
                school => TimeZoneInfo.TryFindSystemTimeZoneById(school.TimeZone, out var zone) && zone.HasIanaId,
                "School__TimeZone is not the IANA name of a time zone.")
            .ValidateOnStart();
}
