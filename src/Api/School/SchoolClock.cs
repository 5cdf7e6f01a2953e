using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.School;

/// <summary>What time it is at the school, by the zone that it has when the request comes.</summary>
public sealed class SchoolClock(string zoneName, TimeProvider clock)
{
    public string ZoneName => zoneName;

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(zoneName);

    public static async ValueTask<SchoolClock?> BindAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var school = await services.GetRequiredService<SchoolSettings>().Read(context.RequestAborted);
        return new SchoolClock(school.TimeZone, services.GetRequiredService<TimeProvider>());
    }

    /// <summary>As PostgreSQL keeps it, so that a time read back is the time that was written.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public DateOnly Today => DayOf(Now);

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);
}
