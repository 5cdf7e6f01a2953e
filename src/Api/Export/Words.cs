namespace ZoomOrleans.Api.Export;

/// <summary>What the answers' names mean, in words.</summary>
static class Words
{
    /// <summary>Null is a mark that is not decided.</summary>
    public static string Of(AttendanceStatus? status) => status is { } known ? EnumText.Of(known) : "waits";

    public static string Of(MatchedBy? matched) => matched switch
    {
        MatchedBy.Manual => "by hand",
        MatchedBy.Registrant => "registration",
        MatchedBy.Email => "e-mail address",
        MatchedBy.ZoomUser => "Zoom account",
        _ => "",
    };

    /// <param name="flags">As in answers: <c>outsideWindow</c>.</param>
    public static string Of(IEnumerable<string> flags) => string.Join(", ", flags.Select(Spaced));

    public static string Of(AttendanceState? state) => state is { } known ? EnumText.Of(known) : "";

    static string Spaced(string name) =>
        string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
