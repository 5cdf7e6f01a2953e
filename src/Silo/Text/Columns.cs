using Npgsql;

namespace ZoomOrleans.Silo.Text;

/// <summary>Reads columns that may be null.</summary>
public static class Columns
{
    public static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static T? ValueOrNull<T>(this NpgsqlDataReader row, int column) where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) =>
        row.GetFieldValue<DateTimeOffset>(column);
}
