using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Marks;

/// <summary>The names of those who set marks by hand, for whoever sees the marks.</summary>
static class MarkerNames
{
    const string Named = "SELECT id, name FROM access.marker_names($1)";

    public static async Task<IReadOnlyDictionary<Guid, string>> Of(UserSession user, IEnumerable<AttendanceRecord> records)
    {
        var markers = records.Select(record => record.Override?.By).OfType<Guid>().Distinct().ToArray();
        return markers is [] ? new Dictionary<Guid, string>()
            : (await user.Query(Named, [markers], row => (row.GetGuid(0), row.GetString(1)))).ToDictionary();
    }
}
