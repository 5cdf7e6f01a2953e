using System.Text.Json;

namespace ZoomOrleans;

/// <summary>Flags by name, as they stand in tables and answers: <c>outsideWindow</c>.</summary>
public static class FlagNames
{
    public static IReadOnlyList<string> Of(AttendanceFlags flags) =>
        [.. Enum.GetValues<AttendanceFlags>()
            .Where(flag => flag != AttendanceFlags.None && flags.HasFlag(flag))
            .Select(flag => JsonNamingPolicy.CamelCase.ConvertName(flag.ToString()))];

    public static AttendanceFlags Read(IEnumerable<string> names) => names.Aggregate(
        AttendanceFlags.None, (flags, name) => flags | Enum.Parse<AttendanceFlags>(name, ignoreCase: true));
}
