using Microsoft.Extensions.Options;
using Npgsql;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo;

/// <summary>What holds for the whole school at a moment.</summary>
/// <param name="TimeZone">An IANA name that this machine knows.</param>
/// <param name="LockAfterDays">So many days after a lesson its attendance is locked.</param>
public sealed record SchoolNow(string TimeZone, int LockAfterDays)
{
    public string? SchoolName { get; init; }

    /// <summary>By which the education authority knows the school.</summary>
    public string? SchoolId { get; init; }
}

/// <summary>
/// The school's settings: what an admin has set, else what the configuration says. Read wherever they are used, so that
/// a change holds at once in every process.
/// </summary>
public sealed class SchoolSettings(SiloDatabase database, IOptionsMonitor<SchoolOptions> configured)
{
    /// <summary>One row, always.</summary>
    const string Row = "SELECT time_zone, lock_after_days, school_name, school_id FROM school_settings";

    public async Task<SchoolNow> Read(CancellationToken cancellation)
    {
        await using var command = database.Command(Row);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return Of(row, 0) with
        {
            SchoolName = row.TextOrNull(2) ?? configured.CurrentValue.Name,
            SchoolId = row.TextOrNull(3) ?? configured.CurrentValue.Id,
        };
    }

    /// <summary>What attendance depends on, for whoever reads more in the same snapshot.</summary>
    /// <param name="row">A row that holds the columns of the settings.</param>
    /// <param name="first">The first of them, the zone; the days follow. Null is as configured.</param>
    public SchoolNow Of(NpgsqlDataReader row, int first) => new(
        row.IsDBNull(first) ? configured.CurrentValue.TimeZone : KnownHere(row.GetString(first)),
        row.IsDBNull(first + 1) ? configured.CurrentValue.LockAfterDays : row.GetInt32(first + 1));

    /// <summary>The machine where it was set may have known more zones than this one.</summary>
    string KnownHere(string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _) ? timeZone : configured.CurrentValue.TimeZone;
}
