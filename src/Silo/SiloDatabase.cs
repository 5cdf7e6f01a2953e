using Npgsql;

namespace ZoomOrleans.Silo;

/// <summary>
/// The database as the program's own work sees it: every connection acts as <c>app_silo</c>. Requests of users never
/// come here.
/// </summary>
public sealed class SiloDatabase : IAsyncDisposable
{
    const int ConnectionsMax = 20;
    const int ConnectSeconds = 2;

    readonly NpgsqlDataSource _source;

    public SiloDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "zoomorleans silo",
            Timezone = "UTC",
            MaxPoolSize = ConnectionsMax,
            Timeout = ConnectSeconds,
            MaxAutoPrepare = 30,
            AutoPrepareMinUsages = 2,
            // Resetting would give up the role; nothing here leaves anything else behind on a connection.
            NoResetOnClose = true,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UsePhysicalConnectionInitializer(BecomeSilo, BecomeSiloAsync);
        _source = builder.Build();
    }

    public NpgsqlCommand Command(string sql) => _source.CreateCommand(sql);

    public ValueTask<NpgsqlConnection> Open(CancellationToken cancellation) => _source.OpenConnectionAsync(cancellation);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    static void BecomeSilo(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SET ROLE app_silo", connection);
        command.ExecuteNonQuery();
    }

    static async Task BecomeSiloAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SET ROLE app_silo", connection);
        await command.ExecuteNonQueryAsync();
    }
}
