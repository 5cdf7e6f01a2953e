namespace ZoomOrleans.Silo.Postgres;

/// <summary>A directory with PostgreSQL's programs, and their major version.</summary>
sealed record PostgresBinaries(string Directory, int Major)
{
    /// <summary>The oldest major version with what the migrations use (views with their reader's rights).</summary>
    public const int MajorMin = 15;

    public string Initdb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");
}
