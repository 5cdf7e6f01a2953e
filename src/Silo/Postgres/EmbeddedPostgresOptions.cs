namespace ZoomOrleans.Silo.Postgres;

/// <summary>Where the embedded PostgreSQL lives.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Everything of the instance is below it: the data, the passwords, a downloaded PostgreSQL.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>For tests: as on a machine where no PostgreSQL is installed.</summary>
    internal bool IgnoreInstalled { get; init; }
}
