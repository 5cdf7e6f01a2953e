using System.Diagnostics.CodeAnalysis;

namespace ZoomOrleans.Api.Http;

/// <summary>An enum in a query string, where the framework by itself would ask for the capital of our code.</summary>
[SuppressMessage("Design", "CA1000", Justification = "The framework calls them, through IParsable.")]
public readonly record struct Choice<T>(T Value) : IParsable<Choice<T>> where T : struct, Enum
{
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Choice<T> result)
    {
        foreach (var value in Enum.GetValues<T>())
        {
            result = new Choice<T>(value);
            if (EnumText.Of(value) == s)
                return true;
        }
        result = default;
        return false;
    }

    public static Choice<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException($"'{s}' is no {typeof(T).Name}.");

    public override string ToString() => EnumText.Of(Value);
}
