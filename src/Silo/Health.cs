using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Silo;

/// <summary>Whether the process lives, and whether it can do its work.</summary>
public static class Health
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static void AddHealth(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database", timeout: Timeout);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    sealed class DatabaseCheck(PostgresHosting postgres) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
        {
            try
            {
                return await Migrations.AreApplied(postgres.Login, cancellationToken)
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy("The database lacks migrations: start the program anew to apply them.");
            }
            catch (Exception exception)
            {
                return HealthCheckResult.Unhealthy($"The database does not answer: {exception.Message}");
            }
        }
    }
}
