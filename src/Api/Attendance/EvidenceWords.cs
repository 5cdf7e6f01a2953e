namespace ZoomOrleans.Api.Attendance;

/// <summary>
/// What stands behind a mark, told to somebody who knows neither Zoom nor this program; the same on pages and in files.
/// </summary>
static class EvidenceWords
{
    /// <summary>Why the mark was computed so.</summary>
    /// <param name="record">The mark.</param>
    /// <param name="needed">Seconds that are present; null where they are not known here.</param>
    public static string Why(AttendanceRecord record, long? needed) => record.ComputedStatus switch
    {
        AttendanceStatus.Absent => "Nobody who could be recognised as this student was in the meeting.",
        AttendanceStatus.Present =>
            $"In for {Length.Of(record.Seconds)}{(needed is { } enough ? $"; {Length.Of(enough)} are needed" : "")}.",
        _ when record.Seconds == 0 => "Somebody recognised as this student was in the meeting, but for no time that counts.",
        _ => $"In for {Length.Of(record.Seconds)}, which is less than "
            + (needed is { } enough ? $"the {Length.Of(enough)} that count as present." : "what counts as present."),
    };

    /// <summary>In a few words, for a table.</summary>
    /// <param name="flag">As it stands in the record.</param>
    public static string Flag(string flag) => EnumText.Find<AttendanceFlags>(flag) switch
    {
        AttendanceFlags.Open => "still in",
        AttendanceFlags.Incomplete => "join not told",
        AttendanceFlags.OutsideWindow => "only outside the lesson",
        AttendanceFlags.InferredEnd => "leave not told",
        AttendanceFlags.LateAfterLock => "news after the lock",
        AttendanceFlags.AmbiguousIdentity => "two people named",
        _ => flag,
    };

    /// <summary>The same in a sentence.</summary>
    /// <param name="flag">As it stands in the record.</param>
    public static string Meaning(string flag) => EnumText.Find<AttendanceFlags>(flag) switch
    {
        AttendanceFlags.Open => "Still in the meeting.",
        AttendanceFlags.Incomplete =>
            "Zoom did not tell when they joined: that time is not counted, and nobody is absent for it.",
        AttendanceFlags.OutsideWindow => "They were in only outside of the scheduled lesson, and that time does not count.",
        AttendanceFlags.InferredEnd => "Zoom did not tell when they left: the time counts up to the last thing it told.",
        AttendanceFlags.LateAfterLock => "Something arrived after the attendance was locked, and was left out.",
        AttendanceFlags.AmbiguousIdentity => "What Zoom told of the person names two different people.",
        _ => flag,
    };

    /// <summary>Behind the words "recognised by".</summary>
    public static string Matched(MatchedBy by) => by switch
    {
        MatchedBy.Manual => "a teacher or admin, who said that this guest is the student",
        MatchedBy.Registrant => "the student's own link for the meeting",
        MatchedBy.Email => "the student's e-mail address",
        _ => "the student's Zoom account",
    };

    public static string Source(FactSource source) => source switch
    {
        FactSource.Webhook => "told by Zoom during the lesson",
        FactSource.Report => "from Zoom's participant report",
        _ => "its end is assumed: Zoom never told it",
    };
}
