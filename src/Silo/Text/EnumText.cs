using System.Text.Json;

namespace ZoomOrleans.Silo.Text;

/// <summary>Enums as tables and JSON write them, in lower camel case.</summary>
public static class EnumText
{
    public static string Of<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T Read<T>(string text) where T : struct, Enum => Enum.Parse<T>(text, ignoreCase: true);

    /// <summary>Null where the text names none; capitals do not matter.</summary>
    public static T? Find<T>(string text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value).Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        return null;
    }

    public static IEnumerable<string> Names(Type type) =>
        Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName);
}
