using Microsoft.Extensions.Options;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.School;

/// <summary>What time it is at the school.</summary>
public sealed class SchoolClock(IOptionsMonitor<SchoolOptions> school, TimeProvider clock)
{
    public string ZoneName => school.CurrentValue.TimeZone;

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

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
