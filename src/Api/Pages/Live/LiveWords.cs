using System.Globalization;
using System.Text.Json;
using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Live;

/// <summary>The words of the page, for its script as well, so that both say the same.</summary>
public static class LiveWords
{
    /// <summary>What is said of a student's row beside the status; what has its own column is not.</summary>
    static readonly Dictionary<string, string> Flags = new(
        [
            new("late", MarkWord.Late), new("leftEarly", MarkWord.LeftEarly),
            .. Evident.Select(flag => KeyValuePair.Create(flag, EvidenceWords.Flag(flag))),
        ]);

    static IEnumerable<string> Evident =>
        EnumText.Names(typeof(AttendanceFlags)).Where(flag => EnumText.Find<AttendanceFlags>(flag)
            is not (AttendanceFlags.None or AttendanceFlags.Open));

    const string ByHandBegins = "by hand: ";
    const string Devices = "devices";
    const string NotJoined = "notJoined";
    const string NoName = "(no name)";

    /// <summary>What those of <see cref="Of(LiveStudent)"/> mean, for the page's foot.</summary>
    public static IReadOnlyList<(string Word, string Meaning)> Meanings { get; } =
    [
        ($"{MarkWord.Late}, {MarkWord.LeftEarly}", "As your class's policy has it."),
        .. Evident.Select(flag => (EvidenceWords.Flag(flag), EvidenceWords.Meaning(flag))),
        ("by hand", "Somebody set this mark, with this reason; it stays, whatever is computed."),
    ];

    /// <summary>How the standing is called in classes of the style, and by the script.</summary>
    public static string Key(Standing standing, bool hasEnded) =>
        standing == Standing.Absent && !hasEnded ? NotJoined : EnumText.Of(standing);

    public static string Of(Standing standing, bool hasEnded) => Key(standing, hasEnded) switch
    {
        NotJoined => "not joined yet",
        var word => word,
    };

    public static IReadOnlyList<string> Of(LiveStudent student) =>
    [
        .. from flag in FlagNames.Of(student.Flags)
               .Prepend(student.LeftEarly ? "leftEarly" : "").Prepend(student.Late ? "late" : "")
           where Flags.ContainsKey(flag)
           select Flags[flag],
    ];

    public static string InNow(int connections) => connections switch
    {
        0 => "",
        1 => "in",
        _ => string.Create(CultureInfo.InvariantCulture, $"{connections} {Devices}"),
    };

    public static string ByHand(LiveStudent student) => $"{ByHandBegins}{student.Reason}";

    public static string Name(LiveGuest guest) => guest.Name.Length == 0 ? NoName : guest.Name;

    /// <summary>When somebody was in: <c>10:02–10:31, 10:40–now</c>.</summary>
    public static string Spans(IEnumerable<LiveInterval> intervals, string zone) => string.Join(", ",
        from stay in intervals
        let begun = stay.Join is { } time ? PageTimes.Minute(time, zone) : "?"
        select $"{begun}–{(stay.Leave is { } leave ? PageTimes.Minute(leave, zone) : "now")}");

    /// <summary>All that the script needs of them.</summary>
    public static string ForScript { get; } = JsonSerializer.Serialize(
        new
        {
            standings = new[] { true, false }
                .SelectMany(hasEnded => Enum.GetValues<Standing>().Select(standing => (standing, hasEnded)))
                .DistinctBy(one => Key(one.standing, one.hasEnded))
                .ToDictionary(one => Key(one.standing, one.hasEnded), one => Of(one.standing, one.hasEnded)),
            flags = Flags,
            inNow = InNow(1),
            devices = Devices,
            byHand = ByHandBegins,
            noName = NoName,
        },
        JsonSerializerOptions.Web);
}
