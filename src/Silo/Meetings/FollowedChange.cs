using System.Text.Json;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Meetings;

/// <summary>What a meeting is to be.</summary>
/// <param name="Meeting">The row.</param>
/// <param name="Lessons">Null: as they are.</param>
/// <param name="Seen">Null: as it was.</param>
sealed record FollowedChange(Meeting Meeting, IReadOnlyList<PlannedLesson>? Lessons, ZoomSeen? Seen)
{
    /// <summary>The fields in which they are different, by the names that the API has for them.</summary>
    public IReadOnlyList<string> DifferentFrom(Meeting before)
    {
        var (was, now) = (Fields(before), Fields(Meeting));
        return
        [
            .. was.Keys.Union(now.Keys).Where(name => was.GetValueOrDefault(name) != now.GetValueOrDefault(name)).Order(),
            .. Lessons is null ? Array.Empty<string>() : ["lessons"],
        ];
    }

    static Dictionary<string, string> Fields(Meeting meeting) =>
        JsonSerializer.SerializeToElement(meeting, Json.Options).EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value.GetRawText());
}
