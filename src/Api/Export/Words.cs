using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Pages.Marks;

namespace ZoomOrleans.Api.Export;

/// <summary>What the answers' names mean, in the words of the pages.</summary>
static class Words
{
    /// <param name="status">Null while it is not decided.</param>
    public static string Of(AttendanceStatus? status) => MarkWord.Of(status).Word;

    public static string Of(LessonCell cell) => !cell.HasRecord ? ""
        : $"{Of(cell.Status)}{(cell.Late ? ", late" : "")}{(cell.LeftEarly ? ", left early" : "")}";

    /// <param name="flags">As they stand in a record.</param>
    public static string Of(IEnumerable<string> flags) => string.Join(", ", flags.Select(EvidenceWords.ShortFlag));

    public static string Of(MatchedBy? matched) => matched switch
    {
        MatchedBy.Manual => "by hand",
        MatchedBy.Registrant => "link for the meeting",
        MatchedBy.Email => "e-mail address",
        MatchedBy.ZoomUser => "Zoom account",
        _ => "",
    };

    public static string Of(AttendanceState? state) => state is { } known ? EnumText.Of(known) : "";
}
