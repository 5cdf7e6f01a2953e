namespace ZoomOrleans.Zoom;

/// <summary>Zoom's meeting id: a positive number, also as Zoom displays it ("812 3456 7890").</summary>
public static class MeetingNumber
{
    const int DigitsMax = 18; // any such number fits a long; Zoom's have 10 or 11

    public static long? Parse(ReadOnlySpan<char> text)
    {
        var (number, digits) = (0L, 0);
        foreach (var c in text)
        {
            if (c == ' ' || (c == '-' && digits > 0)) continue;
            if (!char.IsAsciiDigit(c) || ++digits > DigitsMax) return null;
            number = number * 10 + (c - '0');
        }

        return number > 0 ? number : null;
    }
}
