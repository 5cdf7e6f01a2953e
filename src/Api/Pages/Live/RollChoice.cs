using System.Globalization;

namespace ZoomOrleans.Api.Pages.Live;

/// <summary>Whom the page shows.</summary>
public enum Show
{
    All,
    InNow,
    Present,
    Partial,
    Absent,
    Undecided,
    Excused,
    Guests,
}

/// <summary>By what the roll is sorted.</summary>
public enum SortBy
{
    Name,
    Status,
    InNow,
    Join,
    Leave,
    Time,
}

/// <summary>Which rows are shown, and in which order: what the page's address says.</summary>
/// <remarks>The page's script does the same (live/lesson.js): what it shows, the server shows under the same address.</remarks>
public sealed record RollChoice
{
    const int QueryMax = 100;
    const char Downwards = '-';

    /// <summary>Null: the lesson under way, or the latest.</summary>
    public string? OccurrenceId { get; init; }

    public Show Show { get; init; }

    /// <summary>Words of a name.</summary>
    public string Query { get; init; } = "";

    public SortBy SortBy { get; init; }

    public bool IsDescending { get; init; }

    public static RollChoice Of(string? occurrenceId, string? show, string? query, string? sort) => new()
    {
        OccurrenceId = string.IsNullOrEmpty(occurrenceId) ? null : occurrenceId,
        Show = EnumText.Find<Show>(show ?? "") ?? Show.All,
        Query = query?.Trim().Cut(QueryMax) ?? "",
        SortBy = EnumText.Find<SortBy>(sort?.TrimStart(Downwards) ?? "") ?? SortBy.Name,
        IsDescending = sort?.StartsWith(Downwards) == true,
    };

    /// <summary>By this column; by it already, the other way round.</summary>
    public RollChoice SortedBy(SortBy column) => this with { SortBy = column, IsDescending = SortBy == column && !IsDescending };

    /// <summary>What stands in the address for the order; null for the usual one.</summary>
    public string? Sort => (SortBy, IsDescending) == (SortBy.Name, false)
        ? null : $"{(IsDescending ? $"{Downwards}" : "")}{EnumText.Of(SortBy)}";

    /// <summary>What stands in the address for whom it shows; null for everybody.</summary>
    public string? ShowText => Show == Show.All ? null : EnumText.Of(Show);

    /// <summary>A link to this choice from the page itself.</summary>
    public string Address => "?" + string.Join('&',
        from part in new[]
        {
            ("occurrenceId", OccurrenceId), ("show", ShowText), ("q", Query), ("sort", Sort),
        }
        where part.Item2 is { Length: > 0 }
        select $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");

    public bool Shows(LiveStudent student, bool hasEnded) => Show switch
    {
        Show.All => true,
        Show.InNow => student.InNow,
        Show.Guests => false,
        _ => EnumText.Of(Show) == EnumText.Of(Standings.Of(student, hasEnded)),
    } && Names(student.Name);

    public bool Shows(LiveGuest guest) => Show is Show.All or Show.Guests && Names(guest.Name);

    /// <summary>Those without what is sorted by stand last, whichever way round.</summary>
    /// <param name="students">In the order of their names, which also decides between equals.</param>
    /// <param name="hasEnded">Whether marks count.</param>
    public IEnumerable<LiveStudent> Sorted(IEnumerable<LiveStudent> students, bool hasEnded) =>
        students.Select((student, place) => (student, Key: Key(student, place, hasEnded)))
            .OrderBy(one => one.Key is null).ThenBy(one => IsDescending ? -one.Key : one.Key).Select(one => one.student);

    long? Key(LiveStudent student, int place, bool hasEnded) => SortBy switch
    {
        SortBy.Status => (long)Standings.Of(student, hasEnded),
        SortBy.InNow => student.Connections,
        SortBy.Join => student.FirstJoin?.UtcTicks,
        SortBy.Leave => student.LastLeave?.UtcTicks,
        SortBy.Time => student.Seconds,
        _ => place,
    };

    /// <summary>Whether every word asked for stands somewhere in the name, with or without its accents and capitals.</summary>
    bool Names(string name) => Plain(Query).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .All(word => Plain(name).Contains(word, StringComparison.Ordinal));

    static string Plain(string text) => string.Concat(
        text.Normalize(System.Text.NormalizationForm.FormD).Where(letter => !IsMark(letter))).ToLowerInvariant();

    static bool IsMark(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
