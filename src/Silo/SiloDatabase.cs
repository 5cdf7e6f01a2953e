using Npgsql;

namespace ZoomOrleans.Silo;

/// <summary>
/// The database as the program's own work sees it: every connection acts as <c>app_silo</c>. Requests of users never
/// come here.
/// </summary>
public sealed class SiloDatabase : IAsyncDisposable
{
    const int ConnectSeconds = 2;

    /// <summary>What is acknowledged must be durable, also on a server that was set up to be quick.</summary>
    const string Begin = """
        SET ROLE app_silo;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
        """;

    readonly NpgsqlDataSource _source;

    public SiloDatabase(string connectionString, int connectionsMax = 20)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "zoomorleans silo",
            Timezone = "UTC",
            // Else an error tells the values of the row that it is about, and errors stand in logs.
            IncludeErrorDetail = false,
            MaxPoolSize = connectionsMax,
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
        using var command = new NpgsqlCommand(Begin, connection);
        command.ExecuteNonQuery();
    }

    static async Task BecomeSiloAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Begin, connection);
        await command.ExecuteNonQueryAsync();
    }
}
