using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Erasure;
using ZoomOrleans.Silo.Records;

namespace ZoomOrleans.Cluster.Tests.Records;

public sealed class MeetingTablesTests
{
    [PostgresFact]
    public async Task A_meetings_tables_say_after_how_many_days_its_attendance_is_locked()
    {
        await using var database = await TestDatabase.Create();
        await using var silo = new SiloDatabase(database.ConnectionString);
        await using var services = new ServiceCollection()
            .Configure<SchoolOptions>(school => school.LockAfterDays = 30).BuildServiceProvider();
        var settings = new SchoolSettings(silo, services.GetRequiredService<IOptionsMonitor<SchoolOptions>>());
        var records = new MeetingRecords(silo, settings, new ErasedPeople(silo, new ErasureKey(null)));

        var before = await records.Read(81234567890, CancellationToken.None);
        await Statements.Run(database.AdminConnectionString, "UPDATE school_settings SET lock_after_days = 7");
        var after = await records.Read(81234567890, CancellationToken.None);

        Assert.Equal((30, 7), (before.LockAfterDays, after.LockAfterDays));
    }
}
