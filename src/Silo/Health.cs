using Microsoft.Extensions.Diagnostics.HealthChecks;

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
        /// <summary>Migrations were applied before the host began; one of their tables shows whether they still are.</summary>
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
        {
            try
            {
                await using var command = postgres.Silo.Command("SELECT FROM attendance_records LIMIT 0");
                await command.ExecuteNonQueryAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception exception)
            {
                return HealthCheckResult.Unhealthy($"The database does not answer: {exception.Message}");
            }
        }
    }
}
