using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Attendance;

/// <summary>Which user a value that Zoom reports (a registrant id, an e-mail address, a Zoom user id) stands for.</summary>
[JsonConverter(typeof(BindingsJson))]
public sealed class Bindings(ImmutableSortedDictionary<string, Guid> users) : IEnumerable<KeyValuePair<string, Guid>>
{
    public static Bindings None { get; } = new(ImmutableSortedDictionary.Create<string, Guid>(StringComparer.Ordinal));

    public static Bindings Of(IEnumerable<KeyValuePair<string, Guid>> pairs) =>
        new(pairs.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public int Count => users.Count;

    public Guid? this[string value] => users.TryGetValue(value, out var user) ? user : null;

    /// <summary>These bindings, and those of <paramref name="earlier"/> whose values these do not name.</summary>
    public Bindings Over(Bindings earlier) => new(earlier.Users.SetItems(users));

    /// <summary>Others in the place of these values and users; no two values become one.</summary>
    public Bindings Renamed(Func<string, string> value, Func<Guid, Guid> user) =>
        Of(users.Select(one => KeyValuePair.Create(value(one.Key), user(one.Value))));

    public IEnumerator<KeyValuePair<string, Guid>> GetEnumerator() => users.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    ImmutableSortedDictionary<string, Guid> Users => users;

    sealed class BindingsJson : JsonConverter<Bindings>
    {
        public override Bindings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Of(JsonSerializer.Deserialize<Dictionary<string, Guid>>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, Bindings value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Users, options);
    }
}
