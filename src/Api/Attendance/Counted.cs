using System.Globalization;

namespace ZoomOrleans.Api.Attendance;

/// <summary>Numbers with what they count.</summary>
static class Counted
{
    /// <summary><c>1 lesson</c>, <c>2 lessons</c>.</summary>
    public static string Count(long number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
