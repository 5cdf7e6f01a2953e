using System.Globalization;

namespace ZoomOrleans.Api.Attendance;

/// <summary>How long somebody was in, on pages and in files.</summary>
static class Length
{
    /// <summary>Hours, minutes, seconds: <c>0:20:05</c>.</summary>
    public static string Of(long seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
}
