using System.Diagnostics.CodeAnalysis;

namespace ZoomOrleans.Silo.Text;

/// <summary>What clocks on the wall show.</summary>
public static class WallClock
{
    /// <summary>
    /// The moment at which the clocks of a zone show this. Shown twice, it is the first; never shown, it is as much
    /// later as the clocks were put forward.
    /// </summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local - offset, TimeSpan.Zero);
    }

    /// <summary>
    /// Finds a zone by its IANA name. Windows' names, and the machine's own zone, mean nothing elsewhere.
    /// </summary>
    public static bool TryFindZone([NotNullWhen(true)] string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        return name is { Length: > 0 } and not ("localtime" or "posixrules")
            && !name.StartsWith("posix/", StringComparison.Ordinal)
            && !name.StartsWith("right/", StringComparison.Ordinal)
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId;
    }

    /// <summary>The name with its capitals; null where there is none.</summary>
    public static string? Canonical(string? name) => TryFindZone(name, out var zone) ? zone.Id : null;
}
