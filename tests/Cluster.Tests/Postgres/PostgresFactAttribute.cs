using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>A fact that needs a real PostgreSQL. Where none can be had it is skipped, but on CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresMissing.Reason.Value;
}

/// <summary>A theory that needs a real PostgreSQL. Where none can be had it is skipped, but on CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresMissing.Reason.Value;
}

static class PostgresMissing
{
    public static readonly Lazy<string?> Reason = new(Find);

    // Discovering tests is to start no server where one is likely to be had.
    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true" || IsInstalled())
            return null;

        try
        {
            TestServer.Get().GetAwaiter().GetResult();
            return null;
        }
        catch (PostgresUnavailableException e)
        {
            return e.Message;
        }
    }

    static bool IsInstalled() => !OperatingSystem.IsWindows() && InstalledBinaries.Directories().Any();
}
