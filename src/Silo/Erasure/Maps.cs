using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;

namespace ZoomOrleans.Silo.Erasure;

/// <summary>Old values and new ones, as statements take them.</summary>
static class Maps
{
    static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IEnumerable<string> values, Func<string, string> other) =>
        JsonSerializer.Serialize(values.Distinct().ToDictionary(value => value, other));

    public static string Json(KnownPerson person) => JsonSerializer.Serialize(person, Text.Json.Options);

    /// <summary>Without the quotes.</summary>
    public static string InJson(string text) => JsonSerializer.Serialize(text, AsIs)[1..^1];

    public static async Task<(IReadOnlyList<string> Names, IReadOnlyList<string> Emails)> Read(
        NpgsqlConnection connection, string sql, Guid user)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = user } } };
        await using var rows = await command.ExecuteReaderAsync();
        var (names, emails) = (new List<string>(), new List<string>());
        while (await rows.ReadAsync())
        {
            names.Add(rows.GetString(0));
            if (!rows.IsDBNull(1))
                emails.Add(rows.GetString(1));
        }
        return (names, emails);
    }
}
