using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoomOrleans.Silo.Text;

/// <summary>A moment that may be given by its date alone; which moment that is, a time zone says.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct TimeOrDate : IParsable<TimeOrDate>
{
    const string DateFormat = "yyyy-MM-dd";

    readonly DateTimeOffset _time;

    TimeOrDate(DateTimeOffset time, DateOnly? date) => (_time, Date) = (time, date);

    public static TimeOrDate Of(DateOnly date) => new(default, date);

    /// <summary>Null where a time was given.</summary>
    public DateOnly? Date { get; }

    /// <summary>Null where a date was given.</summary>
    public DateTimeOffset? Time => Date is null ? _time : null;

    /// <summary>The time itself, or the midnight with which the date begins.</summary>
    public DateTimeOffset From(TimeZoneInfo zone) =>
        Date is { } date ? WallClock.At(date.ToDateTime(default), zone) : _time;

    /// <summary>The time itself, or the midnight with which the date ends.</summary>
    public DateTimeOffset Until(TimeZoneInfo zone) =>
        Date is { } date ? WallClock.At(date.AddDays(1).ToDateTime(default), zone) : _time;

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TimeOrDate result)
    {
        var isDate = DateOnly.TryParseExact(
            s, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        var isTime = Rfc3339.TryRead(s, out var time);
        result = new TimeOrDate(time, isDate ? date : null);
        return isTime || (isDate && Rfc3339.IsInRange(date.Year));
    }

    public static TimeOrDate Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result)
            ? result : throw new FormatException("Expected 2026-11-22T08:00:00Z or 2026-11-22.");

    public override string ToString() =>
        Date?.ToString(DateFormat, CultureInfo.InvariantCulture) ?? Rfc3339.Write(_time);

    sealed class Converter : JsonConverter<TimeOrDate>
    {
        public override TimeOrDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), null, out var result)
                ? result
                : throw new JsonException("Expected a time with its offset, or a date: 2026-11-22T08:00:00Z.");

        public override void Write(Utf8JsonWriter writer, TimeOrDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
