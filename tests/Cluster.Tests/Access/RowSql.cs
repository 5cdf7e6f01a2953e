using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Rows as SQL. Nothing in them was chosen by strangers: values stand in the text.</summary>
static class RowSql
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    public static string Insert(string table, IReadOnlyCollection<object> rows, string[]? without = null)
    {
        var properties = Properties(rows.First().GetType()).Where(one => without?.Contains(one.Name) != true).ToList();
        var values = rows.Select(row => $"({string.Join(", ", properties.Select(one => Literal(one.GetValue(row))))})");
        return $"""
            INSERT INTO {table} ({string.Join(", ", properties.Select(one => Column(one.Name)))})
            OVERRIDING SYSTEM VALUE VALUES {string.Join(",\n", values)}
            """;
    }

    /// <summary>Sets what differs; null where nothing does.</summary>
    public static string? Update(string table, object row, object changed, string[] key) =>
        Differences(row, changed) is { Length: > 0 } sets ? $"UPDATE {table} SET {sets} WHERE {Is(row, key)}" : null;

    /// <summary>Of all rows that there are, in so far as one may: names no column that would have to be read.</summary>
    public static string Sweep(string table, object changed, string[] properties) =>
        $"UPDATE {table} SET {string.Join(", ", properties.Select(name => Set(changed, name)))}";

    public static string Delete(string table, object row, string[] key) => $"DELETE FROM {table} WHERE {Is(row, key)}";

    /// <summary>An expression for what <see cref="KeyOf"/> is of the same row.</summary>
    public static string Key(Type type, string[] key) => $"concat({string.Join(", ' ', ", key.Select(name =>
        type.GetProperty(name)!.PropertyType == typeof(DateTimeOffset)
            ? $"extract(epoch FROM {Column(name)})::bigint" : Column(name)))})";

    public static string KeyOf(object row, string[] key) => string.Join(' ', key.Select(name => Value(row, name) switch
    {
        DateTimeOffset time => $"{time.ToUnixTimeSeconds()}",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool one => one ? "t" : "f",
        var value => $"{value}",
    }));

    public static string Column(string property) => $"\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(property)}\"";

    static string Differences(object row, object changed) => string.Join(", ", Properties(row.GetType())
        .Where(one => !Equals(one.GetValue(row), one.GetValue(changed))).Select(one => Set(changed, one.Name)));

    static string Set(object row, string property) => $"{Column(property)} = {Literal(Value(row, property))}";

    static string Is(object row, string[] key) => string.Join(
        " AND ", key.Select(name => $"{Column(name)} IS NOT DISTINCT FROM {Literal(Value(row, name))}"));

    static object? Value(object row, string property) =>
        Properties(row.GetType()).Single(one => one.Name == property).GetValue(row);

    static PropertyInfo[] Properties(Type type) => Known.GetOrAdd(type, one =>
        one.GetProperties(BindingFlags.Public | BindingFlags.Instance));

    static string Literal(object? value) => value switch
    {
        null => "NULL",
        bool one => one ? "true" : "false",
        DateTimeOffset time => $"'{time.UtcDateTime:O}'",
        DateOnly date => $"'{date:yyyy-MM-dd}'",
        _ => $"'{value}'",
    };
}
