namespace ZoomOrleans.Silo.Postgres;

/// <summary>The embedded PostgreSQL is there but cannot be used; the message says why and what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);
