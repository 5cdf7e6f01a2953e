using Microsoft.Extensions.Configuration;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.Access;

static class AccessHosting
{
    /// <summary>The program's own pools on a database that exists.</summary>
    public static Task<PostgresHosting> Start(string connectionString) => PostgresHosting.Start(
        new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Postgres", connectionString), new("Logging:LogLevel:Default", "Warning")])
            .Build(),
        defaultDirectory: "not used");
}
