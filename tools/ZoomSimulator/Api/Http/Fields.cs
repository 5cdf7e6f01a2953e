using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Reads what a caller wrote, and gathers what is wrong with it. Absent, null and wrong are all null; only wrong ones
/// are errors. What nobody asks for is passed over, as Zoom does.
/// </summary>
sealed class Fields(JsonObject json, string prefix = "")
{
    readonly List<(string Field, string Message)> errors = [];

    public IReadOnlyList<(string Field, string Message)> Errors => errors;

    public string? Text(string name, int lengthMax)
    {
        if (Value(name, JsonValueKind.String) is not { } value)
            return null;
        var text = value.GetValue<string>();
        return text.Length <= lengthMax ? text : Wrong<string>(name, $"No more than {lengthMax} characters.");
    }

    public int? Number(string name, int least, int most)
    {
        if (Value(name, JsonValueKind.Number) is not { } value)
            return null;
        return value.TryGetValue<int>(out var number) && number >= least && number <= most
            ? number
            : Refused(name);
    }

    public bool? Flag(string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => Unreadable(name),
    };

    public JsonObject? Object(string name)
    {
        if (json[name] is null or JsonObject)
            return json[name] as JsonObject;
        Add(name);
        return null;
    }

    public JsonArray? Array(string name)
    {
        if (json[name] is null or JsonArray)
            return json[name] as JsonArray;
        Add(name);
        return null;
    }

    public void Add(string name, string message = "Invalid field.") => errors.Add((prefix + name, message));

    public void AddRange(Fields others) => errors.AddRange(others.errors);

    JsonValue? Value(string name, JsonValueKind kind)
    {
        if (json[name] is not { } node)
            return null;
        if (node is JsonValue value && value.GetValueKind() == kind)
            return value;
        Add(name);
        return null;
    }

    T? Wrong<T>(string name, FormattableString message)
        where T : class
    {
        Add(name, message.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    int? Refused(string name)
    {
        Add(name);
        return null;
    }

    bool? Unreadable(string name)
    {
        Add(name);
        return null;
    }
}
