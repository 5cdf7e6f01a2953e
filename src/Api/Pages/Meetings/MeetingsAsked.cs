using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Meetings;

namespace ZoomOrleans.Api.Pages.Meetings;

/// <summary>What the form above the list of meetings asks for, as somebody filled it in.</summary>
public readonly record struct MeetingsAsked(
    string? Status, string? ClassId, string? From, string? To, bool? Archived, string? After)
{
    public const string Path = "/teacher/meetings";

    /// <summary>Of a meeting's own page.</summary>
    public static string AddressOf(Guid meeting) => $"{Path}/{meeting}";

    /// <summary>Whether anything is left out of the list.</summary>
    public bool IsFiltered => Query.Length > 0;

    /// <summary>What cannot be read, by the name of its field.</summary>
    public IReadOnlyDictionary<string, string> Errors()
    {
        var errors = new Dictionary<string, string>();
        if (!string.IsNullOrEmpty(Status) && EnumText.Find<MeetingStatus>(Status) is null)
            errors["status"] = "Choose one of the list.";
        if (!string.IsNullOrEmpty(ClassId) && !Guid.TryParse(ClassId, out _))
            errors["classId"] = "Choose one of the list.";
        if (!string.IsNullOrEmpty(From) && Day(From) is null)
            errors["from"] = "Enter a date such as 2026-11-22.";
        if (!string.IsNullOrEmpty(To) && Day(To) is null)
            errors["to"] = "Enter a date such as 2026-11-22.";
        else if (Day(From) is { Date: { } from } && Day(To) is { Date: { } to } && to < from)
            errors["to"] = "The last day must not be earlier than the first.";
        return errors;
    }

    public MeetingFilter Filter() => new(
        EnumText.Find<MeetingStatus>(Status ?? "") is { } status ? new Choice<MeetingStatus>(status) : null,
        Guid.TryParse(ClassId, out var id) ? id : null, null, Day(From), Day(To), Archived);

    /// <summary>The address of the page that begins at a place in the list.</summary>
    public string Further(string place) => $"{Address}{(IsFiltered ? '&' : '?')}after={place}";

    /// <summary>Of the first page.</summary>
    public string Address => IsFiltered ? $"{Path}?{Query}" : Path;

    /// <summary>The same once more, for an address.</summary>
    string Query => string.Join('&', new (string Name, string? Value)[]
    {
        ("status", Status), ("classId", ClassId), ("from", From), ("to", To), ("archived", Archived == true ? "true" : null),
    }.Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));

    static TimeOrDate? Day(string? text) => TimeOrDate.TryParse(text, null, out var day) ? day : null;
}
