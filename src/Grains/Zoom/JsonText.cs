using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ZoomOrleans.Zoom;

/// <summary>
/// A name, string or number of a JSON body, as its bytes: decoded only when somebody asks, and without ever
/// throwing, which the reader's own methods do on lone surrogates and invalid UTF-8. Anything else is empty text.
/// </summary>
readonly ref struct JsonText
{
    const int StackCharsMax = 256;
    const int BytesPerCharMax = 6; // \u0041

    readonly ReadOnlySpan<byte> _raw;
    readonly bool _escaped;
    readonly bool _quoted;

    JsonText(scoped in Utf8JsonReader token)
    {
        _raw = token.ValueSpan;
        _escaped = token.ValueIsEscaped;
        _quoted = token.TokenType == JsonTokenType.String;
    }

    public bool IsString => _quoted && !_raw.IsEmpty && Utf8.IsValid(_raw);

    public static JsonText Name(scoped in Utf8JsonReader reader) => new(reader);

    /// <summary>Takes the value that the reader stands on, and leaves the reader at its end.</summary>
    public static JsonText Value(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number) return new JsonText(reader);
        reader.Skip();
        return default;
    }

    public bool Is(ReadOnlySpan<byte> ascii)
    {
        if (!_escaped) return _raw.SequenceEqual(ascii);
        if (_raw.Length > ascii.Length * BytesPerCharMax) return false;
        Span<char> chars = stackalloc char[_raw.Length];
        return Ascii.Equals(ascii, chars[..Decode(chars)]);
    }

    public T As<T>(Func<ReadOnlySpan<char>, T> read)
    {
        if (_raw.IsEmpty) return read([]);
        var rented = _raw.Length > StackCharsMax ? ArrayPool<char>.Shared.Rent(_raw.Length) : null;
        var chars = rented is null ? stackalloc char[StackCharsMax] : rented.AsSpan();
        var result = read(chars[..Decode(chars)]);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return result;
    }

    public override string ToString() => As(static text => text.ToString());

    int Decode(Span<char> chars)
    {
        var count = Encoding.UTF8.GetChars(_raw, chars);
        return _escaped ? Unescape(chars[..count]) : count;
    }

    // In place: an escape is never shorter than what it stands for. The reader has checked that each is whole.
    static int Unescape(Span<char> text)
    {
        var written = 0;
        for (var at = 0; at < text.Length; at++)
            text[written++] = text[at] == '\\' ? Escaped(text, ref at) : text[at];
        return written;
    }

    static char Escaped(ReadOnlySpan<char> text, ref int at)
    {
        var letter = text[++at];
        if (letter != 'u') return Unescaped(letter);
        var code = ushort.Parse(text.Slice(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        at += 4;
        return (char)code;
    }

    static char Unescaped(char letter) => letter switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => letter,
    };
}
